import { checkWithin } from './argument-checks.ts';
import type { BucketCounts } from './bucket-counts.ts';

/**
 * A quantile as far as counts by bucket tell it: on a straight line within its bucket, which starts at 0 or at the
 * bound before. What lies above the last bound counts as that bound, so a quantile there is a least value.
 *
 * @param counts - of numbers >= 0.
 * @param p - 0..1.
 * @returns `undefined` when nothing was counted.
 * @throws RangeError when p is outside 0..1.
 * @see histogram_quantile in the documentation of Prometheus, whose values these are
 */
export function bucketQuantile({ counts, upperBounds }: BucketCounts, p: number): number | undefined {
  checkWithin({ p }, 1);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  const rank = p * total;
  let below = 0;
  for (const [bucket, upperBound] of upperBounds.entries()) {
    const count = counts[bucket] as number;
    if (count > 0 && below + count >= rank) {
      const from = bucket === 0 ? Math.min(0, upperBound) : (upperBounds[bucket - 1] as number);
      return from + (upperBound - from) * ((rank - below) / count);
    }
    below += count;
  }
  return upperBounds.at(-1);
}
