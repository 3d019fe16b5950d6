import type { WindowSnapshot } from '../../../domain/model-snapshot.ts';
import { type ElementView, element } from '../dom/elements.ts';
import { scrollBox } from '../dom/table.ts';
import { formatCount, formatN, formatShare, shorten } from '../text/format.ts';
import { figureText, note } from './texts.ts';

/** What the monitor calls all classes that its limit leaves no name of their own. */
const OTHER = '@other';

type Confusion = NonNullable<WindowSnapshot['confusion']>;

/** What was predicted, by what turned out to be right: counts, and shares of each row. */
export function confusionMatrix({ classes, counts }: Confusion): ElementView {
  return element(
    'div',
    {},
    element('p', { class: 'note' }, howToRead(classes)),
    scrollBox(
      'Confusion matrix',
      element(
        'table',
        { class: 'confusion' },
        element('caption', { class: 'unseen' }, 'Confusion matrix'),
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            element('th', { scope: 'col' }, 'Truth \\ predicted'),
            classes.map(columnHeading),
          ),
        ),
        element(
          'tbody',
          {},
          classes.map((name, index) => matrixRow(name, counts[index] ?? [], index)),
        ),
      ),
    ),
  );
}

function howToRead(classes: readonly string[]): string {
  const others = classes.includes(OTHER)
    ? ` ${OTHER} is all classes beyond the limit: within it nothing can be called right.`
    : '';
  return `Rows: the truth. Columns: what was predicted. Shares are of the row; framed is right.${others}`;
}

function columnHeading(name: string): ElementView {
  return element('th', { scope: 'col', class: 'numeric' }, element('bdi', {}, shorten(name, 24)));
}

function matrixRow(name: string, counts: readonly number[], actual: number): ElementView {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, element('bdi', {}, shorten(name, 24)), note(formatN(total))),
    counts.map((count, predicted) =>
      cell(count, total === 0 ? 0 : count / total, actual === predicted && name !== OTHER),
    ),
  );
}

function cell(count: number, share: number, isRight: boolean): ElementView {
  return element(
    'td',
    { class: `numeric${isRight ? ' right' : ''}`, '--share': share },
    figureText(formatCount(count)),
    note(count === 0 ? '–' : formatShare(share)),
  );
}
