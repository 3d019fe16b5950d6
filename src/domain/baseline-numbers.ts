import {
  exactSummary,
  joinNeighbours,
  type RankSummary,
  uniteSummaries,
} from '../statistics/rank-summary.ts';
import { BaselineMoments } from './baseline-moments.ts';

/** Different values kept at most once there are more rows than are kept exactly: 32 bytes each. */
const MOST_VALUES = 8192;
/** Neighbours are joined until at most this share of the rows is open at any value, or as much more as it takes. */
const OPEN_SHARE = 1 / 3200;
const SHARE_GROWTH = 1.5;
const FIRST_ROOM = 256;

/**
 * The numbers of one feature: how many lie below any of them, and their moments.
 *
 * Exact up to `exactRows` numbers, and beyond as long as there are at most 8,192 different ones. With more of both the
 * rank of a decile is wrong by at most 1/1000 of the rows and the rows up to it by 1/2000, in the worst order found:
 * sorted, reversed, from both ends, in parts that were merged.
 */
export class BaselineNumbers {
  readonly moments: BaselineMoments = new BaselineMoments();
  readonly #exactRows: number;
  #values: Float64Array = new Float64Array(FIRST_ROOM);
  #buffered = 0;
  #count = 0;
  #settled: RankSummary = exactSummary(new Float64Array(0));

  /** @param exactRows - a whole number >= 1; 8 bytes each are kept. */
  constructor(exactRows: number) {
    this.#exactRows = exactRows;
  }

  get count(): number {
    return this.#count;
  }

  /** @param value - a finite number. */
  add(value: number): void {
    this.moments.add(value);
    this.#count += 1;
    this.#buffer(value);
  }

  /** Adds all that `other` has seen; `other` stays as it is. */
  merge(other: BaselineNumbers): void {
    this.moments.merge(other.moments);
    this.#count += other.#count;
    for (const value of other.#values.subarray(0, other.#buffered)) this.#buffer(value);
    this.#settled = this.#shortened(uniteSummaries(this.#settled, other.#settled));
  }

  /** Every value in ascending order, with its rows and what is open about its rank. */
  summary(): RankSummary {
    const buffered = exactSummary(this.#values.slice(0, this.#buffered).sort());
    return this.#settled.values.length === 0 ? buffered : uniteSummaries(this.#settled, buffered);
  }

  #buffer(value: number): void {
    if (this.#buffered === this.#exactRows) {
      this.#settled = this.#shortened(this.summary());
      this.#buffered = 0;
    }
    if (this.#buffered === this.#values.length) this.#makeRoom();
    // Adding 0 makes 0 of -0, which is equal but another category, and lost in JSON.
    this.#values[this.#buffered] = value + 0;
    this.#buffered += 1;
  }

  #shortened(summary: RankSummary): RankSummary {
    let shorter = summary;
    let mostOpen = this.#count * OPEN_SHARE;
    while (shorter.values.length > MOST_VALUES) {
      shorter = joinNeighbours(shorter, mostOpen);
      mostOpen *= SHARE_GROWTH;
    }
    return shorter;
  }

  #makeRoom(): void {
    const values = new Float64Array(Math.min(2 * this.#values.length, this.#exactRows));
    values.set(this.#values);
    this.#values = values;
  }
}
