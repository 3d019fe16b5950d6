import { QUALITY_METRICS, type QualityMetric } from './quality-metrics.ts';

/** Of a model version, without any label: what its quality is likely to be. */
export const ESTIMATED_METRICS = [
  'estimated_accuracy',
  'estimated_precision',
  'estimated_recall',
  'estimated_f1',
  'estimated_roc_auc',
] as const;

/** Of one feature beside its baseline. */
export const FEATURE_METRICS = [
  'drift',
  'psi',
  'missing_rate',
  'unseen_rate',
  'out_of_range_rate',
  'prediction_drift',
] as const;

/** Of what a model version was asked, and what could be made of it. */
const COVERAGE_METRICS = ['label_rate', 'unread_rate'] as const;

/** Everything an alert can be about, by the name it has in a rule. */
export const ALERT_METRICS: readonly [
  ...typeof QUALITY_METRICS,
  ...typeof ESTIMATED_METRICS,
  ...typeof FEATURE_METRICS,
  ...typeof COVERAGE_METRICS,
] = [...QUALITY_METRICS, ...ESTIMATED_METRICS, ...FEATURE_METRICS, ...COVERAGE_METRICS];

export type AlertMetric = (typeof ALERT_METRICS)[number];
export type EstimatedMetric = (typeof ESTIMATED_METRICS)[number];
export type FeatureMetric = (typeof FEATURE_METRICS)[number];

const ESTIMATED: ReadonlySet<AlertMetric> = new Set(ESTIMATED_METRICS);
const OF_FEATURES: ReadonlySet<AlertMetric> = new Set(FEATURE_METRICS);
const OF_CLASSES: ReadonlySet<AlertMetric> = new Set(['precision', 'recall', 'f1', 'specificity']);
const VERDICTS: ReadonlySet<AlertMetric> = new Set(['drift', 'prediction_drift']);
/** They need the order of values, which is kept for the current window only. */
const OF_RANKS: ReadonlySet<AlertMetric> = new Set(['roc_auc', 'median_absolute_error']);
/** More is better, and a baseline may know how much there was. */
const MEASURED_BY_BASELINE: ReadonlySet<string> = new Set<QualityMetric>([
  'accuracy',
  'balanced_accuracy',
  'precision',
  'recall',
  'f1',
  'specificity',
  'mcc',
  'kappa',
  'roc_auc',
  'r2',
]);
/** Neither shares nor scores from 0 to 1. */
const UNBOUNDED: ReadonlySet<AlertMetric> = new Set<AlertMetric>([
  'mcc',
  'kappa',
  'log_loss',
  'brier_score',
  'mae',
  'mse',
  'rmse',
  'bias',
  'mape',
  'r2',
  'median_absolute_error',
  'latency_p50',
  'latency_p90',
  'latency_p95',
  'latency_p99',
  'throughput',
  'psi',
]);

export function isEstimated(metric: AlertMetric): metric is EstimatedMetric {
  return ESTIMATED.has(metric);
}

export function isOfFeatures(metric: AlertMetric): metric is FeatureMetric {
  return OF_FEATURES.has(metric);
}

/** Whether there is one figure for each class. */
export function isOfClasses(metric: AlertMetric): boolean {
  return OF_CLASSES.has(metric);
}

/** Whether it says by itself when something is wrong. */
export function isVerdict(metric: AlertMetric): boolean {
  return VERDICTS.has(metric);
}

export function isOfRanks(metric: AlertMetric): boolean {
  return OF_RANKS.has(metric);
}

/** Whether it can be told over other stretches of time than the current window. */
export function isKnownOverAnyTime(metric: AlertMetric): boolean {
  return !isOfRanks(metric) && !isEstimated(metric) && !isOfFeatures(metric);
}

/** Whether all its values are from 0 to 1. */
export function isWithinUnit(metric: AlertMetric): boolean {
  return !UNBOUNDED.has(metric);
}

/** The figure in a baseline's `quality` that this one can fall below; `undefined` when there is none. */
export function baselineFigure(metric: AlertMetric): string | undefined {
  const name = isEstimated(metric) ? metric.slice('estimated_'.length) : metric;
  return MEASURED_BY_BASELINE.has(name) ? name : undefined;
}
