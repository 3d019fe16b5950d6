import type { LabelCounts } from '../../src/domain/label-counts.ts';
import type { RegressionSums } from '../../src/statistics/regression-sums.ts';

/** All that labelled predictions have added up to, as plain values; confusion counts of so many classes. */
export function labelSums(
  { labels, accuracy, confusion, scores, regression }: LabelCounts,
  classes = 5,
): object {
  const numbers = Array.from({ length: classes }, (_, index) => index);
  return {
    labels,
    accuracy: { counts: Array.from(accuracy.counts), count: accuracy.count, sum: accuracy.sum },
    confusion: numbers.map((actual) => numbers.map((predicted) => confusion.count(actual, predicted))),
    scores: {
      labels: scores.labels,
      logLoss: scores.logLoss,
      squaredDistance: scores.squaredDistance,
      calibration: Object.fromEntries(scores.calibration),
    },
    regression: regressionSums(regression),
  };
}

function regressionSums(sums: RegressionSums): object {
  const { absoluteError, squaredError, overprediction, underprediction, percentageError } = sums;
  return {
    ...sums.figures(),
    ...{ absoluteError, squaredError, overprediction, underprediction, percentageError },
    percentageRows: sums.percentageRows,
  };
}
