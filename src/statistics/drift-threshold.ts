import { checkCount } from './argument-checks.ts';
import { chiSquaredQuantile } from './chi-squared-quantile.ts';

/** The PSI that is called a change however many rows there are. */
const SMALLEST_THRESHOLD = 0.1;
/** How often a window in which nothing changed stays below the threshold. */
const CONFIDENCE = 0.999;

/**
 * The PSI from which a feature counts as drifted, given how many rows were seen.
 * Without drift PSI is close to (1/n + 1/N) times a chi-squared variable with B - 1 degrees of freedom, so small
 * windows get a high threshold and false alarms stay at about one in a thousand; from some hundred rows on it
 * is 0.1. Compare as `value >= threshold`.
 *
 * @param currentRows - rows behind the current counts, n: a finite number >= 0.
 * @param baselineRows - rows behind the baseline counts, N: a finite number >= 0.
 * @param bins - number of bins, B: a whole number >= 1.
 * @returns max(0.1, χ²(0.999; B - 1) (1/n + 1/N)); `undefined` when either side has no rows.
 * @throws RangeError when a number of rows is negative or not finite, or bins is not a whole number >= 1.
 * @see B. Yurdakul, Statistical properties of population stability index, Western Michigan University, 2018
 * Cost: that of `chiSquaredQuantile`, a few microseconds, the first time for a number of bins.
 */
export function driftThreshold(currentRows: number, baselineRows: number, bins: number): number | undefined {
  checkCount({ currentRows, baselineRows });
  if (!(Number.isInteger(bins) && bins >= 1))
    throw new RangeError(`bins is ${bins}, not a whole number >= 1`);
  if (currentRows === 0 || baselineRows === 0) return undefined;
  // With a single bin PSI is always 0, and chi-squared with no degrees of freedom is too.
  const largestByChance = bins === 1 ? 0 : criticalValue(bins - 1);
  return Math.max(SMALLEST_THRESHOLD, largestByChance * (1 / currentRows + 1 / baselineRows));
}

/** Features have few different numbers of bins, and are asked about again and again. */
const criticalValues = new Map<number, number>();

function criticalValue(degrees: number): number {
  const known = criticalValues.get(degrees);
  if (known !== undefined) return known;
  const value = chiSquaredQuantile(CONFIDENCE, degrees);
  criticalValues.set(degrees, value);
  return value;
}
