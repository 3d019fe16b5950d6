/**
 * How often each actual class was predicted as each class: square counts over class indexes
 * that grow as classes appear, up to a size given at construction.
 */
export class ConfusionCounts {
  readonly #maximumSize: number;
  #size = 0;
  #counts = new Float64Array(0);

  /** @param maximumSize - number of class indexes, >= 1; memory is at most 8 · size² bytes. */
  constructor(maximumSize: number) {
    this.#maximumSize = maximumSize;
  }

  /** @throws RangeError when an index is not a whole number in 0..maximumSize-1. */
  add(actual: number, predicted: number): void {
    const needed = Math.max(actual, predicted) + 1;
    if (needed > this.#size) this.#grow(needed);
    const index = actual * this.#size + predicted;
    this.#counts[index] = (this.#counts[index] as number) + 1;
  }

  /** Labelled predictions of class `actual` that were predicted as `predicted`; 0 for a pair never seen. */
  count(actual: number, predicted: number): number {
    if (actual >= this.#size || predicted >= this.#size) return 0;
    return this.#counts[actual * this.#size + predicted] ?? 0;
  }

  /** Adds all that `other` holds, which was made for no more classes; `other` stays as it is. */
  merge(other: ConfusionCounts): void {
    if (other.#size > this.#size) this.#grow(other.#size);
    for (let actual = 0; actual < other.#size; actual += 1) {
      for (let predicted = 0; predicted < other.#size; predicted += 1) {
        const index = actual * this.#size + predicted;
        this.#counts[index] = (this.#counts[index] as number) + other.count(actual, predicted);
      }
    }
  }

  #grow(needed: number): void {
    if (!(needed <= this.#maximumSize)) {
      throw new RangeError(`class index ${needed - 1} is outside 0..${this.#maximumSize - 1}`);
    }
    const size = Math.min(this.#maximumSize, Math.max(needed, this.#size * 2));
    const counts = new Float64Array(size * size);
    for (let row = 0; row < this.#size; row += 1) {
      counts.set(this.#counts.subarray(row * this.#size, (row + 1) * this.#size), row * size);
    }
    this.#counts = counts;
    this.#size = size;
  }
}
