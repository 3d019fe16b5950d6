import { checkWithin } from './argument-checks.ts';

/**
 * Quantile of sorted numbers, between two of them on the straight line: type 7, NumPy's and R's default.
 * With p = 0.5 it is the median.
 *
 * @param sorted - finite numbers in ascending order; the order is not checked.
 * @param p - 0..1.
 * @returns a number between the smallest and the largest; `undefined` when there are none.
 * @throws RangeError when p is outside 0..1, or a number that is needed is not finite.
 * @see R. Hyndman, Y. Fan, Sample quantiles in statistical packages, The American Statistician 50 (1996),
 *   definition 7
 */
export function quantile(sorted: ArrayLike<number>, p: number): number | undefined {
  checkWithin({ p }, 1);
  if (sorted.length === 0) return undefined;
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return interpolate(elementAt(sorted, below), elementAt(sorted, above), position - below);
}

/** The number at `weight`, 0..1, of the way from `low` to `high`: never outside them, and free of overflow. */
export function interpolate(low: number, high: number, weight: number): number {
  return low === high ? low : Math.min(high, low * (1 - weight) + high * weight);
}

function elementAt(sorted: ArrayLike<number>, index: number): number {
  const value = sorted[index] as number;
  if (!Number.isFinite(value)) throw new RangeError(`sorted[${index}] is ${value}, not a finite number`);
  return value;
}
