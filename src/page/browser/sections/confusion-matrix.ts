import type { WindowSnapshot } from '../../../domain/model-snapshot.ts';
import { type ElementView, element } from '../dom/elements.ts';
import { scrollBox } from '../dom/table.ts';
import { formatCount, formatShare, shorten } from '../text/format.ts';

type Confusion = NonNullable<WindowSnapshot['confusion']>;

/** What was predicted, by what turned out to be right: counts, and shares of each row. */
export function confusionMatrix({ classes, counts }: Confusion): ElementView {
  return scrollBox(
    'Confusion matrix',
    element(
      'table',
      { class: 'confusion' },
      element(
        'caption',
        {},
        'Rows: the truth. Columns: what was predicted. Shares are of the row; framed is right.',
      ),
      element(
        'thead',
        {},
        element('tr', {}, element('th', { scope: 'col' }, 'Truth \\ predicted'), classes.map(columnHeading)),
      ),
      element(
        'tbody',
        {},
        classes.map((name, index) => matrixRow(name, counts[index] ?? [], index)),
      ),
    ),
  );
}

function columnHeading(name: string): ElementView {
  return element('th', { scope: 'col', class: 'numeric' }, shorten(name, 24));
}

function matrixRow(name: string, counts: readonly number[], actual: number): ElementView {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return element(
    'tr',
    {},
    element(
      'th',
      { scope: 'row' },
      shorten(name, 24),
      element('span', { class: 'note' }, `n = ${formatCount(total)}`),
    ),
    counts.map((count, predicted) => cell(count, total === 0 ? 0 : count / total, actual === predicted)),
  );
}

function cell(count: number, share: number, isRight: boolean): ElementView {
  return element(
    'td',
    { class: `numeric${isRight ? ' right' : ''}`, '--share': share },
    element('span', { class: 'figure' }, formatCount(count)),
    element('span', { class: 'note' }, count === 0 ? '–' : formatShare(share)),
  );
}
