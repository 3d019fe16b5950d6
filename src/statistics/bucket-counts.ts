import { addInto } from './add-into.ts';

/**
 * Counts of numbers by bucket, with their sum: the state behind a Prometheus histogram.
 * Adding is a binary search and two increments; nothing is allocated.
 */
export class BucketCounts {
  /** Upper bounds, ascending; a value equal to a bound falls into its bucket, as with `le`. */
  readonly upperBounds: Float64Array;
  /** Values per bucket, not cumulative; the last one is above every bound. */
  readonly counts: Float64Array;
  #sum = 0;
  #count = 0;

  /** @param upperBounds - finite numbers in ascending order, at least one; shared, not copied. */
  constructor(upperBounds: Float64Array) {
    this.upperBounds = upperBounds;
    this.counts = new Float64Array(upperBounds.length + 1);
  }

  get sum(): number {
    return this.#sum;
  }

  get count(): number {
    return this.#count;
  }

  /**
   * @param value - a finite number: one NaN would stay in the sum for good.
   * @returns the index of its bucket.
   */
  add(value: number): number {
    const index = lowerBound(this.upperBounds, value);
    this.counts[index] = (this.counts[index] ?? 0) + 1;
    this.#sum += value;
    this.#count += 1;
    return index;
  }

  /** Adds all that `other`, of the same bounds, holds; `other` stays as it is. */
  merge(other: BucketCounts): void {
    addInto(this.counts, other.counts);
    this.#sum += other.#sum;
    this.#count += other.#count;
  }
}

/**
 * Index of the first element not below `value`.
 *
 * @param sorted - finite numbers in ascending order.
 * @returns 0..length; the length when every element is below `value` (or `value` is NaN).
 */
export function lowerBound(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}
