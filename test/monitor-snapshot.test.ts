import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelMonitor, type Prediction, type VersionComparison } from '../src/index.ts';
import { twoProportionZTest, wilsonInterval } from '../src/statistics/index.ts';
import { FeedbackService } from './endpoint/feedback-service.ts';
import { labelledMonitor } from './support/labelled-monitor.ts';

const CLASSES = ['no', 'yes'];

/** So many labelled predictions of a version, of which so many are right; every third truth is a no. */
function labelled(version: string, { n, right }: { n: number; right: number }): Prediction[] {
  return Array.from({ length: n }, (_, index) => {
    const truth = CLASSES[index % 3 === 0 ? 0 : 1];
    const output = index < right ? truth : CLASSES[index % 3 === 0 ? 1 : 0];
    return { version, output, truth };
  });
}

/** Of the whole model, by metric. */
function figuresOf({ figures }: VersionComparison): Record<string, object> {
  const whole = figures.filter(({ class: name }) => name === '');
  return Object.fromEntries(whole.map(({ metric, class: _, ...figure }) => [metric, figure]));
}

test('two versions are compared by the shares that both have, with the chance of such a difference', (t) => {
  const monitor = labelledMonitor(t, { classes: CLASSES });
  monitor.record([...labelled('1', { n: 90, right: 81 }), ...labelled('2', { n: 60, right: 42 })]);
  const comparison = monitor.compareVersions('m', '1', '2') ?? assert.fail('both were seen');
  assert.deepEqual([comparison.model, comparison.a, comparison.b], ['m', '1', '2']);
  const { accuracy, recall, specificity } = figuresOf(comparison);
  // Every wrong row comes last: 3 of the last 9 truths are a no, and 6 of the last 18.
  const expected = (hits: [number, number], n: [number, number]): object => ({
    a: { value: hits[0] / n[0], n: n[0] },
    b: { value: hits[1] / n[1], n: n[1] },
    difference: hits[0] / n[0] - hits[1] / n[1],
    pValue: twoProportionZTest(hits[0], n[0], hits[1], n[1])?.pValue,
  });
  assert.deepEqual(
    { accuracy, recall, specificity },
    {
      accuracy: expected([81, 42], [90, 60]),
      recall: expected([54, 28], [60, 40]),
      specificity: expected([27, 14], [30, 20]),
    },
  );
  assert.deepEqual(
    comparison.figures.map(({ metric, class: name }) => `${metric} ${name}`.trim()).sort(),
    [
      'accuracy',
      ...['precision', 'recall', 'specificity'].flatMap((metric) => [
        metric,
        `${metric} no`,
        `${metric} yes`,
      ]),
    ].sort(),
  );
});

test('versions compared the other way round differ by the sign', (t) => {
  const monitor = labelledMonitor(t, { classes: CLASSES });
  monitor.record([...labelled('1', { n: 90, right: 81 }), ...labelled('2', { n: 60, right: 42 })]);
  const there = monitor.compareVersions('m', '1', '2')?.figures ?? [];
  const back = monitor.compareVersions('m', '2', '1')?.figures ?? [];
  assert.deepEqual(
    back.map(({ a, b, difference, ...rest }) => ({ ...rest, a: b, b: a, difference: -difference })),
    there.map(({ difference, ...rest }) => ({ ...rest, difference })),
  );
});

test('a version that was never seen cannot be compared, and one without labels has nothing to compare', (t) => {
  const monitor = labelledMonitor(t);
  monitor.record([
    { version: '1', output: 'a', truth: 'a' },
    { version: '2', output: 'a' },
  ]);
  assert.deepEqual(
    [
      monitor.compareVersions('m', '1', '3'),
      monitor.compareVersions('m', '3', '1'),
      monitor.compareVersions('other', '1', '2'),
      monitor.compareVersions('m', '1', '__proto__'),
      monitor.compareVersions('m', '1', '2'),
    ],
    [undefined, undefined, undefined, undefined, { model: 'm', a: '1', b: '2', figures: [] }],
  );
});

test('versions that are all right have no chance to speak of', (t) => {
  const monitor = labelledMonitor(t);
  monitor.record(['1', '2'].map((version) => ({ version, output: 'a', truth: 'a' })));
  const [accuracy] = monitor.compareVersions('m', '1', '2')?.figures ?? [];
  const value = { value: 1, n: 1 };
  assert.deepEqual(accuracy, { metric: 'accuracy', class: '', a: value, b: value, difference: 0 });
});

test('the snapshot is all that is known, as JSON, with an interval on every share', (t) => {
  const monitor = labelledMonitor(t, { classes: CLASSES, window: '5m' });
  const before = Date.now();
  monitor.record([...labelled('1', { n: 30, right: 27 }), { version: '1', output: 'no', id: 'waits' }]);
  const snapshot = monitor.snapshot();
  assert.deepEqual(JSON.parse(JSON.stringify(snapshot)), snapshot);
  const { time, startedAt, models, ...rest } = snapshot;
  assert.ok(Date.parse(time) >= before && Date.parse(time) <= Date.now());
  assert.ok(Date.parse(startedAt) <= before);
  assert.deepEqual(rest, {
    schema: 'express-model-monitor/snapshot@1',
    windowSeconds: 300,
    retentionSeconds: 3600,
    process: { pid: process.pid, isClusterWorker: false },
    enabled: { baseline: false, feedback: true, alerts: false },
    comparisons: [],
    feedback: { joined: 0, unknown: 0, duplicate: 0, invalid: 0, expired: 0, evicted: 0 },
    faults: {},
    drops: [],
  });
  const [model = assert.fail('no model')] = models;
  const { quality, seconds, ...window } = model.window;
  const { firstAskedAt, lastAskedAt, ...told } = model;
  assert.ok(seconds >= 0 && seconds < 60);
  assert.ok(firstAskedAt !== undefined && lastAskedAt !== undefined && firstAskedAt <= lastAskedAt);
  assert.deepEqual(
    { ...told, window },
    {
      model: 'm',
      version: '1',
      task: 'classification',
      protocol: '',
      total: { predictions: 31, labels: 30, unread: {} },
      window: {
        requests: 0,
        failures: 0,
        predictions: 31,
        unread: 0,
        labels: 30,
        confusion: {
          classes: CLASSES,
          counts: [
            [9, 1],
            [2, 18],
          ],
        },
      },
    },
  );
  assert.deepEqual(
    quality.filter(({ metric }) => metric === 'accuracy' || metric === 'f1'),
    [
      { metric: 'accuracy', class: '', value: 0.9, n: 30, interval: wilsonInterval(27, 30, 0.95) },
      { metric: 'f1', class: 'no', value: 18 / 21, n: 12 },
      { metric: 'f1', class: 'yes', value: 36 / 39, n: 21 },
      { metric: 'f1', class: '', value: 36 / 39, n: 21 },
    ],
  );
});

test('without feedback a snapshot has none, and without predictions no models', async () => {
  const monitor = modelMonitor({ log: false, metrics: false });
  const { time: _, startedAt: __, ...snapshot } = monitor.snapshot();
  assert.deepEqual(snapshot, {
    schema: 'express-model-monitor/snapshot@1',
    windowSeconds: 600,
    retentionSeconds: 3600,
    process: { pid: process.pid, isClusterWorker: false },
    enabled: { baseline: false, feedback: false, alerts: false },
    models: [],
    comparisons: [],
    faults: {},
    drops: [],
  });
  await monitor.close();
});

test('every two versions of a model stand side by side in the snapshot, with their requests and errors', async (t) => {
  const service = await FeedbackService.serve(t);
  service.app.post('/predictions/weather/:version', (req, res) => {
    const { status } = req.body as { status: number };
    res.status(status).json({ output: 'rain' });
  });
  const statuses: Readonly<Record<string, readonly number[]>> = {
    1: [200, 200, 400, 200],
    2: [200, 503],
    3: [200],
  };
  for (const [version, each] of Object.entries(statuses)) {
    for (const status of each) {
      const init = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
      const url = `${service.url}/predictions/weather/${version}`;
      await (await fetch(url, { ...init, body: JSON.stringify({ status }) })).arrayBuffer();
    }
  }
  const { models, comparisons } = service.monitor.snapshot();
  assert.deepEqual(
    models.map(({ version, window }) => [version, window.requests, window.failures, window.predictions]),
    [
      ['1', 4, 0, 3],
      ['2', 2, 1, 1],
      ['3', 1, 0, 1],
    ],
  );
  assert.deepEqual(
    comparisons.map(({ a, b, figures }) => [
      a,
      b,
      figures.map(({ metric, difference }) => [metric, difference]),
    ]),
    [
      ['1', '2', [['error_rate', -0.5]]],
      ['1', '3', [['error_rate', 0]]],
      ['2', '3', [['error_rate', 0.5]]],
    ],
  );
});
