/** Of a number; the logarithm of the largest is rounded up to 1024. */
const LARGEST_EXPONENT = 1023;

/**
 * Mean and standard deviation of a stream of numbers, in units of a power of two near the largest of them, so that
 * squares neither overflow nor vanish, be the numbers 1e300 or 1e-300.
 *
 * @see B. Welford, Note on a method for calculating corrected sums of squares and products, Technometrics 4 (1962);
 *   merging: T. Chan, G. Golub, R. LeVeque, Algorithms for computing the sample variance, The American Statistician
 *   37 (1983)
 */
export class BaselineMoments {
  #count = 0;
  #unit = Number.MIN_VALUE;
  /** In units. */
  #mean = 0;
  /** Sum of squared differences from the mean, in squared units. */
  #squares = 0;

  get mean(): number {
    return withinNumbers(this.#mean * this.#unit);
  }

  /** Of these numbers themselves: the squares are divided by their count. */
  get standardDeviation(): number {
    return withinNumbers(Math.sqrt(this.#squares / this.#count) * this.#unit);
  }

  /** @param value - a finite number. */
  add(value: number): void {
    this.#useUnitFor(Math.abs(value));
    const scaled = value / this.#unit;
    this.#count += 1;
    const difference = scaled - this.#mean;
    this.#mean += difference / this.#count;
    this.#squares += difference * (scaled - this.#mean);
  }

  /** Adds all that `other` has seen; `other` stays as it is. */
  merge(other: BaselineMoments): void {
    if (other.#count === 0) return;
    this.#useUnitFor(other.#unit);
    const ratio = other.#unit / this.#unit;
    const count = this.#count + other.#count;
    const difference = other.#mean * ratio - this.#mean;
    this.#squares += other.#squares * ratio * ratio;
    this.#squares += difference * difference * ((this.#count * other.#count) / count);
    this.#mean += difference * (other.#count / count);
    this.#count = count;
  }

  #useUnitFor(size: number): void {
    if (size < 2 * this.#unit) return;
    const unit = 2 ** Math.min(LARGEST_EXPONENT, Math.floor(Math.log2(size)));
    const ratio = this.#unit / unit;
    this.#mean *= ratio;
    this.#squares *= ratio * ratio;
    this.#unit = unit;
  }
}

/** Rounding may lift what lies at the very end of the numbers above it, and make -0, which JSON does not know. */
function withinNumbers(value: number): number {
  return Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, value)) + 0;
}
