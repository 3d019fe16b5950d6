import type { RankSummary } from './rank-summary.ts';

/** Reads a summary in ascending order: what it knows at each value asked for, one of its own or not. */
export class RankCursor {
  /** The first value not yet moved to; infinite at the end. */
  nextValue: number;
  /** Rows counted before the value last moved to. */
  counted = 0;
  /** Rows counted at that value: 0 when the summary has no entry there. */
  rows = 0;
  perhapsBelow = 0;
  perhapsUpTo = 0;
  readonly #summary: RankSummary;
  readonly #length: number;
  #next = 0;

  constructor(summary: RankSummary) {
    this.#summary = summary;
    this.#length = summary.values.length;
    this.nextValue = this.#valueAt(0);
  }

  get hasNext(): boolean {
    return this.#next < this.#length;
  }

  /** @param value - above the one last moved to, and not above `nextValue`. */
  moveTo(value: number): void {
    this.counted += this.rows;
    this.perhapsBelow = this.hasNext ? (this.#summary.perhapsBelow[this.#next] as number) : 0;
    if (this.nextValue !== value) {
      this.rows = 0;
      this.perhapsUpTo = this.perhapsBelow;
      return;
    }
    this.rows = this.#summary.rows[this.#next] as number;
    this.perhapsUpTo = this.#summary.perhapsUpTo[this.#next] as number;
    this.#next += 1;
    this.nextValue = this.#valueAt(this.#next);
  }

  /** Asks for the length first: reading beyond the end of a typed array makes every number read an object. */
  #valueAt(index: number): number {
    return index < this.#length ? (this.#summary.values[index] as number) : Number.POSITIVE_INFINITY;
  }
}
