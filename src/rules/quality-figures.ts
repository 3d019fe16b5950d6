import { eachClass, overAllClasses } from './class-figures.ts';
import { type CounterName, increase, type Scope, total } from './counters.ts';
import type { Counts } from './counts.ts';
import { type Figure, type FigureMaker, figure, shareOf } from './figure.ts';
import { aggregate, binary, call, inParentheses, PER_VERSION, ratio } from './promql.ts';

export function accuracy({ judged }: Counts, scope: Scope): Figure {
  return shareOf(total(scope, 'model_accuracy_sum'), judged);
}

/** How right a model version is as a whole, as far as sums can tell, by the name of the metric. */
export const QUALITY_FIGURES: Readonly<Record<string, FigureMaker>> = {
  accuracy,
  balanced_accuracy: overClasses((counts) =>
    aggregate('avg', PER_VERSION, eachClass(counts, 'recall').value),
  ),
  mcc: overClasses(correlation),
  kappa: overClasses(kappa),
  log_loss: scoreMean('model_log_loss_total'),
  brier_score: scoreMean('model_brier_score_total'),
  calibration_error: (_counts, scope) => figure(calibrationError(scope), scored(scope)),
  mae: ({ labels }, scope) => figure(ratio(total(scope, 'model_absolute_error_total'), labels), labels),
  mse: ({ labels }, scope) => figure(meanSquaredError(labels, scope), labels),
  rmse: ({ labels }, scope) => figure(call('sqrt', meanSquaredError(labels, scope)), labels),
  bias: ({ labels }, scope) => figure(ratio(inParentheses(signedError(scope)), labels), labels),
  mape: (_counts, scope) => {
    const n = total(scope, 'model_percentage_error_labels_total');
    return figure(ratio(total(scope, 'model_absolute_percentage_error_total'), n), n);
  },
};

function overClasses(make: (counts: Counts) => string): FigureMaker {
  return (counts, scope) => figure(overAllClasses(scope, make(counts)), counts.classified);
}

function scoreMean(sum: CounterName): FigureMaker {
  return (_counts, scope) => figure(ratio(total(scope, sum), scored(scope)), scored(scope));
}

function scored(scope: Scope): string {
  return total(scope, 'model_scored_labels_total');
}

function meanSquaredError(labels: string, scope: Scope): string {
  return ratio(total(scope, 'model_squared_error_total'), labels);
}

function signedError(scope: Scope): string {
  const under = total(scope, 'model_underprediction_total');
  return binary(total(scope, 'model_overprediction_total'), '-', under);
}

/** Ten bins, the classes pooled. */
function calibrationError(scope: Scope): string {
  const perBin = (name: CounterName): string =>
    aggregate('sum', [...PER_VERSION, 'bin'], increase(scope, name));
  const positives = perBin('model_calibration_positives_total');
  const gap = binary(positives, '-', perBin('model_calibration_score_total'));
  const gaps = aggregate('sum', PER_VERSION, call('abs', gap));
  return ratio(gaps, total(scope, 'model_calibration_predictions_total'));
}

/** Cohen's kappa: (hits n - chance) / (n² - chance). */
function kappa(counts: Counts): string {
  return ratio(excess(counts), binary(`${counts.classified} ^ 2`, '-', byChance(counts)));
}

/** Matthews' correlation of all classes: (hits n - chance) / √((n² - Σ predicted²) (n² - Σ actual²)). */
function correlation(counts: Counts): string {
  const spread = (ofClass: string): string => {
    const squares = aggregate('sum', PER_VERSION, `${ofClass} ^ 2`);
    return inParentheses(binary(`${counts.classified} ^ 2`, '-', squares));
  };
  const product = binary(spread(counts.predicted), '*', spread(counts.actual));
  return ratio(excess(counts), call('sqrt', product));
}

/** How many more are right than by chance, times n. */
function excess(counts: Counts): string {
  const right = binary(aggregate('sum', PER_VERSION, counts.hits), '*', counts.classified);
  return inParentheses(binary(right, '-', byChance(counts)));
}

/** How many a guess by the shares of the classes gets right, times n. */
function byChance({ actual, predicted }: Counts): string {
  return aggregate('sum', PER_VERSION, binary(actual, '*', predicted));
}
