import { checkCount, checkWithin } from './argument-checks.ts';
import { regularisedGamma } from './regularised-gamma.ts';

/** How far two ratios differ, in standard errors, and how often chance alone does that. */
export interface ProportionTest {
  /** Positive when the ratio of A is the larger one. */
  readonly z: number;
  /** Two-sided, 0..1. */
  readonly pValue: number;
}

/**
 * Two-proportion z-test: could two ratios, say the accuracy of two versions, differ this much by chance?
 * A small p-value means hardly. The normal law behind it wants some five hits and misses on each side.
 *
 * @param hitsA - 0..nA.
 * @param nA - trials of A, a finite number >= 0.
 * @param hitsB - 0..nB.
 * @param nB - trials of B.
 * @returns z with the pooled standard error and its two-sided p-value, right also far out where it is tiny;
 *   `undefined` when a side has no trials, or all trials of both sides came out alike.
 * @throws RangeError when hits are outside 0..n or n is not finite.
 * @see NIST/SEMATECH e-Handbook of Statistical Methods, section 7.3.3; z² is Pearson's chi-squared statistic of
 *   the two by two table
 */
export function twoProportionZTest(
  hitsA: number,
  nA: number,
  hitsB: number,
  nB: number,
): ProportionTest | undefined {
  checkCount({ nA, nB });
  checkWithin({ hitsA }, nA);
  checkWithin({ hitsB }, nB);
  if (nA === 0 || nB === 0) return undefined;
  const hitShare = (hitsA + hitsB) / (nA + nB);
  const missShare = (nA - hitsA + (nB - hitsB)) / (nA + nB);
  if (hitShare === 0 || missShare === 0) return undefined;
  const z = (hitsA / nA - hitsB / nB) / Math.sqrt(hitShare * missShare * (1 / nA + 1 / nB));
  return { z, pValue: Math.exp(regularisedGamma(0.5, (z * z) / 2).logUpper) };
}
