import { binRows } from './bin-rows.ts';

/**
 * Kolmogorov-Smirnov statistic of two histograms: the largest difference between their cumulative shares.
 * 0 means equal shares; 1 means that one lies wholly below the other. Over bins it can only be smaller than
 * over the values themselves.
 *
 * @param baseline - rows per bin, the bins in ascending order, each a finite number >= 0.
 * @param current - rows per bin over the same bins.
 * @returns 0..1; `undefined` when either side has no rows.
 * @throws RangeError when the lengths differ or a count is negative or not finite.
 * @see N. Smirnov, Table for estimating the goodness of fit of empirical distributions, Annals of Mathematical
 *   Statistics 19 (1948)
 */
export function kolmogorovSmirnov(
  baseline: ArrayLike<number>,
  current: ArrayLike<number>,
): number | undefined {
  const rows = binRows(baseline, current);
  if (rows === undefined) return undefined;
  let difference = 0;
  let largest = 0;
  for (let bin = 0; bin < baseline.length; bin += 1) {
    difference += (baseline[bin] as number) / rows.baseline - (current[bin] as number) / rows.current;
    largest = Math.max(largest, Math.abs(difference));
  }
  return Math.min(1, largest);
}
