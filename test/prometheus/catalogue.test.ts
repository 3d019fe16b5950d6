import assert from 'node:assert/strict';
import { test } from 'node:test';
import { METRICS, type MetricDefinition } from '../../src/prometheus/catalogue.ts';

const definitions: readonly MetricDefinition[] = METRICS;

test('the catalogue has the names, types and labels that dashboards rely on', () => {
  const rows = definitions.map(({ name, type, labels }) => `${name} ${type} ${labels.join(' ')}`.trim());
  assert.deepEqual(rows, [
    'prediction_latency_seconds histogram model_name model_version route outcome',
    'model_accuracy histogram model_name model_version',
    'http_request_duration_seconds histogram method route status_code',
    'prediction_requests_in_progress gauge',
    'model_predictions_total counter model_name model_version',
    'model_predictions_unread_total counter model_name model_version reason',
    'model_predicted_class_total counter model_name model_version class',
    'model_confusion_total counter model_name model_version actual predicted',
    'model_labels_total counter model_name model_version',
    'model_scored_labels_total counter model_name model_version',
    'model_log_loss_total counter model_name model_version',
    'model_brier_score_total counter model_name model_version',
    'model_calibration_predictions_total counter model_name model_version class bin',
    'model_calibration_positives_total counter model_name model_version class bin',
    'model_calibration_score_total counter model_name model_version class bin',
    'model_absolute_error_total counter model_name model_version',
    'model_squared_error_total counter model_name model_version',
    'model_overprediction_total counter model_name model_version',
    'model_underprediction_total counter model_name model_version',
    'model_absolute_percentage_error_total counter model_name model_version',
    'model_percentage_error_labels_total counter model_name model_version',
    'model_quality gauge model_name model_version metric class',
    'model_quality_estimated gauge model_name model_version metric',
    'model_quality_labels gauge model_name model_version',
    'model_feature_values_total counter model_name model_version feature bin',
    'model_feature_baseline_rows gauge model_name model_version feature bin',
    'model_feature_out_of_range_total counter model_name model_version feature',
    'model_feature_drift gauge model_name model_version feature method',
    'model_feature_drift_threshold gauge model_name model_version feature',
    'model_feature_drifted gauge model_name model_version feature',
    'model_feedback_total counter result',
    'model_feedback_pending gauge',
    'model_label_delay_seconds histogram model_name model_version',
    'model_alert_state gauge model_name model_version alert feature class',
    'model_notifications_total counter notifier result',
    'model_info gauge model_name model_version task protocol baseline',
    'model_monitor_window_seconds gauge',
    'model_monitor_faults_total counter part',
    'model_monitor_dropped_total counter part reason',
  ]);
});

test('latency buckets reach from a millisecond to a minute, accuracy buckets are quarters, delays go up to a week', () => {
  const latency = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
  const buckets = definitions.flatMap((metric) => (metric.buckets ? [[metric.name, metric.buckets]] : []));
  assert.deepEqual(buckets, [
    ['prediction_latency_seconds', latency],
    ['model_accuracy', [0, 0.25, 0.5, 0.75, 1]],
    ['http_request_duration_seconds', latency],
    ['model_label_delay_seconds', [1, 10, 60, 600, 3600, 6 * 3600, 24 * 3600, 7 * 24 * 3600]],
  ]);
});

test('only counters are called _total, only histograms have buckets, and every gauge says how it adds up', () => {
  for (const { name, type, buckets, aggregator } of definitions) {
    assert.deepEqual(
      {
        name,
        isTotal: name.endsWith('_total'),
        hasBuckets: buckets !== undefined,
        adds: aggregator !== undefined,
      },
      { name, isTotal: type === 'counter', hasBuckets: type === 'histogram', adds: type === 'gauge' },
    );
  }
});

test('every help text is one sentence, and one that measures seconds says so', () => {
  for (const { name, help } of definitions) {
    assert.match(help, /^[A-Z][^\n.]*\.$/, name);
    if (name.endsWith('_seconds')) assert.match(help, /seconds/i, name);
  }
});
