import type { RankSummary } from './rank-summary.ts';

/** Reads a summary in ascending order: what it knows at each value asked for, one of its own or not. */
export class RankCursor {
  /** Rows counted before the value last moved to. */
  counted = 0;
  /** Rows counted at that value: 0 when the summary has no entry there. */
  rows = 0;
  perhapsBelow = 0;
  perhapsUpTo = 0;
  readonly #summary: RankSummary;
  #next = 0;

  constructor(summary: RankSummary) {
    this.#summary = summary;
  }

  get hasNext(): boolean {
    return this.#next < this.#summary.values.length;
  }

  /** The first value not yet moved to; infinite at the end. */
  get nextValue(): number {
    return this.#summary.values[this.#next] ?? Number.POSITIVE_INFINITY;
  }

  /** @param value - above the one last moved to, and not above `nextValue`. */
  moveTo(value: number): void {
    const { rows, perhapsBelow, perhapsUpTo } = this.#summary;
    this.counted += this.rows;
    this.perhapsBelow = perhapsBelow[this.#next] ?? 0;
    if (this.nextValue !== value) {
      this.rows = 0;
      this.perhapsUpTo = this.perhapsBelow;
      return;
    }
    this.rows = rows[this.#next] as number;
    this.perhapsUpTo = perhapsUpTo[this.#next] as number;
    this.#next += 1;
  }
}
