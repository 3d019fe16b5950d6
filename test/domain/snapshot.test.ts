import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FEEDBACK_RESULTS } from '../../src/domain/label.ts';
import { readVersion } from '../../src/domain/model-snapshot.ts';
import { Models } from '../../src/domain/models.ts';
import { type Snapshot, takeSnapshot } from '../../src/domain/snapshot.ts';
import { compareVersions } from '../../src/domain/version-comparison.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';
import { labelJoinScene } from './label-join-scene.ts';
import { modelRules } from './model-rules.ts';
import { labelled } from './observed-state.ts';
import { STARTED_AT, snapshotSourceOf } from './snapshot-source.ts';

const TIME = new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 6));
const ROUTE = { route: '/predict', customValues: [] };

function snapshotOf(models: Models): Snapshot {
  return takeSnapshot(snapshotSourceOf(models), TIME);
}

function modelsWith(labels: Readonly<Record<string, readonly string[]>>, versions = 20): Models {
  const models = new Models(modelRules({ limits: { versions } }));
  for (const [name, pairs] of Object.entries(labels)) {
    const [model = '', version = ''] = name.split('@');
    const state = models.state(model, version);
    for (const prediction of labelled(...pairs)) state.observe(prediction);
  }
  return models;
}

test('a snapshot of nothing is of no models', () => {
  assert.deepEqual(snapshotOf(modelsWith({})), {
    schema: 'express-model-monitor/snapshot@1',
    time: '2026-01-02T03:04:05.006Z',
    startedAt: STARTED_AT.toISOString(),
    windowSeconds: 600,
    retentionSeconds: 3600,
    process: { pid: 1, isClusterWorker: false },
    enabled: { baseline: false, feedback: false, alerts: false },
    models: [],
    comparisons: [],
    faults: {},
    drops: [],
  });
});

test('a model version has its totals, and its window with every figure, shares with an interval', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: TIME });
  const models = modelsWith({ 'm@1': ['a/a', 'a/b'] });
  const state = models.state('m', '1');
  state.protocol = 'plain';
  state.observe({ output: 'a' });
  for (const outcome of ['ok', 'aborted'] as const) {
    const request = { latencySeconds: 0.5, durationSeconds: 1, predictionId: '', traceId: undefined };
    state.countRequest(ROUTE, { outcome, ...request });
  }
  const [model] = snapshotOf(models).models;
  const { quality, ...window } = model?.window ?? {};
  assert.deepEqual(
    { ...model, window },
    {
      model: 'm',
      version: '1',
      task: 'classification',
      protocol: 'plain',
      firstAskedAt: TIME.toISOString(),
      lastAskedAt: TIME.toISOString(),
      total: { predictions: 3, labels: 2, unread: {} },
      window: {
        seconds: 0,
        requests: 2,
        failures: 1,
        predictions: 3,
        unread: 0,
        labels: 2,
        confusion: {
          classes: ['a', 'b'],
          counts: [
            [1, 0],
            [1, 0],
          ],
        },
      },
    },
  );
  const half = { value: 0.5, n: 2, interval: wilsonInterval(1, 2, 0.95) };
  assert.deepEqual(
    quality?.filter(({ metric }) => ['accuracy', 'kappa', 'error_rate'].includes(metric)),
    [
      { metric: 'accuracy', class: '', ...half },
      { metric: 'kappa', class: '', value: 0, n: 2 },
      { metric: 'error_rate', class: '', ...half },
    ],
  );
  assert.deepEqual(
    quality?.map(({ metric, class: name, value }) => [metric, name, value]),
    state.figures().map(({ metric, class: name, value }) => [metric, name, value]),
  );
});

test('a snapshot is plain JSON', () => {
  const snapshot = snapshotOf(modelsWith({ 'm@1': ['a/a'], 'm@2': ['a/b'] }));
  assert.deepEqual(JSON.parse(JSON.stringify(snapshot)), snapshot);
});

test('every two versions of a model are compared, by figures of the whole, @other with none', () => {
  const models = modelsWith(
    { 'm@1': ['a/a'], 'n@1': ['a/a'], 'm@2': ['a/b'], 'm@3': ['a/a'], 'm@4': ['a/a'], 'm@5': ['a/a'] },
    3,
  );
  const { comparisons } = snapshotOf(models);
  assert.deepEqual(
    comparisons.map(({ model, a, b }) => [model, a, b]),
    [
      ['m', '1', '2'],
      ['m', '1', '3'],
      ['m', '2', '3'],
    ],
  );
  const [first, second] = ['1', '2'].map((version) => readVersion(models.state('m', version)));
  assert.ok(first && second);
  const { figures, ...names } = compareVersions(first, second);
  assert.deepEqual(comparisons[0], { ...names, figures: figures.filter((figure) => figure.class === '') });
});

test('an accuracy of the user has an interval too', () => {
  const models = new Models(modelRules({ task: 'regression', accuracy: () => 0.1 }));
  for (let row = 0; row < 10; row += 1) models.state('m', '1').observe({ output: row, truth: row });
  const accuracy = snapshotOf(models).models[0]?.window.quality[0];
  const sum = Array(10)
    .fill(0.1)
    .reduce((total, one) => total + one, 0);
  assert.deepEqual(accuracy, {
    metric: 'accuracy',
    class: '',
    value: sum / 10,
    n: 10,
    interval: wilsonInterval(sum, 10, 0.95),
  });
});

test('labels that came later are told of where there are any to take', async () => {
  const { join, models, predict } = labelJoinScene();
  const source = snapshotSourceOf(models, { labels: join });
  const none = Object.fromEntries(FEEDBACK_RESULTS.map((result) => [result, 0]));
  assert.deepEqual(takeSnapshot(source, TIME).feedback, none);
  predict({ id: 'a', output: 'rain' });
  await join.join([{ id: 'a', truth: 'sun' }, 'nonsense']);
  assert.deepEqual(takeSnapshot(source, TIME).feedback, { ...none, joined: 1, invalid: 1 });
});
