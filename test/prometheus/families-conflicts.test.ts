import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as promClient from 'prom-client';
import { METRICS } from '../../src/prometheus/catalogue.ts';
import { joinFamilies } from '../../src/prometheus/families.ts';
import type { Source } from '../../src/prometheus/family.ts';
import type { MetricsClient } from '../../src/prometheus/metrics-client.ts';
import { definitionsOf, joinMonitor, samplesIn } from '../support/joined-families.ts';
import { METRICS_CLIENTS } from '../support/metrics-clients.ts';
import { recordFaults } from '../support/recorded-faults.ts';

test('the modules of both clients fit the structural type', () => {
  const clients: readonly MetricsClient[] = [promClient, ...METRICS_CLIENTS.map(({ client }) => client)];
  const registered = clients.map((client) => client.register.getMetricsAsArray());
  assert.deepEqual(registered, [[], [], []]);
});

test('a name that other code has registered is refused, with all such names and what to do', () => {
  const registry = new promClient.Registry();
  for (const name of ['http_request_duration_seconds', 'model_accuracy']) {
    new promClient.Gauge({ name, help: 'mine', registers: [registry] });
  }
  const everything = METRICS.map(({ name }) => name);
  assert.throws(() => joinMonitor(registry, everything), {
    name: 'Error',
    message: [
      'The metric model_accuracy is already registered by other code: remove that, as ours replaces it, or set metrics.prefix to rename ours',
      'The metric http_request_duration_seconds is already registered by other code: remove that, as ours replaces it, or set metrics.prefix to rename ours, or metrics.http: false to leave ours out',
    ].join('\n'),
  });
  assert.equal(registry.getMetricsAsArray().length, 2);
});

test('a prefix makes room beside a metric of the same name', async () => {
  const registry = new promClient.Registry();
  new promClient.Counter({ name: 'model_labels_total', help: 'mine', registers: [registry] }).inc(7);
  const families = joinMonitor(registry, ['model_labels_total'], { prefix: 'ml_' });
  families.addSource('model_labels_total', () => [{ labels: ['iris', '1'], value: 2 }]);
  assert.deepEqual(samplesIn(await registry.metrics()), [
    'model_labels_total 7',
    'ml_model_labels_total{model_name="iris",model_version="1"} 2',
  ]);
});

test('two monitors that disagree about buckets cannot share a registry', () => {
  const registry = new promClient.Registry();
  joinMonitor(registry, ['model_accuracy']);
  const coarse = definitionsOf('model_accuracy').map((metric) => ({ ...metric, buckets: [0.5, 1] }));
  const options = { registry, client: promClient, prefix: '', faults: recordFaults().faults };
  assert.throws(() => joinFamilies(coarse, options), {
    message:
      'The metric model_accuracy is already registered by another monitor ' +
      'as histogram{model_name, model_version} with buckets 0, 0.25, 0.5, 0.75, 1, ' +
      'not as histogram{model_name, model_version} with buckets 0.5, 1: ' +
      'give both the same labels and buckets, or one of them its own metrics.prefix or metrics.registry',
  });
});

test('a family made by another copy of this package is joined', async () => {
  const sources: Source[] = [];
  const registry = new promClient.Registry();
  const theirs = new promClient.Counter({
    name: 'model_labels_total',
    help: 'theirs',
    registers: [registry],
  });
  const family = {
    shape: 'counter{model_name, model_version}',
    addSource(source: Source): () => void {
      sources.push(source);
      return () => sources.splice(sources.indexOf(source), 1);
    },
  };
  Object.assign(theirs, { [Symbol.for('express-model-monitor.family@1')]: family });
  const families = joinMonitor(registry, ['model_labels_total']);
  families.addSource('model_labels_total', () => [{ labels: ['iris', '1'], value: 2 }]);
  const rows = await Promise.all(sources.map(async (source) => [...(await source.read())]));
  assert.deepEqual(rows, [[{ labels: ['iris', '1'], value: 2 }]]);
  families.retire();
  assert.deepEqual(sources, []);
});

test('a metric that was not joined takes no source', async () => {
  const registry = new promClient.Registry();
  const families = joinMonitor(registry, ['model_labels_total']);
  families.addSource('http_request_duration_seconds', () => assert.fail('never read'));
  assert.deepEqual(samplesIn(await registry.metrics()), []);
});

test('a source that throws leaves a gap in its own family only, and is reported', async () => {
  const { faults, reports } = recordFaults();
  const registry = new promClient.Registry();
  const names = ['model_labels_total', 'model_predictions_total'] as const;
  const sound = joinMonitor(registry, names);
  for (const name of names) sound.addSource(name, () => [{ labels: ['iris', '1'], value: 2 }]);
  const broken = joinMonitor(registry, names, { faults });
  broken.addSource('model_labels_total', function* () {
    yield { labels: ['iris', '1'], value: 1 };
    throw new Error('no state');
  });
  const predictions = 'model_predictions_total{model_name="iris",model_version="1"} 2';
  const labels = 'model_labels_total{model_name="iris",model_version="1"} 2';
  assert.deepEqual(samplesIn(await registry.metrics()), [predictions]);
  broken.retire();
  assert.deepEqual(samplesIn(await registry.metrics()), [predictions, labels]);
  assert.deepEqual(reports, ['metrics: no state', 'metrics: no state']);
});

test('a row with a value that is not finite is left out', async () => {
  const registry = new promClient.Registry();
  const families = joinMonitor(registry, ['model_accuracy', 'model_labels_total']);
  families.addSource('model_labels_total', () => [
    { labels: ['iris', '1'], value: Number.NaN },
    { labels: ['iris', '2'], value: Number.POSITIVE_INFINITY },
    { labels: ['iris', '3'], value: 0 },
  ]);
  families.addSource('model_accuracy', () => [
    { labels: ['iris', '1'], counts: [0, 0, 0, 0, 1, 0], sum: Number.NaN },
    { labels: ['iris', '2'], counts: [0, Number.NaN, 0, 0, 1, 0], sum: 1 },
  ]);
  const samples = samplesIn(await registry.metrics());
  assert.deepEqual(samples, ['model_labels_total{model_name="iris",model_version="3"} 0']);
});
