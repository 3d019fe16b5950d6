import { binRows } from './bin-rows.ts';

/**
 * L-infinity distance: the largest change of share that any single bin shows.
 * 0.2 means that some bin holds 20 percentage points more or fewer of the rows than it did.
 *
 * @param baseline - rows per bin, each a finite number >= 0.
 * @param current - rows per bin over the same bins.
 * @returns 0..1; `undefined` when either side has no rows.
 * @throws RangeError when the lengths differ or a count is negative or not finite.
 * @see M. Deza, E. Deza, Encyclopedia of Distances, Springer, 2009: the Chebyshev (L∞) metric, here of shares
 */
export function lInfinityDistance(
  baseline: ArrayLike<number>,
  current: ArrayLike<number>,
): number | undefined {
  const rows = binRows(baseline, current);
  if (rows === undefined) return undefined;
  let largest = 0;
  for (let bin = 0; bin < baseline.length; bin += 1) {
    const difference = (baseline[bin] as number) / rows.baseline - (current[bin] as number) / rows.current;
    largest = Math.max(largest, Math.abs(difference));
  }
  return largest;
}
