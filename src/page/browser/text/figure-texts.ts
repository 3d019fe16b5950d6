import type { AlertMetric } from '../../../domain/alert-metrics.ts';
import { formatNumber, formatRate, formatSeconds, formatShare } from './format.ts';

/** What a figure is a number of. */
export type FigureUnit = 'share' | 'number' | 'seconds' | 'per second';

/** What stands beside a figure, so that nobody has to look it up. */
export interface FigureText {
  readonly title: string;
  readonly unit: FigureUnit;
  /** How to read it, in a sentence or two. */
  readonly help: string;
}

/** Every figure that a page, an alert or a report can show. */
export const FIGURE_TEXTS: Readonly<Record<AlertMetric, FigureText>> = {
  accuracy: share('Accuracy', 'How many of the labelled predictions were right.'),
  balanced_accuracy: share(
    'Balanced accuracy',
    'The mean recall of the classes: a rare class counts as much as a frequent one.',
  ),
  precision: share('Precision', 'Of what was predicted as a class, how much was of that class.'),
  recall: share('Recall', 'Of what was of a class, how much was predicted as that class.'),
  f1: share('F1', 'Precision and recall in one: their harmonic mean. 1 is perfect.'),
  specificity: share('Specificity', 'Of what was not of a class, how much was not predicted as it.'),
  mcc: number('MCC', 'Matthews correlation: 1 is perfect, 0 no better than guessing, below 0 worse.'),
  kappa: number('Kappa', "Cohen's kappa: agreement beyond chance. 1 is perfect, 0 what chance gives."),
  log_loss: number(
    'Log loss',
    'How surprised the scores are by the truth. 0 is perfect; sure and wrong costs most.',
  ),
  brier_score: number('Brier score', 'Mean squared distance of the scores from the truth. 0 is perfect.'),
  roc_auc: share(
    'ROC AUC',
    'How often a score ranks the right class above a wrong one. 100 % is perfect, 50 % is guessing.',
  ),
  calibration_error: share(
    'Calibration error',
    'How far scores lie from how often they came true, on average. 0 is perfect.',
  ),
  mae: number(
    'Mean absolute error',
    'How far off a prediction is on average, in the unit of the prediction.',
  ),
  mse: number('Mean squared error', 'Mean of the squared misses: large ones count more; in squared units.'),
  rmse: number(
    'Root mean squared error',
    'How far off, with large misses counting more; in the unit of the prediction.',
  ),
  bias: number('Bias', 'Mean of prediction less truth: above 0 it predicts too much, below 0 too little.'),
  mape: share('Mean absolute percentage error', 'How far off on average, as a share of the truth.'),
  r2: number(
    'R²',
    'How much of the variation is explained. 1 is perfect, 0 as good as always saying the mean.',
  ),
  median_absolute_error: number(
    'Median absolute error',
    'Half of the predictions are closer to the truth than this; a few wild misses do not move it.',
  ),
  error_rate: share(
    'Error rate',
    'Predict requests that ended in a server error, or whose client left before.',
  ),
  latency_p50: seconds('Latency p50', 'Half of the requests were answered within this time.'),
  latency_p90: seconds('Latency p90', '90 of 100 requests were answered within this time.'),
  latency_p95: seconds('Latency p95', '95 of 100 requests were answered within this time.'),
  latency_p99: seconds('Latency p99', '99 of 100 requests were answered within this time.'),
  throughput: {
    title: 'Predictions per second',
    unit: 'per second',
    help: 'Rows predicted per second; a request can carry many.',
  },
  estimated_accuracy: share(
    'Estimated accuracy',
    'What the accuracy is likely to be, told from the scores without labels.',
  ),
  estimated_precision: share('Estimated precision', 'Told from the scores, without labels.'),
  estimated_recall: share('Estimated recall', 'Told from the scores, without labels.'),
  estimated_f1: share('Estimated F1', 'Told from the scores, without labels.'),
  estimated_roc_auc: share('Estimated ROC AUC', 'Told from the scores, without labels.'),
  drift: number('Drift', 'PSI of a feature against its threshold.'),
  psi: number('PSI', 'How far the values moved from those at training time. 0 is not at all.'),
  missing_rate: share('Missing values', 'Values that were absent, null or empty.'),
  unseen_rate: share('Unseen values', 'Categories that the baseline never had.'),
  out_of_range_rate: share('Out of range', 'Numbers beyond the smallest and largest of the baseline.'),
  prediction_drift: number('Prediction drift', 'PSI of the outputs against its threshold.'),
  label_rate: share('Label rate', 'Labels that came, beside the predictions made.'),
  unread_rate: share(
    'Unread predictions',
    'Predictions that could not be read, so that no figure counts them.',
  ),
};

function share(title: string, help: string): FigureText {
  return { title, unit: 'share', help };
}

function number(title: string, help: string): FigureText {
  return { title, unit: 'number', help };
}

function seconds(title: string, help: string): FigureText {
  return { title, unit: 'seconds', help };
}

/** A figure with its unit. */
export function formatFigure(metric: AlertMetric, value: number): string {
  switch (FIGURE_TEXTS[metric].unit) {
    case 'share':
      return formatShare(value);
    case 'seconds':
      return formatSeconds(value);
    case 'per second':
      return formatRate(value);
    case 'number':
      return formatNumber(value);
  }
}
