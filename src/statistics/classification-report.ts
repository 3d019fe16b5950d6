import { checkCounts, checkSameLength } from './argument-checks.ts';
import { type ClassFigures, classFigures, macroFigures, type OneVsRest } from './class-figures.ts';
import { ratio } from './ratio.ts';
import { sumOf } from './sum-of.ts';

/** Figures of a classifier; what would be 0/0 is `undefined`. */
export interface ClassificationReport {
  /** Labelled rows in all. */
  readonly rows: number;
  /** Share of rows predicted right. */
  readonly accuracy: number | undefined;
  /** Mean recall of the classes that have rows. */
  readonly balancedAccuracy: number | undefined;
  /** Matthews correlation of truths and predictions: 1 perfect, 0 no better than chance, -1 opposite. */
  readonly mcc: number | undefined;
  /** Cohen's kappa, the agreement beyond chance: 1 perfect, 0 no better than chance. */
  readonly kappa: number | undefined;
  /** Means over the classes that occur, as truth or as prediction, and where the figure is defined. */
  readonly macro: ClassFigures;
  /** Per class, in the order of the matrix; of two classes the second is commonly the positive one. */
  readonly classes: readonly ClassFigures[];
}

/**
 * The usual figures of a classifier, from its confusion matrix.
 * They equal scikit-learn's with `zero_division=nan`; 0/0 is `undefined` in all of them.
 *
 * @param confusion - rows by actual class (outer) and predicted class (inner): square, finite numbers >= 0.
 * @returns figures within 0..1, mcc and kappa within -1..1.
 * @throws RangeError when the matrix is not square or a count is negative or not finite.
 * @see M. Sokolova, G. Lapalme, A systematic analysis of performance measures for classification tasks,
 *   Information Processing & Management 45 (2009); J. Gorodkin, Comparing two K-category assignments by a
 *   K-category correlation coefficient, Computational Biology and Chemistry 28 (2004); J. Cohen, A coefficient of
 *   agreement for nominal scales, Educational and Psychological Measurement 20 (1960)
 * Cost: O(K²) for K classes.
 */
export function classificationReport(confusion: ArrayLike<ArrayLike<number>>): ClassificationReport {
  const matrix = squareMatrix(confusion);
  const rows = sumOf(matrix.map(sumOf));
  const counts = matrix.map((_, index) => oneVsRest(matrix, index, rows));
  const classes = counts.map(classFigures);
  const macro = macroFigures(classes.filter((_, index) => occurs(counts[index])));
  return {
    rows,
    accuracy: ratio(sumOf(counts.map(({ truePositives }) => truePositives)), rows),
    balancedAccuracy: macro.recall,
    ...agreement(counts),
    macro,
    classes,
  };
}

/**
 * Both measures share their numerator, which is 0 when predictions do not depend on truths. Sums of products of
 * counts, so that close to 0 and 1 nothing is lost to subtraction.
 */
function agreement(counts: readonly OneVsRest[]): Pick<ClassificationReport, 'mcc' | 'kappa'> {
  let [beyondChance, spreadOfTruths, spreadOfPredictions, spreadOfBoth] = [0, 0, 0, 0];
  for (const { truePositives, falsePositives, falseNegatives, trueNegatives } of counts) {
    const [actual, predicted] = [truePositives + falseNegatives, truePositives + falsePositives];
    const [notActual, notPredicted] = [falsePositives + trueNegatives, falseNegatives + trueNegatives];
    beyondChance += truePositives * trueNegatives - falsePositives * falseNegatives;
    spreadOfTruths += actual * notActual;
    spreadOfPredictions += predicted * notPredicted;
    spreadOfBoth += actual * notPredicted;
  }
  return {
    mcc: ratio(beyondChance, Math.sqrt(spreadOfTruths * spreadOfPredictions)),
    kappa: ratio(beyondChance, spreadOfBoth),
  };
}

function oneVsRest(matrix: readonly (readonly number[])[], index: number, rows: number): OneVsRest {
  const truePositives = matrix[index]?.[index] ?? 0;
  const actual = sumOf(matrix[index] ?? []);
  const predicted = sumOf(matrix.map((row) => row[index] ?? 0));
  return {
    truePositives,
    falsePositives: predicted - truePositives,
    falseNegatives: actual - truePositives,
    trueNegatives: rows - actual - predicted + truePositives,
  };
}

function occurs(counts: OneVsRest | undefined): boolean {
  return counts !== undefined && counts.truePositives + counts.falsePositives + counts.falseNegatives > 0;
}

function squareMatrix(confusion: ArrayLike<ArrayLike<number>>): readonly (readonly number[])[] {
  return Array.from(confusion, (row, index) => {
    const name = `confusion[${index}]`;
    checkSameLength({ confusion, [name]: row });
    checkCounts({ [name]: row });
    return Array.from(row);
  });
}
