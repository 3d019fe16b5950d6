import { checkCounts, checkSameLength } from './argument-checks.ts';

/** What part of the rows fell into each bin, then and now; each side sums to 1. */
export interface SharePair {
  readonly baseline: readonly number[];
  readonly current: readonly number[];
}

/**
 * Turns two lists of counts over the same bins into shares.
 *
 * @param baseline - rows per bin, each a finite number >= 0.
 * @param current - rows per bin over the same bins.
 * @param addedPerBin - rows added to every bin before dividing, so that no share is 0.
 * @returns `undefined` when either side has no rows.
 * @throws RangeError when the lengths differ, a count is negative or not finite, or their sum is not finite.
 */
export function sharesPerBin(
  baseline: ArrayLike<number>,
  current: ArrayLike<number>,
  addedPerBin = 0,
): SharePair | undefined {
  checkSameLength({ baseline, current });
  checkCounts({ baseline, current });
  const [baselineRows, currentRows] = [totalOf(baseline), totalOf(current)];
  if (baselineRows === 0 || currentRows === 0) return undefined;
  return {
    baseline: sharesOf(baseline, baselineRows, addedPerBin),
    current: sharesOf(current, currentRows, addedPerBin),
  };
}

/** Sum of a term over the bins, given the baseline's and the current share of each. */
export function sumOverBins(shares: SharePair, term: (p: number, q: number) => number): number {
  const { baseline, current } = shares;
  let sum = 0;
  for (let bin = 0; bin < baseline.length; bin += 1) {
    sum += term(baseline[bin] as number, current[bin] as number);
  }
  return sum;
}

function totalOf(counts: ArrayLike<number>): number {
  let total = 0;
  for (let bin = 0; bin < counts.length; bin += 1) total += counts[bin] as number;
  if (total === Number.POSITIVE_INFINITY) throw new RangeError('the counts sum to more than a number holds');
  return total;
}

/** No typed array: its memory is asked of the system, which takes longer than the rest of a distance. */
function sharesOf(counts: ArrayLike<number>, rows: number, addedPerBin: number): readonly number[] {
  const total = rows + addedPerBin * counts.length;
  const shares = new Array<number>(counts.length);
  for (let bin = 0; bin < counts.length; bin += 1) {
    shares[bin] = ((counts[bin] as number) + addedPerBin) / total;
  }
  return shares;
}
