import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import {
  type ModelMonitor,
  type ModelMonitorOptions,
  modelMonitor,
  type Prediction,
} from '../../src/index.ts';
import { combineRows, type ValueRow } from '../../src/prometheus/row.ts';
import { samplesOf, seriesOf } from '../support/metrics-text.ts';

const EDGES = ['0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7', '0.8', '0.9', '1'];

function monitorOn(registry: Registry, options: ModelMonitorOptions = {}): ModelMonitor {
  const metrics = { registry, defaultMetrics: false };
  return modelMonitor({ model: 'm', version: '1', log: false, metrics, ...options });
}

/** The page of a monitor that was told these predictions and their truths. */
async function pageOf(options: ModelMonitorOptions, predictions: readonly Prediction[]): Promise<string> {
  const registry = new Registry();
  const monitor = monitorOn(registry, options);
  monitor.record(predictions);
  const page = await registry.metrics();
  await monitor.close();
  return page;
}

/** The series of a page whose name begins like this, with the labels of the model left out. */
function seriesLike(page: string, beginning: RegExp): Record<string, number> {
  const series = Array.from(samplesOf(page)).filter(([name]) => beginning.test(name));
  return Object.fromEntries(
    series.map(([name, value]) => [
      name.replace(/model_name="m",model_version="1",?/, '').replace('{}', ''),
      value,
    ]),
  );
}

const SCORE_COUNTERS = /^model_(scored_labels|log_loss|brier_score|calibration)/;
const ERROR_COUNTERS = /^model_(absolute|squared|overprediction|underprediction|percentage)/;

test('scores add up to counters: losses, and per bin how many there were, came true, and their sum', async () => {
  const page = await pageOf({ classes: ['no', 'yes'] }, [
    { output: 'yes', scores: [0.25, 0.75], truth: 'yes' },
    { scores: 0.5, truth: 'no' },
    { output: 'no', scores: { no: 1, yes: 0 }, truth: 'yes' },
    { output: 'no', truth: 'no' },
  ]);
  const bins = (name: string, values: Readonly<Record<string, number>>): Record<string, number> =>
    Object.fromEntries(EDGES.map((bin) => [`${name}{class="yes",bin="${bin}"}`, values[bin] ?? 0]));
  assert.deepEqual(seriesLike(page, SCORE_COUNTERS), {
    model_scored_labels_total: 3,
    model_log_loss_total: -Math.log(0.75) - Math.log(0.5) - Math.log(1e-15),
    model_brier_score_total: 0.0625 + 0.25 + 1,
    ...bins('model_calibration_predictions_total', { '0.1': 1, '0.5': 1, '0.8': 1 }),
    ...bins('model_calibration_positives_total', { '0.1': 1, '0.8': 1 }),
    ...bins('model_calibration_score_total', { '0.5': 0.5, '0.8': 0.75 }),
  });
  assert.deepEqual(seriesLike(page, ERROR_COUNTERS), {});
  assert.deepEqual(seriesLike(page, /^model_labels_total/), { model_labels_total: 4 });
});

test('errors of a regression add up to counters, and a truth of 0 has no share of error', async () => {
  const page = await pageOf({ task: 'regression' }, [
    { output: 3, truth: 2 },
    { output: 1.5, truth: 2 },
    { output: 1, truth: 0 },
  ]);
  assert.deepEqual(seriesLike(page, ERROR_COUNTERS), {
    model_absolute_error_total: 2.5,
    model_squared_error_total: 2.25,
    model_overprediction_total: 2,
    model_underprediction_total: 0.5,
    model_absolute_percentage_error_total: 0.75,
    model_percentage_error_labels_total: 2,
  });
  assert.deepEqual(seriesLike(page, SCORE_COUNTERS), {});
  assert.deepEqual(seriesLike(page, /^model_(accuracy|confusion)/), {});
});

test('the counters of a task that is told stand at 0 before the first label', async () => {
  const errors = seriesLike(await pageOf({ task: 'regression' }, []), ERROR_COUNTERS);
  assert.deepEqual(Object.values(errors), [0, 0, 0, 0, 0, 0]);
  const scored = seriesLike(
    await pageOf({ classes: ['a', 'b', 'c'] }, [{ output: [0.5, 0.25, 0.25] }]),
    SCORE_COUNTERS,
  );
  assert.equal(Object.keys(scored).length, 3 + 3 * 3 * EDGES.length);
  assert.deepEqual(new Set(Object.values(scored)), new Set([0]));
});

test('model_quality says what the window can tell, and nothing that is 0/0', async () => {
  const page = await pageOf({ classes: ['no', 'yes'] }, [
    { output: 'yes', truth: 'yes' },
    { output: 'yes', truth: 'no' },
    { output: 'yes', truth: 'yes' },
  ]);
  const quality = seriesLike(page, /^model_quality\{/);
  const named = Object.fromEntries(
    Object.entries(quality).map(([series, value]) => {
      const [, metric, name] = /metric="(\w+)",class="(\w*)"/.exec(series) ?? [];
      return [name === '' ? metric : `${metric} of ${name}`, value];
    }),
  );
  const { throughput, ...figures } = named;
  assert.ok(throughput !== undefined && throughput > 0);
  assert.deepEqual(figures, {
    accuracy: 2 / 3,
    balanced_accuracy: 0.5,
    kappa: 0,
    precision: 2 / 3,
    recall: 1,
    f1: 0.8,
    specificity: 0,
    'precision of yes': 2 / 3,
    'recall of yes': 1,
    'f1 of yes': 0.8,
    'specificity of yes': 0,
    'recall of no': 0,
    'f1 of no': 0,
    'specificity of no': 1,
  });
  assert.deepEqual(seriesLike(page, /^model_quality_labels/), { model_quality_labels: 3 });
});

test('monitors on one registry add up their counters, and average their figures', async (t) => {
  const registry = new Registry();
  const outputs = ['a', 'b', 'b'];
  const monitors = outputs.map((output) => {
    const monitor = monitorOn(registry);
    monitor.record({ output, truth: 'a' });
    return monitor;
  });
  t.after(() => Promise.all(monitors.map((monitor) => monitor.close())));
  const page = await registry.metrics();
  const model = 'model_name="m",model_version="1"';
  assert.deepEqual(seriesOf(page, 'model_labels_total'), { [`{${model}}`]: 3 });
  assert.deepEqual(seriesOf(page, 'model_quality_labels'), { [`{${model}}`]: 3 });
  const accuracy = samplesOf(page).get(`model_quality{${model},metric="accuracy",class=""}`);
  assert.equal(accuracy, 1 / 3);
});

test('a closed monitor leaves its counters behind, and takes its figures along', async () => {
  const registry = new Registry();
  const monitor = monitorOn(registry, { feedback: true });
  monitor.record({ output: 'a', truth: 'a' });
  await monitor.close();
  const page = await registry.metrics();
  assert.deepEqual(Object.values(seriesOf(page, 'model_labels_total')), [1]);
  assert.deepEqual(seriesLike(page, /^model_(quality|info|feedback_pending)/), {});
});

test('an average of rows is that of all of them, in whatever order they come', () => {
  const rows: readonly ValueRow[] = [4, 1, 1, 2].map((value) => ({ labels: ['a'], value }));
  const add = (a: ValueRow, b: ValueRow): ValueRow => combineRows(a, b, 'average') as ValueRow;
  assert.deepEqual(rows.reduce(add), { labels: ['a'], value: 2, members: 4 });
  assert.deepEqual(rows.reduceRight(add), { labels: ['a'], value: 2, members: 4 });
});
