import type { HistogramSnapshot } from '../../../domain/drift-snapshot.ts';
import { formatNumber } from '../text/format.ts';

/** One bin of both histograms. */
export interface BinShare {
  /** As it is called in the data. */
  readonly bin: string;
  readonly title: string;
  readonly baselineRows: number;
  readonly currentRows: number;
  /** Of all rows of the baseline, 0..1. */
  readonly baseline: number;
  /** Of all rows of the window, 0..1. */
  readonly current: number;
}

const TITLES: ReadonlyMap<string, string> = new Map([
  ['@other', 'other categories'],
  ['@unseen', 'never seen before'],
  ['@missing', 'missing'],
  ['@invalid', 'invalid'],
]);

/** The bins of a feature; those for what is missing or invalid only where there is any. */
export function binShares(histogram: HistogramSnapshot): BinShare[] {
  const { bins, baseline, current } = histogram;
  const [baselineTotal, currentTotal] = [sum(baseline), sum(current)];
  return bins
    .map((bin, index) => {
      const [baselineRows, currentRows] = [baseline[index] ?? 0, current[index] ?? 0];
      return {
        bin,
        title: TITLES.get(bin) ?? titleOf(histogram, index),
        baselineRows,
        currentRows,
        baseline: baselineTotal === 0 ? 0 : baselineRows / baselineTotal,
        current: currentTotal === 0 ? 0 : currentRows / currentTotal,
      };
    })
    .filter(({ bin, baselineRows, currentRows }) => !bin.startsWith('@') || baselineRows + currentRows > 0);
}

/** Of numbers the bins are known by their upper edges: `up to 2.6`, `2.6 to 3.4`, `above 7.1`. */
function titleOf({ bins, range }: HistogramSnapshot, index: number): string {
  const bin = bins[index] ?? '';
  if (range === undefined) return bin === '' ? '(empty)' : bin;
  const [below, edge] = [Number(bins[index - 1]), Number(bin)];
  if (bin === '+Inf') return index === 0 ? 'all values' : `above ${formatNumber(below)}`;
  return index === 0 ? `up to ${formatNumber(edge)}` : `${formatNumber(below)} to ${formatNumber(edge)}`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
