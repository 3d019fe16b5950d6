/**
 * The pure functions behind the monitor's numbers, published as `express-model-monitor/statistics`, and the
 * accumulators that keep the same numbers over a stream in bounded memory.
 *
 * No clock, no I/O. Misuse throws a RangeError; an answer that the data cannot give is `undefined`, never NaN.
 */
export { brierScore } from './brier-score.ts';
export { BucketCounts } from './bucket-counts.ts';
export { CalibrationBins } from './calibration-bins.ts';
export type { CalibrationCurve } from './calibration-curve.ts';
export { calibrationError } from './calibration-error.ts';
export { CalibrationFit } from './calibration-fit.ts';
export { chiSquaredQuantile } from './chi-squared-quantile.ts';
export type { ClassFigures } from './class-figures.ts';
export { type ClassificationReport, classificationReport } from './classification-report.ts';
export { ConfusionCounts } from './confusion-counts.ts';
export { driftThreshold } from './drift-threshold.ts';
export { type AccuracyEstimate, estimatedAccuracyInterval } from './estimated-accuracy-interval.ts';
export {
  type EstimatedClassFigures,
  type EstimatedQuality,
  type EstimateSource,
  estimatedQuality,
} from './estimated-quality.ts';
export { EstimatedQualitySums } from './estimated-quality-sums.ts';
export { ExpectedConfusion } from './expected-confusion.ts';
export { ExpectedRocAuc } from './expected-roc-auc.ts';
export { hellingerDistance } from './hellinger-distance.ts';
export { type IsotonicFit, isotonicRegression, isotonicValue } from './isotonic-regression.ts';
export { jensenShannonDistance } from './jensen-shannon-distance.ts';
export { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';
export { lInfinityDistance } from './l-infinity-distance.ts';
export { logLoss } from './log-loss.ts';
export { psi } from './psi.ts';
export { quantile } from './quantile.ts';
export { QuantileSketch } from './quantile-sketch.ts';
export { type RegressionReport, regressionReport } from './regression-report.ts';
export { type RegressionFigures, RegressionSums } from './regression-sums.ts';
export { rocAuc } from './roc-auc.ts';
export { RocAucSketch } from './roc-auc-sketch.ts';
export { type ScoreCalibration, ScoreCalibrator } from './score-calibration.ts';
export type { RowScores } from './scored-rows.ts';
export { type ProportionTest, twoProportionZTest } from './two-proportion-z-test.ts';
export { type Interval, wilsonInterval } from './wilson-interval.ts';
