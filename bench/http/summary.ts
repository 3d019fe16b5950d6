import type { Samples, Slice } from './measure.ts';
import { BARE, TABLE_NAMES, TABLES, type TableName } from './tables.ts';

/** One row of a table. All CPU figures are microseconds of the server process per request. */
export interface Row {
  name: string;
  adds: string;
  median: number;
  least: number;
  most: number;
  requestsPerSecond: number;
  /** Median over the rounds of the difference to bare in the same round. */
  overBare: number;
  /** The same from the undisturbed slices: the difference of the 20th percentiles. */
  overBareQuiet: number;
  /** Of the medians. */
  ratioToBare: number;
  /** `overBareQuiet` in parts of the seed's; absent when the seed was not measured. */
  shareOfSeed?: number;
}

/** On a shared machine neighbours only ever add time: the low end of many slices is the server itself. */
const QUIET = 0.2;

/** The value at rank p of 0..1, interpolated between neighbours. */
function quantile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = p * (sorted.length - 1);
  const below = sorted[Math.floor(rank)] ?? Number.NaN;
  const above = sorted[Math.ceil(rank)] ?? Number.NaN;
  return below + (above - below) * (rank - Math.floor(rank));
}

function cpuOf(slices: readonly Slice[]): number[] {
  return slices.map((slice) => slice.cpuMicrosPerRequest);
}

function summarize(entry: {
  name: string;
  adds: string;
  slices: readonly Slice[];
  bare: readonly number[];
}): Row {
  const { name, adds, slices, bare } = entry;
  const cpu = cpuOf(slices);
  const differences = cpu.map((micros, round) => micros - (bare[round] ?? Number.NaN));
  return {
    name,
    adds,
    median: quantile(cpu, 0.5),
    least: Math.min(...cpu),
    most: Math.max(...cpu),
    requestsPerSecond: quantile(
      slices.map((slice) => slice.requestsPerSecond),
      0.5,
    ),
    overBare: quantile(differences, 0.5),
    overBareQuiet: quantile(cpu, QUIET) - quantile(bare, QUIET),
    ratioToBare: quantile(cpu, 0.5) / quantile(bare, 0.5),
  };
}

function rowsOf(table: TableName, samples: Samples): Row[] {
  const bare = cpuOf(samples.get(BARE[table]) ?? []);
  return Object.entries(TABLES[table]).flatMap(([name, { adds }]) => {
    const slices = samples.get(name);
    return slices ? [summarize({ name, adds, slices, bare })] : [];
  });
}

/** The rows of each table, in its order; tables of which nothing was measured are left out. */
export function summarizeAll(samples: Samples): Map<string, Row[]> {
  const tables = TABLE_NAMES.map((name) => [name, rowsOf(name, samples)] as const);
  // The seed is sent what all tables with the same bare Express are sent.
  const comparable = tables.filter(([name]) => BARE[name] === BARE.variants).flatMap(([, rows]) => rows);
  const seed = comparable.find(({ name }) => name === 'seed');
  if (seed) for (const row of comparable) row.shareOfSeed = row.overBareQuiet / seed.overBareQuiet;
  return new Map(tables.filter(([, rows]) => rows.length > 0));
}
