import { checkCount, checkWithin } from './argument-checks.ts';
import { zSquared } from './z-squared.ts';

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
  const square = zSquared(confidence);
  if (n === 0) return undefined;
  return { lower: lowerBound(hits, n, square), upper: 1 - lowerBound(n - hits, n, square) };
}

/**
 * The smaller root of Wilson's quadratic, as the product of its roots over the larger one: free of the
 * cancellation in the usual form, and exactly 0 without hits.
 */
function lowerBound(hits: number, n: number, square: number): number {
  const root = Math.sqrt(square * (hits * ((n - hits) / n) + square / 4));
  return (hits / n) * (hits / (hits + square / 2 + root));
}
