import { checkFinite, checkSameLength } from './argument-checks.ts';
import { exactSummary } from './rank-summary.ts';
import { areaUnderRoc } from './roc-area.ts';

/**
 * Area under the ROC curve: how often a positive row has a higher score than a negative one.
 * 1 means that the scores separate the classes, 0.5 that they tell nothing, below 0.5 that they point the wrong
 * way. Ties count half (mid-ranks). Only the order of the scores matters.
 *
 * @param truth - per row: 1 or true for the positive class, 0 or false for the other.
 * @param score - per row: a finite number, higher for more likely positive.
 * @returns 0..1; `undefined` when one of the classes has no rows.
 * @throws RangeError when the lengths differ, a truth is something else or a score is not finite.
 * @see J. Hanley, B. McNeil, The meaning and use of the area under a receiver operating characteristic (ROC)
 *   curve, Radiology 143 (1982)
 * Cost: sorting, O(n log n). `RocAucSketch` does it for a stream.
 */
export function rocAuc(truth: ArrayLike<number | boolean>, score: ArrayLike<number>): number | undefined {
  checkSameLength({ truth, score });
  checkFinite({ score });
  const isPositive = Array.from(truth, isPositiveTruth);
  const summaryOf = (wanted: boolean) =>
    exactSummary(Float64Array.from(Array.from(score).filter((_, row) => isPositive[row] === wanted)).sort());
  return areaUnderRoc(summaryOf(true), summaryOf(false));
}

function isPositiveTruth(truth: number | boolean, row: number): boolean {
  if (truth === 1 || truth === true) return true;
  if (truth === 0 || truth === false) return false;
  throw new RangeError(`truth[${row}] is ${truth}, not 0, 1 or a truth value`);
}
