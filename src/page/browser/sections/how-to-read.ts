import { type ElementView, element } from '../dom/elements.ts';

/** A column, and what it says. */
export type ColumnHelp = readonly [column: string, text: string];

/** Of the columns that the page and a report share. */
export const SHARED_COLUMNS: readonly ColumnHelp[] = [
  ['Errors', 'Requests that ended in a server error, or whose client left before the answer.'],
  ['Latency', 'Half, 95 and 99 of 100 requests were answered within these times.'],
  [
    'Measured quality',
    'From the labels that came. With 95 % confidence the true value lies in the range given; n is how many labels it rests on.',
  ],
  [
    'Estimated',
    'What the accuracy is likely to be, told from the scores without any label. An estimate, not a measurement.',
  ],
  ['Drift', 'Features whose values are spread otherwise than at training time, more than chance explains.'],
];

/** What the columns of a table mean, folded away below it. */
export function howToRead(columns: readonly ColumnHelp[]): ElementView {
  return element(
    'details',
    { class: 'help' },
    element('summary', {}, 'How to read this table'),
    element(
      'dl',
      {},
      columns.map(([column, text]) => [element('dt', {}, column), element('dd', {}, text)]),
    ),
  );
}
