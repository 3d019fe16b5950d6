import { lowerBound } from './bucket-counts.ts';
import { exactSummary, joinNeighbours, type RankSummary, uniteSummaries } from './rank-summary.ts';

/** What of the weight is left open at a score when there are too many of them, times their number: 1/400 of 1024. */
const SCORES_PER_OPEN_SHARE = 2.56;
/** What the share is raised by for as long as that leaves too many, as some orders of arrival do. */
const SHARE_GROWTH = 1.5;
/** Rows gathered between two sortings: the more, the cheaper each. */
const BUFFERED_ROWS = 1024;
/** Others merged at most before they are united: of a sum whose ranks nobody reads they never are. */
const MOST_MERGED = 10;

/** Summaries that do not change, so that several sums can hold them. */
interface Part {
  readonly positives: RankSummary;
  readonly negatives: RankSummary;
}

const NOTHING = exactSummary(new Float64Array(0));

/**
 * How many positive and how many negative rows are to be expected below any score, of rows that are positive with a
 * known chance: a chance of 0.7 counts as 0.7 positive and 0.3 negative rows. Bounded, in whatever order they come.
 *
 * Exact up to `mostScores` different scores; beyond, a share of the weight is open at a score, as in `RankSketch`.
 * Memory follows what it has seen, up to 64 bytes for each of `mostScores`, and 16 kB.
 */
export class ExpectedRanks {
  readonly #mostScores: number;
  #positives = NOTHING;
  #negatives = NOTHING;
  #merged: Part[] = [];
  #scores: number[] = [];
  #probabilities: number[] = [];

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
    if (this.#scores.length === BUFFERED_ROWS) this.#settle();
  }

  /** Adds all that `other` has seen; `other` stays as it is. */
  merge(other: ExpectedRanks): void {
    this.#merged.push({ positives: other.positives(), negatives: other.negatives() });
    if (this.#merged.length === MOST_MERGED) this.#settle();
  }

  /** The expected positive rows by score. */
  positives(): RankSummary {
    this.#settle();
    return this.#positives;
  }

  /** The expected negative rows by score. */
  negatives(): RankSummary {
    this.#settle();
    return this.#negatives;
  }

  #settle(): void {
    const merged = this.#merged;
    this.#merged = [];
    for (const { positives, negatives } of merged) this.#take(positives, negatives);
    if (this.#scores.length > 0) this.#takeBuffered();
  }

  #takeBuffered(): void {
    const { values, rows } = exactSummary(Float64Array.from(this.#scores).sort());
    const weights = new Float64Array(values.length);
    for (let row = 0; row < this.#scores.length; row += 1) {
      const place = lowerBound(values, this.#scores[row] as number);
      weights[place] = (weights[place] as number) + (this.#probabilities[row] as number);
    }
    this.#scores = [];
    this.#probabilities = [];
    const others = weights.map((weight, place) => (rows[place] as number) - weight);
    this.#take(weightedSummary(values, weights), weightedSummary(values, others));
  }

  #take(positives: RankSummary, negatives: RankSummary): void {
    this.#positives = shortened(united(this.#positives, positives), this.#mostScores);
    this.#negatives = shortened(united(this.#negatives, negatives), this.#mostScores);
  }
}

function united(left: RankSummary, right: RankSummary): RankSummary {
  return left === NOTHING ? right : uniteSummaries(left, right);
}

/** The summary of values of these weights, without those of none. */
function weightedSummary(values: Float64Array, weights: Float64Array): RankSummary {
  const [kept, rows] = [new Float64Array(values.length), new Float64Array(values.length)];
  let length = 0;
  for (let place = 0; place < values.length; place += 1) {
    const weight = weights[place] as number;
    if (!(weight > 0)) continue;
    kept[length] = values[place] as number;
    rows[length] = weight;
    length += 1;
  }
  return {
    values: kept.subarray(0, length),
    rows: rows.subarray(0, length),
    perhapsBelow: new Float64Array(length),
    perhapsUpTo: new Float64Array(length),
  };
}

function shortened(summary: RankSummary, mostScores: number): RankSummary {
  if (summary.values.length <= mostScores) return summary;
  const weight = summary.rows.reduce((sum, rows) => sum + rows, 0);
  let short = summary;
  let mostOpen = (weight * SCORES_PER_OPEN_SHARE) / mostScores;
  while (short.values.length > mostScores) {
    short = joinNeighbours(short, mostOpen);
    mostOpen *= SHARE_GROWTH;
  }
  return short;
}
