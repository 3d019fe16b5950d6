import { RankDraft } from './rank-draft.ts';

/**
 * Ascending distinct values that stand for many more, with what is known of the rank of each. Only order counts:
 * a rising transform of the values leaves everything else as it is.
 *
 * @see M. Greenwald, S. Khanna, Space-efficient online computation of quantile summaries, SIGMOD 2001. Here both
 *   sides of a tie are bounded, so that a value however frequent stays one exact entry.
 */
export interface RankSummary {
  readonly values: Float64Array;
  /** Rows counted at this value: those equal to it, and some of those between it and the value before. */
  readonly rows: Float64Array;
  /** How many rows may lie below this value, beyond those counted at the values before it. */
  readonly perhapsBelow: Float64Array;
  /** How many rows may lie at or below this value, beyond those counted up to it. */
  readonly perhapsUpTo: Float64Array;
}

const draft = new RankDraft();

/** The summary of ascending values in which nothing is open. */
export function exactSummary(sorted: Float64Array): RankSummary {
  draft.loadValues(sorted);
  return draft.finish();
}

/**
 * The summary of the rows of both. What was open in either adds up, as the rows do, so that the share of rows
 * that is open grows no larger than in the worse of the two.
 */
export function uniteSummaries(left: RankSummary, right: RankSummary): RankSummary {
  draft.load(left);
  draft.unite(right);
  return draft.finish();
}

/**
 * A shorter summary: each value joins the one above it unless more than `mostPerhaps` rows would then be open
 * there. The smallest and the largest value stay, so that what comes outside them is not open.
 */
export function joinNeighbours(summary: RankSummary, mostPerhaps: number): RankSummary {
  draft.load(summary);
  draft.joinNeighbours(mostPerhaps);
  return draft.finish();
}
