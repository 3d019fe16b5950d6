import { checkCount, checkWithin } from './argument-checks.ts';
import { chiSquaredQuantile } from './chi-squared-quantile.ts';

/** Two bounds, the smaller first. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Wilson score interval: where the true ratio behind `hits` out of `n` lies, with the given confidence.
 * It stays inside 0..1 and keeps its width when all or none are hits, unlike the textbook's p ± z·s.
 *
 * @param hits - 0..n; need not be whole.
 * @param n - trials, a finite number >= 0.
 * @param confidence - above 0 and below 1; 0.95 is usual.
 * @returns bounds within 0..1 around hits / n; `undefined` when n is 0.
 * @throws RangeError when hits is outside 0..n, n is not finite or confidence not strictly between 0 and 1.
 * @see E. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the American
 *   Statistical Association 22 (1927)
 */
export function wilsonInterval(hits: number, n: number, confidence: number): Interval | undefined {
  checkCount({ n });
  checkWithin({ hits }, n);
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`confidence is ${confidence}, not strictly between 0 and 1`);
  }
  if (n === 0) return undefined;
  // A normal variable lies within ±z with this confidence when its square lies below z².
  const zSquared = chiSquaredQuantile(confidence, 1);
  return { lower: lowerBound(hits, n, zSquared), upper: 1 - lowerBound(n - hits, n, zSquared) };
}

/**
 * The smaller root of Wilson's quadratic, as the product of its roots over the larger one: free of the
 * cancellation in the usual form, and exactly 0 without hits.
 */
function lowerBound(hits: number, n: number, zSquared: number): number {
  const root = Math.sqrt(zSquared * (hits * ((n - hits) / n) + zSquared / 4));
  return (hits / n) * (hits / (hits + zSquared / 2 + root));
}
