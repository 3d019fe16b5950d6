import type { Report } from '../../../domain/report.ts';
import { type ElementView, element } from '../dom/elements.ts';
import { table } from '../dom/table.ts';
import { card, note } from '../sections/texts.ts';
import { countOf, formatCount } from '../text/format.ts';

type Fact = readonly [what: string, count: number, help: string];

/** What the figures rest on: which events were read, and what of them could not be used. */
export function readingNotes(report: Report): ElementView {
  const { files, damaged } = report.events;
  return card(
    {
      name: 'reading',
      title: 'What was read',
      lead: `The events of ${files.length === 1 ? 'one file' : `${files.length} files`}: ${files.join(', ')}.`,
    },
    table({
      caption: 'What was read',
      whenNarrow: 'fold',
      columns: [{ title: 'What' }, { title: 'Count', isNumeric: true }],
      rows: factsOf(report).map(([what, count, help]) => ({
        key: what,
        cells: [[what, note(help)], formatCount(count)],
      })),
    }),
    damaged.count === 0 ? undefined : damageList(damaged),
  );
}

function factsOf({ events, drops }: Report): Fact[] {
  const { predictions, labels, unmatchedLabels, forgottenLabels, damaged } = events;
  const left: readonly Fact[] = [
    ['Damaged lines', damaged.count, 'No events: passed over.'],
    ['Labels without a prediction', unmatchedLabels, 'It is not in these files, or had a label already.'],
    ['Labels forgotten', forgottenLabels, 'Too many to be kept: they are among those without a prediction.'],
    ...drops.map(
      ({ part, reason, count }): Fact => [
        `Left out: ${part}`,
        count,
        `Not all of it is counted (${reason}).`,
      ],
    ),
  ];
  return [
    ['Lines about predictions', predictions, 'Those of failed requests among them.'],
    ['Lines about labels', labels, 'Those that came with their prediction are not among them.'],
    ...left.filter(([, count]) => count > 0),
  ];
}

function damageList({ count, first }: Report['events']['damaged']): ElementView {
  const rest = count - first.length;
  return element(
    'ul',
    { class: 'plain' },
    first.map(({ place, reason }) => element('li', {}, element('code', {}, place), ` ${reason}`)),
    rest > 0 ? element('li', {}, `and ${countOf(rest, 'more line', 'more lines')}`) : undefined,
  );
}
