/** Every figure of quality, by the name it has in metrics, alerts, snapshots and files. */
export const QUALITY_METRICS = [
  'accuracy',
  'balanced_accuracy',
  'precision',
  'recall',
  'f1',
  'specificity',
  'mcc',
  'kappa',
  'log_loss',
  'brier_score',
  'roc_auc',
  'calibration_error',
  'mae',
  'mse',
  'rmse',
  'bias',
  'mape',
  'r2',
  'median_absolute_error',
  'error_rate',
  'latency_p50',
  'latency_p90',
  'latency_p95',
  'latency_p99',
  'throughput',
] as const;

export type QualityMetric = (typeof QUALITY_METRICS)[number];

/** Figures of the service, which need no labels. */
const OF_SERVICE: ReadonlySet<QualityMetric> = new Set([
  'error_rate',
  'latency_p50',
  'latency_p90',
  'latency_p95',
  'latency_p99',
  'throughput',
]);

/** Whether a figure is of how the model is served, and not of how right it is. */
export function isOfService(metric: QualityMetric): boolean {
  return OF_SERVICE.has(metric);
}

/** One figure of a model version, over the current window. Finite; what cannot be said is not there. */
export interface Figure {
  readonly metric: QualityMetric;
  /** The class it is of; empty for the model version as a whole. */
  readonly class: string;
  readonly value: number;
  /** What it rests on: labelled predictions, or for `error_rate` and latencies requests. */
  readonly n: number;
  /** Where the figure is a share of `n`: how many of them. */
  readonly hits?: number;
}
