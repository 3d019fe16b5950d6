import type { Row } from './summary.ts';

interface Column {
  head: string;
  cell: (row: Row) => string;
}

const COLUMNS: readonly Column[] = [
  { head: 'median', cell: (row) => row.median.toFixed(1) },
  { head: 'min-max', cell: (row) => `${row.least.toFixed(0)}-${row.most.toFixed(0)}` },
  { head: 'x bare', cell: (row) => row.ratioToBare.toFixed(2) },
  { head: 'over bare', cell: (row) => row.overBare.toFixed(1) },
  { head: 'quiet', cell: (row) => row.overBareQuiet.toFixed(1) },
  { head: 'of seed', cell: (row) => row.shareOfSeed?.toFixed(2) ?? '-' },
  { head: 'req/s', cell: (row) => row.requestsPerSecond.toFixed(0) },
];

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => text.length));
}

/** A table of text: the name, the figures set to the right, what the variant adds. */
export function formatTable(title: string, rows: readonly Row[]): string {
  const nameWidth = widest([title, ...rows.map(({ name }) => name)]);
  const columns = COLUMNS.map(({ head, cell }) => {
    const cells = [head, ...rows.map(cell)];
    const width = widest(cells);
    return cells.map((text) => text.padStart(width));
  });
  const names = [title, ...rows.map(({ name }) => name)];
  const adds = ['adds', ...rows.map((row) => row.adds)];
  return names
    .map((name, line) =>
      [name.padEnd(nameWidth), ...columns.map((cells) => cells[line]), adds[line]].join('  '),
    )
    .join('\n');
}

/** How to read the columns, printed below the tables. */
export const LEGEND = `CPU of the server process, user and system, in µs per request.
over bare: median of the differences to bare in the same round; quiet: difference of the 20th percentiles,
which a busy neighbour moves least; of seed: quiet as a share of the seed's.`;
