import { binRows } from './bin-rows.ts';

/**
 * Hellinger distance: how far two histograms are apart, on a scale that ends at 1.
 * 0 means equal shares, 1 means no bin in common; symmetric, and a metric. It weighs a change in a rare bin
 * more than `lInfinityDistance` does.
 *
 * Square root of half the sum of (√p - √q)² over the shares.
 *
 * @param baseline - rows per bin, each a finite number >= 0.
 * @param current - rows per bin over the same bins.
 * @returns 0..1; `undefined` when either side has no rows.
 * @throws RangeError when the lengths differ or a count is negative or not finite.
 * @see A. Gibbs, F. Su, On choosing and bounding probability metrics, International Statistical Review 70
 *   (2002), section 2, where it is √2 times this
 */
export function hellingerDistance(
  baseline: ArrayLike<number>,
  current: ArrayLike<number>,
): number | undefined {
  const rows = binRows(baseline, current);
  if (rows === undefined) return undefined;
  let sum = 0;
  for (let bin = 0; bin < baseline.length; bin += 1) {
    const p = (baseline[bin] as number) / rows.baseline;
    const q = (current[bin] as number) / rows.current;
    const difference = Math.sqrt(p) - Math.sqrt(q);
    sum += (difference * difference) / 2;
  }
  return Math.min(1, Math.sqrt(sum));
}
