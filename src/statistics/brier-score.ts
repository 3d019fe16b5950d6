import { mean } from './compensated-sum.ts';
import { type RowScores, type ScoredRow, scoredRows } from './scored-rows.ts';

/**
 * Brier score: mean squared distance of the scores from the truth.
 * 0 is perfect; for two classes always saying 0.5 gives 0.25, and being surely wrong 1.
 *
 * Two classes: mean of (p - y)² for the second. More: mean over the rows of the sum over all classes, which goes
 * up to 2.
 *
 * @param truthIndexes - per row: the index of the right class.
 * @param scores - per row: a probability per class, or for two classes the number for the second.
 * @returns 0..1 for two classes, >= 0 for more; `undefined` without rows.
 * @throws RangeError when the lengths differ, a score is outside 0..1, the rows differ in classes, or a truth is
 *   not the index of a class.
 * @see G. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950),
 *   whose score of two classes is twice this
 */
export function brierScore(
  truthIndexes: ArrayLike<number>,
  scores: ArrayLike<RowScores>,
): number | undefined {
  return mean(scoredRows(truthIndexes, scores).map(squaredDistance));
}

/** What one row adds. */
export function squaredDistance({ truth, scores }: ScoredRow): number {
  let sum = 0;
  // A loop: with an array of the squares this was a third of the cost of a label of 20 classes.
  for (let index = scores.length === 2 ? 1 : 0; index < scores.length; index += 1) {
    sum += ((scores[index] as number) - (index === truth ? 1 : 0)) ** 2;
  }
  return sum;
}
