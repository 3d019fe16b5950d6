import { mean } from './compensated-sum.ts';
import { type RowScores, scoredRows } from './scored-rows.ts';

/** Scores are kept this far from 0 and 1, so that one sure mistake does not make the mean infinite. */
const CLIPPED = 1e-15;

/**
 * Log loss: how surprised a model is by the truth, on average.
 * 0 means that it gave the right class all its probability every time; ln 2 = 0.693 is a coin's in a choice of
 * two; a sure mistake costs 34.5.
 *
 * Mean of -ln of the right class's score, clipped to 1e-15..1-1e-15; the scores of a row are not made to sum
 * to 1.
 *
 * @param truthIndexes - per row: the index of the right class.
 * @param scores - per row: a probability per class, or for two classes the number for the second.
 * @returns nats, 0..34.54; `undefined` without rows.
 * @throws RangeError when the lengths differ, a score is outside 0..1, the rows differ in classes, or a truth is
 *   not the index of a class.
 * @see I. Good, Rational decisions, Journal of the Royal Statistical Society B 14 (1952)
 */
export function logLoss(truthIndexes: ArrayLike<number>, scores: ArrayLike<RowScores>): number | undefined {
  return mean(scoredRows(truthIndexes, scores).map((row) => surprise(row.scores[row.truth] as number)));
}

/** What one row adds: nats, for the score that the right class was given. */
export function surprise(score: number): number {
  return -Math.log(Math.min(Math.max(score, CLIPPED), 1 - CLIPPED));
}
