import type { Drops } from '../domain/drops.ts';
import type { Faults } from '../domain/faults.ts';
import type { HttpTraffic } from '../domain/http-traffic.ts';
import type { LabelJoin } from '../domain/label-join.ts';
import type { ModelState } from '../domain/model-state.ts';
import type { Models } from '../domain/models.ts';
import { UNREAD_REASONS } from '../domain/prediction.ts';
import { addAlertSources, type WatchedAlerts } from './alert-rows.ts';
import { exemplarOf } from './exemplar.ts';
import type { Families } from './families.ts';
import { FEATURE_METRICS } from './feature-rows.ts';
import { addFeedbackSources } from './feedback-rows.ts';
import {
  accuracyRows,
  confusionRows,
  LABEL_COUNTERS,
  labelDelayRows,
  qualityRows,
  windowLabelRows,
} from './quality-rows.ts';
import { type HistogramRow, modelRow, type ValueRow } from './row.ts';

/** Everything the metrics are read from. */
export interface MonitoredState {
  readonly models: Models;
  readonly http: HttpTraffic | undefined;
  readonly faults: Faults;
  readonly drops: Drops;
  readonly windowSeconds: number;
  /** `undefined` when no labels are taken later. */
  readonly labels: LabelJoin | undefined;
  /** `undefined` when there are no rules. */
  readonly alerts?: WatchedAlerts | undefined;
  predictionsInProgress(): number;
}

/** Makes every metric of ours read from the state, at scrape. */
export function addSources(families: Families, state: MonitoredState): void {
  const { models, http, faults, drops } = state;
  const perModel =
    <Row>(rowsOf: (model: ModelState) => Iterable<Row>) =>
    (): Iterable<Row> =>
      rowsOfAll(models, rowsOf);
  families.addSource('prediction_latency_seconds', perModel(latencyRows));
  families.addSource('model_accuracy', perModel(accuracyRows));
  if (http !== undefined) families.addSource('http_request_duration_seconds', () => httpRows(http));
  families.addSource('prediction_requests_in_progress', () => [single(state.predictionsInProgress())]);
  families.addSource('model_predictions_total', perModel(predictionRows));
  families.addSource('model_predictions_unread_total', perModel(unreadRows));
  families.addSource('model_predicted_class_total', perModel(classRows));
  families.addSource('model_confusion_total', perModel(confusionRows));
  for (const [name, rowsOf] of LABEL_COUNTERS) families.addSource(name, perModel(rowsOf));
  for (const [name, rowsOf] of FEATURE_METRICS) families.addSource(name, perModel(rowsOf));
  families.addSource('model_quality', perModel(qualityRows));
  families.addSource('model_quality_labels', perModel(windowLabelRows));
  families.addSource('model_info', perModel(infoRows));
  families.addSource('model_monitor_window_seconds', () => [single(state.windowSeconds)]);
  if (state.labels !== undefined) addFeedbackSources(families, state.labels, perModel(labelDelayRows));
  if (state.alerts !== undefined) addAlertSources(families, state.alerts);
  families.addSource('model_monitor_faults_total', () => faultRows(faults));
  families.addSource('model_monitor_dropped_total', () => droppedRows(drops));
}

function* rowsOfAll<Row>(models: Models, rowsOf: (model: ModelState) => Iterable<Row>): Generator<Row> {
  for (const model of models) yield* rowsOf(model);
}

function single(value: number): ValueRow {
  return { labels: [], value };
}

function* latencyRows({ model, version, latency }: ModelState): Generator<HistogramRow> {
  for (const { route, outcome, counts, exemplars } of latency.entries()) {
    const labels = [model, version, route.route, outcome, ...route.customValues];
    yield { labels, counts: counts.counts, sum: counts.sum, exemplars: exemplars.byBucket.map(exemplarOf) };
  }
}

function* httpRows(http: HttpTraffic): Generator<HistogramRow> {
  for (const { route, method, statusCode, counts } of http.entries()) {
    const labels = [method, route.route, String(statusCode), ...route.customValues];
    yield { labels, counts: counts.counts, sum: counts.sum };
  }
}

function predictionRows(model: ModelState): ValueRow[] {
  return [modelRow(model, [], model.predictions)];
}

function* unreadRows(model: ModelState): Generator<ValueRow> {
  for (const reason of UNREAD_REASONS) yield modelRow(model, [reason], model.unread.get(reason) ?? 0);
}

function* classRows(model: ModelState): Generator<ValueRow> {
  for (const [index, name] of model.classes.classes.entries()) {
    yield modelRow(model, [name], model.classes.predicted(index));
  }
}

function* infoRows(model: ModelState): Generator<ValueRow> {
  const protocol = model.protocol === '' ? 'none' : model.protocol;
  yield modelRow(model, [model.task.name, protocol, baselineOf(model)], 1);
}

/** When the baseline was made, which tells it from the one before. */
function baselineOf({ baseline }: ModelState): string {
  if (baseline === undefined) return 'none';
  return baseline.drift?.baseline.createdAt ?? 'learning';
}

function* faultRows(faults: Faults): Generator<ValueRow> {
  for (const [part, count] of faults.counts) yield { labels: [part], value: count };
}

function* droppedRows(drops: Drops): Generator<ValueRow> {
  for (const { part, reason, count } of drops.entries()) yield { labels: [part, reason], value: count };
}
