import type { CheckReport, FeatureReport } from './check-report.ts';

const VERDICTS: Readonly<Record<FeatureReport['verdict'], string>> = {
  drifted: 'drifted',
  stable: 'stable',
  not_enough_rows: 'not enough rows',
};
const NOTHING = '-';
const GAP = '  ';

/** The first two are words and stand on the left, figures on the right. */
const COLUMNS: readonly (readonly [title: string, cell: (feature: FeatureReport) => string])[] = [
  ['feature', ({ name }) => name],
  ['verdict', ({ verdict }) => VERDICTS[verdict]],
  ['psi', ({ psi }) => psi?.toFixed(4) ?? NOTHING],
  ['threshold', ({ threshold }) => threshold?.toFixed(4) ?? NOTHING],
  ['rows', ({ rows }) => String(rows)],
  ['missing', ({ missing }) => percent(missing)],
  ['unseen', ({ unseen }) => percent(unseen)],
  ['out of range', ({ outOfRange }) => percent(outOfRange)],
];
const COLUMNS_OF_WORDS = 2;

/** What `check` prints: a line for each feature. */
export function checkTable({ features }: CheckReport): string {
  const rows = [COLUMNS.map(([title]) => title), ...features.map(cellsOf)];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows.map((cells) => `${line(cells, widths)}\n`).join('');
}

function cellsOf(feature: FeatureReport): readonly string[] {
  return COLUMNS.map(([, cell]) => cell(feature));
}

function line(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) =>
      column < COLUMNS_OF_WORDS ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
    .join(GAP);
}

function percent(share: number | undefined): string {
  return share === undefined ? NOTHING : `${(share * 100).toFixed(1)} %`;
}
