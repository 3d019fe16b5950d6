/** Below this Stirling's series is left to the recurrence; from here on its first seven terms are exact. */
const STIRLING_FROM = 10;
/** Bernoulli numbers B(2k) / (2k (2k-1)), k = 1..7, of Stirling's series. */
const STIRLING_TERMS = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156];
/** A factor this close to 1 changes nothing more; rounding may keep it from coming closer. */
const CONVERGED = 1e-15;

/** The two tails of a gamma distribution as logarithms, which do not underflow. */
export interface GammaTails {
  /** ln P(a, x): below x. */
  readonly logLower: number;
  /** ln Q(a, x): above x. */
  readonly logUpper: number;
}

/**
 * The regularised incomplete gamma functions P and Q, each to about 1e-14 also where it is tiny.
 *
 * @param a - shape, finite, > 0.
 * @param x - finite, >= 0.
 * @see NIST Digital Library of Mathematical Functions, 8.11.4 (series), 8.9.2 (continued fraction, here its
 *   even part). Terms needed grow with √a.
 */
export function regularisedGamma(a: number, x: number): GammaTails {
  const logTerm = logGammaTerm(a, x);
  if (x < a + 1) {
    const logLower = logTerm + Math.log(lowerSeries(a, x));
    return { logLower, logUpper: Math.log1p(-Math.exp(logLower)) };
  }
  const logUpper = logTerm + Math.log(a * upperFraction(a, x));
  return { logLower: Math.log1p(-Math.exp(logUpper)), logUpper };
}

/**
 * ln(x^a e^-x / Γ(a+1)), written so that the large parts cancel before they are rounded.
 *
 * @see C. Loader, Fast and accurate computation of binomial probabilities, 2000
 */
export function logGammaTerm(a: number, x: number): number {
  return a * Math.log(x / a) + (a - x) - Math.log(2 * Math.PI * a) / 2 - stirlingError(a);
}

/** What ln Γ(a+1) exceeds Stirling's formula (a + 1/2) ln a - a + ln(2π)/2 by (DLMF 5.11.1 and 5.5.1). */
function stirlingError(a: number): number {
  let error = 0;
  let shifted = a;
  for (; shifted < STIRLING_FROM; shifted += 1) error += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
  const inverseSquare = 1 / (shifted * shifted);
  const series = STIRLING_TERMS.reduceRight((sum, term) => sum * inverseSquare + term, 0);
  return error + series / shifted;
}

function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let divisor = a + 1; term > sum * Number.EPSILON; divisor += 1) {
    term *= x / divisor;
    sum += term;
  }
  return sum;
}

/** Evaluated front to back by the modified Lentz method; every partial denominator is positive for x >= a + 1. */
function upperFraction(a: number, x: number): number {
  let denominator = x + 1 - a;
  let ratio = Number.POSITIVE_INFINITY;
  let inverse = 1 / denominator;
  let value = inverse;
  let factor = 0;
  for (let n = 1; Math.abs(factor - 1) > CONVERGED; n += 1) {
    const numerator = n * (a - n);
    denominator += 2;
    inverse = 1 / (denominator + numerator * inverse);
    ratio = denominator + numerator / ratio;
    factor = ratio * inverse;
    value *= factor;
  }
  return value;
}
