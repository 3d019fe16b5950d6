import type { ModelState } from '../domain/model-state.ts';
import type { ScoreSums } from '../domain/score-sums.ts';
import { CALIBRATION_EDGES } from '../statistics/calibration-bins.ts';
import type { RegressionSums } from '../statistics/regression-sums.ts';
import type { MetricName } from './catalogue.ts';
import { type HistogramRow, modelRow, type ValueRow } from './row.ts';

/** The rows of one model version. */
type RowsOfModel<Row> = (model: ModelState) => Iterable<Row>;

/** The upper edges of the score bins, as labels. */
const BINS: readonly string[] = Array.from(CALIBRATION_EDGES, String);

/** The counters of labelled predictions, which any number of replicas add up in PromQL. */
export const LABEL_COUNTERS: readonly (readonly [MetricName, RowsOfModel<ValueRow>])[] = [
  ['model_labels_total', (model) => [modelRow(model, [], model.labels.labels)]],
  ['model_scored_labels_total', scoreSum(({ labels }) => labels)],
  ['model_log_loss_total', scoreSum(({ logLoss }) => logLoss)],
  ['model_brier_score_total', scoreSum(({ squaredDistance }) => squaredDistance)],
  ['model_calibration_predictions_total', calibrationRows('counts')],
  ['model_calibration_positives_total', calibrationRows('hits')],
  ['model_calibration_score_total', calibrationRows('scoreSums')],
  ['model_absolute_error_total', regressionSum(({ absoluteError }) => absoluteError)],
  ['model_squared_error_total', regressionSum(({ squaredError }) => squaredError)],
  ['model_overprediction_total', regressionSum(({ overprediction }) => overprediction)],
  ['model_underprediction_total', regressionSum(({ underprediction }) => underprediction)],
  ['model_absolute_percentage_error_total', regressionSum(({ percentageError }) => percentageError)],
  ['model_percentage_error_labels_total', regressionSum(({ percentageRows }) => percentageRows)],
];

export function* accuracyRows({ model, version, labels, task }: ModelState): Generator<HistogramRow> {
  const { accuracy } = labels;
  if (accuracy.count === 0 && task.name === 'regression') return;
  yield { labels: [model, version], counts: accuracy.counts, sum: accuracy.sum };
}

/** Every pair of known classes, so that each series starts at 0. */
export function* confusionRows(model: ModelState): Generator<ValueRow> {
  const classes = Array.from(model.classes.confusionClasses.entries());
  for (const [actual, actualName] of classes) {
    for (const [predicted, predictedName] of classes) {
      const count = model.labels.confusion.count(actual, predicted);
      yield modelRow(model, [actualName, predictedName], count);
    }
  }
}

export function* labelDelayRows({ model, version, labelDelay }: ModelState): Generator<HistogramRow> {
  yield { labels: [model, version], counts: labelDelay.counts, sum: labelDelay.sum };
}

export function* qualityRows(model: ModelState): Generator<ValueRow> {
  for (const { metric, class: name, value } of model.figures()) yield modelRow(model, [metric, name], value);
}

export function windowLabelRows(model: ModelState): ValueRow[] {
  return [modelRow(model, [], model.window.sums().labels.labels)];
}

function scoreSum(sumOf: (scores: ScoreSums) => number): RowsOfModel<ValueRow> {
  return (model) => (model.hasScores ? [modelRow(model, [], sumOf(model.labels.scores))] : []);
}

function regressionSum(sumOf: (sums: RegressionSums) => number): RowsOfModel<ValueRow> {
  return (model) =>
    model.task.name === 'regression' ? [modelRow(model, [], sumOf(model.labels.regression))] : [];
}

/** Every bin of every class that scores speak of. */
function calibrationRows(part: 'counts' | 'hits' | 'scoreSums'): RowsOfModel<ValueRow> {
  return function* (model) {
    if (!model.hasScores) return;
    for (const { name, bins } of model.calibration()) {
      for (const [bin, upperEdge] of BINS.entries()) {
        yield modelRow(model, [name, upperEdge], bins?.[part][bin] ?? 0);
      }
    }
  };
}
