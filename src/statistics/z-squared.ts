import { chiSquaredQuantile } from './chi-squared-quantile.ts';

/** What was asked for last: most callers have one confidence, and the quantile takes ten times as long as an interval. */
let last = { confidence: Number.NaN, value: Number.NaN };

/**
 * The square of z, where a standard normal variable lies within ±z with this probability: 3.84 for 0.95.
 *
 * @param confidence - above 0 and below 1.
 * @throws RangeError when it is not.
 */
export function zSquared(confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`confidence is ${confidence}, not strictly between 0 and 1`);
  }
  // A normal variable lies within ±z just when its square, which is chi-squared, lies below z².
  if (confidence !== last.confidence) last = { confidence, value: chiSquaredQuantile(confidence, 1) };
  return last.value;
}
