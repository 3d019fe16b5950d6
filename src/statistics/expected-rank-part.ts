import { lowerBound } from './bucket-counts.ts';
import { exactSummary, joinNeighbours, type RankSummary, uniteSummaries } from './rank-summary.ts';

/** What of the weight is left open at a score when there are too many of them, times their number: 1/400 of 1024. */
const SCORES_PER_OPEN_SHARE = 2.56;
/** What the share is raised by for as long as that leaves too many, as some orders of arrival do. */
const SHARE_GROWTH = 1.5;

/** Expected rows by score. */
export interface ExpectedRows {
  readonly positives: RankSummary;
  readonly negatives: RankSummary;
}

/** What a part is made of. */
export interface RankSources {
  readonly parts: readonly ExpectedRankPart[];
  /** Of rows that are in none of the parts. */
  readonly scores: readonly number[];
  readonly probabilities: readonly number[];
  /** How many scores are kept at most of either class. */
  readonly mostScores: number;
}

const NOTHING = exactSummary(new Float64Array(0));

/**
 * Rows that no other is added to any more, so that several sums can hold them. They are united when somebody first
 * asks for them, once for all who hold them, and perhaps never.
 */
export class ExpectedRankPart {
  #state: { readonly sources: RankSources } | { readonly rows: ExpectedRows };

  constructor(sources: RankSources) {
    this.#state = { sources };
  }

  /** How many parts that are not united yet stand within each other. */
  get depth(): number {
    const state = this.#state;
    return 'rows' in state ? 0 : 1 + Math.max(0, ...state.sources.parts.map(({ depth }) => depth));
  }

  rows(): ExpectedRows {
    const state = this.#state;
    if ('rows' in state) return state.rows;
    const rows = unite(state.sources);
    this.#state = { rows };
    return rows;
  }
}

function unite({ parts, scores, probabilities, mostScores }: RankSources): ExpectedRows {
  const all = [...parts.map((part) => part.rows()), countRows(scores, probabilities)];
  return {
    positives: shortUnion(
      all.map(({ positives }) => positives),
      mostScores,
    ),
    negatives: shortUnion(
      all.map(({ negatives }) => negatives),
      mostScores,
    ),
  };
}

function shortUnion(summaries: readonly RankSummary[], mostScores: number): RankSummary {
  const [first = NOTHING, ...others] = summaries.filter(({ values }) => values.length > 0);
  return others.reduce(
    (union, summary) => shortened(uniteSummaries(union, summary), mostScores),
    shortened(first, mostScores),
  );
}

function countRows(scores: readonly number[], probabilities: readonly number[]): ExpectedRows {
  const { values, rows } = exactSummary(Float64Array.from(scores).sort());
  const weights = new Float64Array(values.length);
  for (const [row, score] of scores.entries()) {
    const place = lowerBound(values, score);
    weights[place] = (weights[place] as number) + (probabilities[row] as number);
  }
  const others = weights.map((weight, place) => (rows[place] as number) - weight);
  return { positives: weightedSummary(values, weights), negatives: weightedSummary(values, others) };
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
