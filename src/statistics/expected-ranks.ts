import { ExpectedRankPart, type ExpectedRows } from './expected-rank-part.ts';
import type { RankSummary } from './rank-summary.ts';

/** Rows gathered before they are united: the more, the cheaper each. */
const MOST_OPEN_ROWS = 1024;
/** Sums merged before they are united, one after the other or within each other. */
const MOST_OPEN_PARTS = 10;

/**
 * How many positive and how many negative rows are to be expected below any score, of rows that are positive with a
 * known chance: a chance of 0.7 counts as 0.7 positive and 0.3 negative rows. Bounded, in whatever order they come.
 *
 * Exact up to `mostScores` different scores; beyond, a share of the weight is open at a score, as in `RankSketch`.
 * Memory follows what it has seen, up to 64 bytes for each of `mostScores`, and 16 kB.
 */
export class ExpectedRanks {
  readonly #mostScores: number;
  #parts: ExpectedRankPart[] = [];
  #scores: number[] = [];
  #probabilities: number[] = [];
  /** Rows added since all were united. */
  #openRows = 0;

  /** @param mostScores - how many different scores are kept at most of either class, >= 2. */
  constructor(mostScores: number) {
    this.#mostScores = mostScores;
  }

  /**
   * @param score - a finite number.
   * @param probability - how likely the row is positive, 0..1.
   */
  add(score: number, probability: number): void {
    this.#scores.push(score);
    this.#probabilities.push(probability);
    this.#openRows += 1;
    if (this.#openRows === MOST_OPEN_ROWS) this.#unite();
  }

  /** Adds all that `other` has seen; `other` stays as it is. Cheap, as long as nobody asks for the ranks. */
  merge(other: ExpectedRanks): void {
    // First, since it may be this one that is closed.
    const part = other.#close();
    this.#parts.push(part);
    if (this.#parts.length === MOST_OPEN_PARTS) this.#unite();
  }

  /** The expected positive rows by score. */
  positives(): RankSummary {
    return this.#unite().positives;
  }

  /** The expected negative rows by score. */
  negatives(): RankSummary {
    return this.#unite().negatives;
  }

  #unite(): ExpectedRows {
    this.#openRows = 0;
    return this.#close().rows();
  }

  /** All that there is by now, as one part. */
  #close(): ExpectedRankPart {
    const [first] = this.#parts;
    if (first !== undefined && this.#parts.length === 1 && this.#scores.length === 0) return first;
    const part = new ExpectedRankPart({
      parts: this.#parts,
      scores: this.#scores,
      probabilities: this.#probabilities,
      mostScores: this.#mostScores,
    });
    if (part.depth === MOST_OPEN_PARTS) part.rows();
    this.#parts = [part];
    this.#scores = [];
    this.#probabilities = [];
    return part;
  }
}
