import { exactSummary, joinNeighbours, type RankSummary, uniteSummaries } from './rank-summary.ts';

/** Values kept at most; up to this many different ones nothing is open. */
const MOST_VALUES = 512;
/** When there are more, neighbours are joined until at most this share of the rows is open at any value. */
const OPEN_SHARE = 1 / 200;
/** What the share is raised by for as long as that leaves too many, as some orders of arrival do. */
const SHARE_GROWTH = 1.5;
/** Values gathered between two sortings: the more, the cheaper each. */
const BUFFERED_VALUES = 256;

/**
 * How many of the numbers seen lie below any number, within a small share of all of them, however they are
 * distributed and in whatever order they come. At most 19 kB.
 *
 * Exact up to 512 different values. Beyond, the share of rows that is open at a value is at most 1/200, in the
 * worst order found 1/59, and the error half of it.
 */
export class RankSketch {
  #summary = exactSummary(new Float64Array(0));
  readonly #buffer = new Float64Array(BUFFERED_VALUES);
  #buffered = 0;
  #rows = 0;

  /** @throws RangeError when the value is not a finite number. */
  add(value: number): void {
    if (!Number.isFinite(value)) throw new RangeError(`value is ${value}, not a finite number`);
    this.#buffer[this.#buffered] = value;
    this.#buffered += 1;
    this.#rows += 1;
    if (this.#buffered === BUFFERED_VALUES) this.#settle();
  }

  /** Adds all that `other` has seen; `other` stays as it is. */
  merge(other: RankSketch): void {
    this.#settle();
    this.#rows += other.#rows;
    this.#take(other.summary());
  }

  summary(): RankSummary {
    this.#settle();
    return this.#summary;
  }

  #settle(): void {
    if (this.#buffered === 0) return;
    this.#take(exactSummary(this.#buffer.subarray(0, this.#buffered).sort()));
    this.#buffered = 0;
  }

  #take(summary: RankSummary): void {
    this.#summary = uniteSummaries(this.#summary, summary);
    let mostOpen = this.#rows * OPEN_SHARE;
    while (this.#summary.values.length > MOST_VALUES) {
      this.#summary = joinNeighbours(this.#summary, mostOpen);
      mostOpen *= SHARE_GROWTH;
    }
  }
}
