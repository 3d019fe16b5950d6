import type { ModelState } from '../../src/domain/model-state.ts';
import type { StreamCounters } from '../oracles/streams.ts';

type Counts = Readonly<Record<string, number>>;

/** What the label counters of a model version have reached; those that never counted are left out. */
export function labelCounters(state: ModelState): StreamCounters {
  const { scores } = state.labels;
  const totals = { ...accuracyTotals(state), ...regressionTotals(state), ...scoreTotals(state) };
  if (state.task.name === 'regression') return { totals };
  const counted = { totals, predictedClasses: predictedClasses(state), confusion: confusionOf(state) };
  return scores.labels === 0 ? counted : { ...counted, calibration: calibrationOf(state) };
}

function accuracyTotals({ labels }: ModelState): Counts {
  const { count, sum } = labels.accuracy;
  return {
    model_labels_total: labels.labels,
    ...(count === 0 ? {} : { model_accuracy_count: count, model_accuracy_sum: sum }),
  };
}

function scoreTotals({ labels: { scores } }: ModelState): Counts {
  if (scores.labels === 0) return {};
  return {
    model_scored_labels_total: scores.labels,
    model_log_loss_total: scores.logLoss,
    model_brier_score_total: scores.squaredDistance,
  };
}

function regressionTotals({ labels: { regression } }: ModelState): Counts {
  if (regression.rows === 0) return {};
  return {
    model_absolute_error_total: regression.absoluteError,
    model_squared_error_total: regression.squaredError,
    model_overprediction_total: regression.overprediction,
    model_underprediction_total: regression.underprediction,
    model_absolute_percentage_error_total: regression.percentageError,
    model_percentage_error_labels_total: regression.percentageRows,
  };
}

function predictedClasses({ classes }: ModelState): Counts {
  const names = Array.from(classes.classes.entries());
  return withoutZeros(names.map(([index, name]) => [name, classes.predicted(index)]));
}

function confusionOf({ classes, labels }: ModelState): Readonly<Record<string, Counts>> {
  const names = Array.from(classes.confusionClasses.entries());
  return Object.fromEntries(
    names.map(([actual, actualName]) => [
      actualName,
      withoutZeros(names.map(([predicted, name]) => [name, labels.confusion.count(actual, predicted)])),
    ]),
  );
}

function calibrationOf(state: ModelState): NonNullable<StreamCounters['calibration']> {
  const perClass = Array.from(state.calibration()).flatMap(({ bins }) => bins ?? []);
  const sumPerBin = (part: 'counts' | 'hits' | 'scoreSums') =>
    Array.from({ length: 10 }, (_, bin) => perClass.reduce((sum, bins) => sum + (bins[part][bin] ?? 0), 0));
  return { predictions: sumPerBin('counts'), positives: sumPerBin('hits'), scores: sumPerBin('scoreSums') };
}

function withoutZeros(counts: readonly (readonly [name: string, count: number])[]): Counts {
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
