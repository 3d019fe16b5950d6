import { checkProbabilities, checkSameLength } from './argument-checks.ts';

/**
 * What a model said of one row: a probability per class, or a single number for two classes, the probability of
 * the second.
 */
export type RowScores = number | ArrayLike<number>;

/** One labelled row with a score for every class. */
export interface ScoredRow {
  /** Index of the right class in `scores`. */
  readonly truth: number;
  readonly scores: ArrayLike<number>;
}

/**
 * Pairs truths with scores.
 *
 * @param truthIndexes - per row: the index of the right class.
 * @throws RangeError when the lengths differ, a score is outside 0..1, the rows differ in classes or have fewer
 *   than two, or a truth is not the index of a class.
 */
export function scoredRows(
  truthIndexes: ArrayLike<number>,
  scores: ArrayLike<RowScores>,
): readonly ScoredRow[] {
  checkSameLength({ truthIndexes, scores });
  const rows = Array.from(scores, (row, index) => ({
    truth: truthIndexes[index] as number,
    scores: typeof row === 'number' ? [1 - row, row] : row,
  }));
  const classes = rows[0]?.scores.length ?? 0;
  for (const [index, row] of rows.entries()) checkRow(row, index, classes);
  return rows;
}

function checkRow(row: ScoredRow, index: number, classes: number): void {
  const { truth, scores } = row;
  if (scores.length < 2 || scores.length !== classes) {
    throw new RangeError(`scores[${index}] has ${scores.length} classes, not ${Math.max(classes, 2)}`);
  }
  checkProbabilities({ [`scores[${index}]`]: scores });
  if (!(Number.isInteger(truth) && truth >= 0 && truth < classes)) {
    throw new RangeError(`truthIndexes[${index}] is ${truth}, not the index of one of ${classes} classes`);
  }
}
