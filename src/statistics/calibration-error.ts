import { CalibrationBins } from './calibration-bins.ts';
import { type RowScores, scoredRows } from './scored-rows.ts';

/**
 * Expected calibration error: how far scores are from how often they come true, on average.
 * 0.1 means that they are ten percentage points off: of the rows scored 0.8, say, 0.7 or 0.9 came true.
 *
 * Ten bins of equal width, a score on an edge in the bin below; mean over the bins, by their rows, of
 * |share of hits - mean score|. For two classes the score is that of the second, and a hit is a row of that class;
 * for more it is the largest score, and a hit is a row whose class has it (the first of equals).
 *
 * @param truthIndexes - per row: the index of the right class.
 * @param scores - per row: a probability per class, or for two classes the number for the second.
 * @returns 0..1; `undefined` without rows.
 * @throws RangeError when the lengths differ, a score is outside 0..1, the rows differ in classes, or a truth is
 *   not the index of a class.
 * @see C. Guo, G. Pleiss, Y. Sun, K. Weinberger, On calibration of modern neural networks, ICML 2017, section 2
 */
export function calibrationError(
  truthIndexes: ArrayLike<number>,
  scores: ArrayLike<RowScores>,
): number | undefined {
  const bins = new CalibrationBins();
  for (const { truth, scores: perClass } of scoredRows(truthIndexes, scores)) {
    const spokenOf = perClass.length === 2 ? 1 : indexOfLargest(perClass);
    bins.add(perClass[spokenOf] as number, truth === spokenOf ? 1 : 0);
  }
  return bins.calibrationError();
}

function indexOfLargest(values: ArrayLike<number>): number {
  let largest = 0;
  for (let index = 1; index < values.length; index += 1) {
    if ((values[index] as number) > (values[largest] as number)) largest = index;
  }
  return largest;
}
