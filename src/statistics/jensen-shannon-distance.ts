import { binRows } from './bin-rows.ts';

/**
 * Jensen-Shannon distance: how far two histograms are apart, on a scale that ends at 1.
 * 0 means equal shares, 1 means no bin in common; symmetric, and a metric.
 *
 * Square root of the Jensen-Shannon divergence with logarithms to base 2.
 *
 * @param baseline - rows per bin, each a finite number >= 0.
 * @param current - rows per bin over the same bins.
 * @returns 0..1; `undefined` when either side has no rows.
 * @throws RangeError when the lengths differ or a count is negative or not finite.
 * @see J. Lin, Divergence measures based on the Shannon entropy, IEEE Transactions on Information Theory 37
 *   (1991); D. Endres, J. Schindelin, A new metric for probability distributions, ibid. 49 (2003)
 */
export function jensenShannonDistance(
  baseline: ArrayLike<number>,
  current: ArrayLike<number>,
): number | undefined {
  const rows = binRows(baseline, current);
  if (rows === undefined) return undefined;
  let divergence = 0;
  for (let bin = 0; bin < baseline.length; bin += 1) {
    divergence += divergenceOfBin(
      (baseline[bin] as number) / rows.baseline,
      (current[bin] as number) / rows.current,
    );
  }
  return Math.min(1, Math.sqrt(divergence / (2 * Math.LN2)));
}

/**
 * p ln(p/m) + q ln(q/m) for the mean m of p and q, which is >= 0. For shares close together the two terms
 * cancel, so there it is written in their relative difference instead.
 */
function divergenceOfBin(p: number, q: number): number {
  const mean = (p + q) / 2;
  if (mean === 0) return 0;
  const difference = (q - p) / (p + q);
  if (Math.abs(difference) > 0.5) return xLogX(p, p / mean) + xLogX(q, q / mean);
  return mean * (2 * difference * Math.atanh(difference) + Math.log1p(-difference * difference));
}

function xLogX(share: number, ratio: number): number {
  return share === 0 ? 0 : share * Math.log(ratio);
}
