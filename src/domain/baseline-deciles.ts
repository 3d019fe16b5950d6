import { lowerBound } from '../statistics/bucket-counts.ts';
import { interpolate } from '../statistics/quantile.ts';
import type { RankSummary } from '../statistics/rank-summary.ts';

const BINS = 10;

/** Ranges of about a tenth of the rows each, with the rows in them. */
export interface DecileBins {
  /** Strictly rising; at most nine. */
  readonly edges: readonly number[];
  /** Rows up to and including each edge and above the one before, and above the last. */
  readonly counts: readonly number[];
}

/**
 * Bins between the distinct deciles (type 7) that lie below the largest value, so that the last bin has rows. Values that
 * repeat a lot, such as 0 millimetres of rain, make for fewer and fuller bins.
 *
 * @param summary - of at least one row.
 */
export function decileBins(summary: RankSummary): DecileBins {
  const ranks = rowsUpTo(summary);
  const largest = summary.values.at(-1) as number;
  const deciles = Array.from({ length: BINS - 1 }, (_, index) => decile(index + 1, summary, ranks));
  const edges = Array.from(new Set(deciles)).filter((edge) => edge < largest);
  const upTo = [...edges.map((edge) => rowsUpToEdge(edge, summary, ranks)), ranks.at(-1) as number];
  return { edges, counts: upTo.map((rows, bin) => rows - (upTo[bin - 1] ?? 0)) };
}

/** Rows at or below each value: in the middle of what they may be, where that is open. */
function rowsUpTo({ rows, perhapsUpTo }: RankSummary): Float64Array {
  let counted = 0;
  let highest = 0;
  return rows.map((each, index) => {
    counted += each;
    highest = Math.max(highest, Math.floor(counted + (perhapsUpTo[index] as number) / 2));
    return highest;
  });
}

/**
 * The position is a fraction of whole numbers, so that no rounding moves it off a row that it lies on. Between two
 * values whose ranks are open the lower one is taken.
 */
function decile(tenths: number, { values, perhapsBelow }: RankSummary, ranks: Float64Array): number {
  const position = tenths * ((ranks.at(-1) as number) - 1);
  const below = Math.floor(position / BINS);
  const low = values[lowerBound(ranks, below + 1)] as number;
  const above = lowerBound(ranks, below + 2);
  const high = values[above] ?? low;
  if ((perhapsBelow[above] ?? 0) > 0) return low;
  return between(low, high, (position % BINS) / BINS);
}

/** In the form that makes 1.2 of a fifth between 1 and 2, as edges are read by people; overflow needs the other one. */
function between(low: number, high: number, weight: number): number {
  const value = low + (high - low) * weight;
  return Number.isFinite(value) ? Math.min(high, value) : interpolate(low, high, weight);
}

function rowsUpToEdge(edge: number, { values }: RankSummary, ranks: Float64Array): number {
  const index = lowerBound(values, edge);
  return ranks[values[index] === edge ? index : index - 1] as number;
}
