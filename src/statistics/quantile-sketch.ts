import { addInto } from './add-into.ts';
import { checkWithin } from './argument-checks.ts';
import { interpolate } from './quantile.ts';

/** Ratio of a bin's bounds: its middle is at most 0.493 % off, which leaves rounding its share of 0.5 %. */
const BIN_RATIO = 1.0099;
const BINS_PER_NAT = 1 / Math.log(BIN_RATIO);
/** A bin's middle, off by the same share from either bound, as a part of the upper bound. */
const MIDDLE = 2 / (1 + BIN_RATIO);
const SMALLEST = 1e-9;
const LARGEST = 1e12;
/** Bins are made in runs of this length, where values fall. */
const BINS_PER_RUN = 128;

/**
 * Quantiles of a stream of numbers >= 0, each within 0.5 % of the exact one: latencies, absolute errors.
 * Counts in bins whose bounds grow by a constant ratio, so sketches add up exactly and no order matters.
 *
 * Between 1e-9 and 1e12; what is smaller counts as 0 and what is larger as 1e12, but for the smallest and the
 * largest number, which are kept. Memory follows the range seen: 8 bytes a bin, 234 bins per power of ten, at
 * most 41 kB.
 *
 * @see C. Masson, J. Rim, H. Lee, DDSketch: a fast and fully-mergeable quantile sketch with relative-error
 *   guarantees, PVLDB 12 (2019), section 2
 */
export class QuantileSketch {
  #counts = new Float64Array(0);
  /** The bin that `#counts` starts with; bin i holds the numbers above ratio^(i-1), up to ratio^i. */
  #firstBin = 0;
  #zeros = 0;
  #count = 0;
  #smallest = Number.POSITIVE_INFINITY;
  #largest = 0;

  /** Numbers added. */
  get count(): number {
    return this.#count;
  }

  /** @throws RangeError when the value is negative or not finite. */
  add(value: number): void {
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`value is ${value}, not a finite number >= 0`);
    }
    this.#count += 1;
    if (value < this.#smallest) this.#smallest = value;
    if (value > this.#largest) this.#largest = value;
    if (value < SMALLEST) this.#zeros += 1;
    else this.#addToBin(Math.ceil(Math.log(Math.min(value, LARGEST)) * BINS_PER_NAT));
  }

  /** Adds all that `other` has seen; `other` stays as it is. */
  merge(other: QuantileSketch): void {
    this.#count += other.#count;
    this.#zeros += other.#zeros;
    this.#smallest = Math.min(this.#smallest, other.#smallest);
    this.#largest = Math.max(this.#largest, other.#largest);
    if (other.#counts.length === 0) return;
    if (this.#counts.length === 0) {
      this.#counts = other.#counts.slice();
      this.#firstBin = other.#firstBin;
      return;
    }
    this.#makeRoom(other.#firstBin, other.#firstBin + other.#counts.length - 1);
    addInto(this.#counts.subarray(other.#firstBin - this.#firstBin), other.#counts);
  }

  /**
   * @param p - 0..1.
   * @returns `quantile` (type 7) of all numbers added, within 0.5 %; `undefined` when there are none.
   * @throws RangeError when p is outside 0..1.
   */
  quantile(p: number): number | undefined {
    checkWithin({ p }, 1);
    if (this.#count === 0) return undefined;
    const position = p * (this.#count - 1);
    const below = Math.floor(position);
    return interpolate(this.#valueAt(below), this.#valueAt(below + 1), position - below);
  }

  /** The number with this rank, counted from 0, in ascending order. */
  #valueAt(rank: number): number {
    if (rank === 0) return this.#smallest;
    if (rank >= this.#count - 1) return this.#largest;
    if (rank < this.#zeros) return 0;
    let index = 0;
    let counted = this.#zeros + (this.#counts[0] ?? 0);
    while (rank >= counted) {
      index += 1;
      counted += this.#counts[index] as number;
    }
    const middle = MIDDLE * BIN_RATIO ** (this.#firstBin + index);
    return Math.min(this.#largest, Math.max(this.#smallest, middle));
  }

  #addToBin(bin: number): void {
    let index = bin - this.#firstBin;
    if (!(index >= 0 && index < this.#counts.length)) {
      this.#makeRoom(bin, bin);
      index = bin - this.#firstBin;
    }
    this.#counts[index] = (this.#counts[index] as number) + 1;
  }

  /** Makes sure that there are counts for the bins `first` to `last`. */
  #makeRoom(first: number, last: number): void {
    const known = this.#counts;
    if (first >= this.#firstBin && last < this.#firstBin + known.length) return;
    const isEmpty = known.length === 0;
    const lowest = isEmpty ? first : Math.min(first, this.#firstBin);
    const highest = isEmpty ? last : Math.max(last, this.#firstBin + known.length - 1);
    const firstBin = Math.floor(lowest / BINS_PER_RUN) * BINS_PER_RUN;
    const runs = Math.floor((highest - firstBin) / BINS_PER_RUN) + 1;
    this.#counts = new Float64Array(runs * BINS_PER_RUN);
    if (!isEmpty) this.#counts.set(known, this.#firstBin - firstBin);
    this.#firstBin = firstBin;
  }
}
