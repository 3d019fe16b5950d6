import { OldestFirstMap } from '../stores/oldest-first-map.ts';
import type { InputRow } from './table-columns.ts';

/** Values of waiting rows that are kept at most: 100,000 rows of three features, some 130 MB. */
const MOST_VALUES = 1_500_000;
/** What a row takes besides its features, in values. */
const ROW_VALUES = 12;

/**
 * Joins predictions with the truths that come behind them, by id. A row is handed on as soon as its truth is there, or
 * without it when too many are waiting, the oldest first.
 */
export class TruthJoin {
  readonly #take: (row: InputRow) => void;
  readonly #mostValues: number;
  readonly #waiting = new OldestFirstMap<InputRow>();
  #values = 0;
  #unknown = 0;

  constructor(take: (row: InputRow) => void, mostValues: number = MOST_VALUES) {
    this.#take = take;
    this.#mostValues = mostValues;
  }

  /** Truths that came for no row that was waiting. */
  get unknown(): number {
    return this.#unknown;
  }

  /** An id used again stands for the new row. */
  add(id: string, row: InputRow): void {
    this.#release(id);
    if (row.truth !== undefined) {
      this.#take(row);
      return;
    }
    this.#waiting.set(id, row);
    this.#values += valuesOf(row);
    this.#releaseDownTo(this.#mostValues);
  }

  label(id: string, truth: unknown): void {
    if (!this.#release(id, truth)) this.#unknown += 1;
  }

  /** Hands on all rows that still wait. */
  finish(): void {
    this.#releaseDownTo(0);
  }

  #releaseDownTo(values: number): void {
    while (this.#values > values) {
      const oldest = this.#waiting.oldest();
      if (oldest !== undefined) this.#release(oldest[0]);
    }
  }

  /** @returns whether there was such a row. */
  #release(id: string, truth?: unknown): boolean {
    const row = this.#waiting.get(id);
    if (row === undefined) return false;
    this.#waiting.delete(id);
    this.#values -= valuesOf(row);
    this.#take(truth === undefined ? row : { ...row, truth });
    return true;
  }
}

function valuesOf({ features }: InputRow): number {
  return ROW_VALUES + Object.keys(features).length;
}
