/** What one metric of ours is; `Name` is any string for code that does not care which. */
export interface MetricDefinition<Name extends string = MetricName> {
  readonly name: Name;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** Label names, in the order in which rows give their values. */
  readonly labels: readonly string[];
  readonly help: string;
  /** Upper bounds, ascending; histograms only. */
  readonly buckets?: readonly number[];
  /** How rows with equal labels become one. Counters and histograms are always sums. */
  readonly aggregator?: 'sum' | 'max' | 'average';
}

/**
 * Every metric we expose, in the order of the page: the metrics themselves, docs/metrics.md and the
 * names in the types are made from this table. Names stand here without `metrics.prefix`.
 */
export const METRICS = [
  {
    name: 'prediction_latency_seconds',
    type: 'histogram',
    labels: ['model_name', 'model_version', 'route', 'outcome'],
    help: 'Seconds from receiving a predict request to writing the head of its response.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  },
  {
    name: 'model_accuracy',
    type: 'histogram',
    labels: ['model_name', 'model_version'],
    help: 'Accuracy of each labelled prediction, as a ratio from 0 to 1; sum divided by count is the accuracy.',
    buckets: [0, 0.25, 0.5, 0.75, 1],
  },
  {
    name: 'http_request_duration_seconds',
    type: 'histogram',
    labels: ['method', 'route', 'status_code'],
    help: 'Seconds from receiving any HTTP request to the end of its response; 499 is a client that left early.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  },
  {
    name: 'prediction_requests_in_progress',
    type: 'gauge',
    labels: [],
    help: 'Predict requests being answered right now.',
    aggregator: 'sum',
  },
  {
    name: 'model_predictions_total',
    type: 'counter',
    labels: ['model_name', 'model_version'],
    help: 'Predictions read, one per row of a batch.',
  },
  {
    name: 'model_predictions_unread_total',
    type: 'counter',
    labels: ['model_name', 'model_version', 'reason'],
    help: 'Answers to predict requests, or rows of them, that could not be read, by reason.',
  },
  {
    name: 'model_predicted_class_total',
    type: 'counter',
    labels: ['model_name', 'model_version', 'class'],
    help: 'Predictions of each class, one per row of a batch.',
  },
  {
    name: 'model_confusion_total',
    type: 'counter',
    labels: ['model_name', 'model_version', 'actual', 'predicted'],
    help: 'Labelled predictions by the class that was right and the class that was predicted.',
  },
  {
    name: 'model_labels_total',
    type: 'counter',
    labels: ['model_name', 'model_version'],
    help: 'Predictions whose truth became known, whatever the task.',
  },
  {
    name: 'model_scored_labels_total',
    type: 'counter',
    labels: ['model_name', 'model_version'],
    help: 'Labelled predictions that came with a score for every class.',
  },
  {
    name: 'model_log_loss_total',
    type: 'counter',
    labels: ['model_name', 'model_version'],
    help: 'Sum of the log losses, in nats, of labelled predictions with scores; divide by model_scored_labels_total.',
  },
  {
    name: 'model_brier_score_total',
    type: 'counter',
    labels: ['model_name', 'model_version'],
    help: 'Sum of the Brier scores of labelled predictions with scores; divide by model_scored_labels_total.',
  },
  {
    name: 'model_calibration_predictions_total',
    type: 'counter',
    labels: ['model_name', 'model_version', 'class', 'bin'],
    help: 'Labelled predictions by the class whose score is looked at and the upper edge of the bin of that score.',
  },
  {
    name: 'model_calibration_positives_total',
    type: 'counter',
    labels: ['model_name', 'model_version', 'class', 'bin'],
    help: 'Labelled predictions, by bin of the score, for which what the score speaks of came true.',
  },
  {
    name: 'model_calibration_score_total',
    type: 'counter',
    labels: ['model_name', 'model_version', 'class', 'bin'],
    help: 'Sum of the scores, as ratios from 0 to 1, by bin of the score.',
  },
  {
    name: 'model_absolute_error_total',
    type: 'counter',
    labels: ['model_name', 'model_version'],
    help: 'Sum of the absolute errors of labelled predictions, in the unit of the output.',
  },
  {
    name: 'model_squared_error_total',
    type: 'counter',
    labels: ['model_name', 'model_version'],
    help: 'Sum of the squared errors of labelled predictions.',
  },
  {
    name: 'model_overprediction_total',
    type: 'counter',
    labels: ['model_name', 'model_version'],
    help: 'Sum of what outputs were above the truth, in the unit of the output.',
  },
  {
    name: 'model_underprediction_total',
    type: 'counter',
    labels: ['model_name', 'model_version'],
    help: 'Sum of what outputs were below the truth, in the unit of the output.',
  },
  {
    name: 'model_absolute_percentage_error_total',
    type: 'counter',
    labels: ['model_name', 'model_version'],
    help: 'Sum of absolute errors as ratios of the truth, over labelled predictions whose truth is not 0.',
  },
  {
    name: 'model_percentage_error_labels_total',
    type: 'counter',
    labels: ['model_name', 'model_version'],
    help: 'Labelled predictions of a regression whose truth is not 0.',
  },
  {
    name: 'model_quality',
    type: 'gauge',
    labels: ['model_name', 'model_version', 'metric', 'class'],
    help: 'Quality of a model version over the current window, by figure; class is empty for the model as a whole.',
    aggregator: 'average',
  },
  {
    name: 'model_quality_labels',
    type: 'gauge',
    labels: ['model_name', 'model_version'],
    help: 'Predictions whose truth became known in the current window.',
    aggregator: 'sum',
  },
  {
    name: 'model_feedback_total',
    type: 'counter',
    labels: ['result'],
    help: 'Labels that came after their prediction, by what became of them; evicted are predictions that lost their place.',
  },
  {
    name: 'model_feedback_pending',
    type: 'gauge',
    labels: [],
    help: 'Predictions in the store that wait for a label.',
    aggregator: 'max',
  },
  {
    name: 'model_label_delay_seconds',
    type: 'histogram',
    labels: ['model_name', 'model_version'],
    help: 'Seconds from a prediction to its label, for labels that came later.',
    buckets: [1, 10, 60, 600, 3600, 21_600, 86_400, 604_800],
  },
  {
    name: 'model_info',
    type: 'gauge',
    labels: ['model_name', 'model_version', 'task', 'protocol', 'baseline'],
    help: 'Always 1; its labels tell what each model version does and how it is spoken to.',
    aggregator: 'max',
  },
  {
    name: 'model_monitor_window_seconds',
    type: 'gauge',
    labels: [],
    help: 'Length in seconds of the current window behind gauges, page and alerts.',
    aggregator: 'max',
  },
  {
    name: 'model_monitor_faults_total',
    type: 'counter',
    labels: ['part'],
    help: 'Errors inside the monitor that were kept away from the application, by part.',
  },
  {
    name: 'model_monitor_dropped_total',
    type: 'counter',
    labels: ['part', 'reason'],
    help: 'Items that a limit of the monitor left out, by part and reason.',
  },
] as const;

export type MetricName = (typeof METRICS)[number]['name'];
export type HistogramName = Extract<(typeof METRICS)[number], { type: 'histogram' }>['name'];

/** The upper bounds of a histogram of ours, ascending. */
export function bucketsOf(name: HistogramName): readonly number[] {
  const definition: MetricDefinition | undefined = METRICS.find((metric) => metric.name === name);
  return definition?.buckets ?? [];
}
