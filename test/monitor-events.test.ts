import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import { modelMonitor } from '../src/index.ts';
import { loggedMonitor, steady } from './events/logged-monitor.ts';
import { serveModel } from './events/served-model.ts';
import { seriesOf } from './support/metrics-text.ts';

const PREDICTION = { type: 'prediction', model_name: 'm', model_version: '1' } as const;
const REQUEST = { ...PREDICTION, route: '/models/:name/predict', status: 200, outcome: 'ok' } as const;
const RECORDED = { ...PREDICTION, route: null, status: null, outcome: null } as const;

test('a request is a line, with the id that its label names, and its trace', async (t) => {
  const { monitor, logged } = loggedMonitor(t, { options: { feedback: true } });
  const post = await serveModel(t, monitor);
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const answer = await post(
    { features: { age: 3 }, tell: { answer: { output: 'yes' } } },
    { 'x-request-id': 'mine', traceparent: `00-${trace}-b7ad6b7169203331-01` },
  );
  assert.equal(answer.headers.get('x-prediction-id'), 'mine');
  await monitor.label({ id: 'mine', truth: 'no' });
  const [line, label] = await logged();
  assert.deepEqual(Object.keys(line ?? {}), [
    'schema',
    'type',
    'id',
    'time',
    'model_name',
    'model_version',
    'route',
    'status',
    'outcome',
    'latency_ms',
    'output',
    'trace_id',
  ]);
  assert.equal(line?.['schema'], 'express-model-monitor/event@1');
  assert.deepEqual(steady(line ?? {}), { id: 'mine', ...REQUEST, output: 'yes', trace_id: trace });
  const { time, ...rest } = label ?? {};
  assert.ok(!Number.isNaN(Date.parse(String(time))));
  assert.deepEqual(rest, {
    schema: 'express-model-monitor/event@1',
    type: 'label',
    id: 'mine',
    truth: 'no',
    model_name: 'm',
    model_version: '1',
  });
});

test('every row of a batch is a line; scores stand by class, inline truth on the line itself', async (t) => {
  const classes = ['no', 'yes'];
  const { monitor, logged } = loggedMonitor(t, { events: { features: true }, options: { classes } });
  const post = await serveModel(t, monitor);
  const instances = [
    [1, 2],
    [3, 4],
  ];
  const predictions = [[0.75, 0.25], 0.875];
  await post(
    { instances, trueLabel: ['yes', 'yes'], tell: { answer: { predictions } } },
    { 'x-request-id': 'b' },
  );
  const lines = await logged();
  assert.deepEqual(lines.map(steady), [
    { id: 'b#0', ...REQUEST, output: 'no', scores: { no: 0.75, yes: 0.25 }, truth: 'yes', features: [1, 2] },
    {
      id: 'b#1',
      ...REQUEST,
      output: 'yes',
      scores: { no: 0.125, yes: 0.875 },
      truth: 'yes',
      features: [3, 4],
    },
  ]);
  assert.equal(lines[0]?.['latency_ms'], lines[1]?.['latency_ms']);
});

test('scores of classes that nobody named are a list, and a number is a number', async (t) => {
  const { monitor, logged } = loggedMonitor(t);
  monitor.record([
    { id: 'a', output: [0.2, 0.8] },
    { id: 'b', output: 7, version: '2' },
    { id: 'c', output: 1.5, version: '2' },
    { id: 'd', output: 'x', scores: 0.9 },
    { id: 'e', output: true, scores: { true: 0.75, false: 0.25 } },
  ]);
  const second = { ...RECORDED, model_version: '2' };
  assert.deepEqual((await logged()).map(steady), [
    { id: 'a', ...RECORDED, output: '1', scores: [0.2, 0.8] },
    { id: 'b', ...second, output: 7 },
    { id: 'c', ...second, output: 1.5 },
    { id: 'd', ...RECORDED, output: 'x' },
    { id: 'e', ...RECORDED, output: true, scores: { false: 0.25, true: 0.75 } },
  ]);
});

test('a request that failed is one line without output, and so is one that could not be read', async (t) => {
  const { monitor, logged } = loggedMonitor(t, { events: { features: true } });
  const post = await serveModel(t, monitor);
  await post({ instances: [[1], [2]], tell: { answer: {}, status: 500 } });
  await post({ instances: [[1], [2]], tell: { answer: {}, status: 422 } });
  await post({ instances: [[1], [2]], tell: { answer: 'an image', type: 'text/html' } });
  await post({ instances: [[1], [2]], tell: { answer: { predictions: [1] } } });
  assert.deepEqual((await logged()).map(steady), [
    { id: 'UUID', ...REQUEST, status: 500, outcome: 'server_error', output: null },
    { id: 'UUID', ...REQUEST, status: 422, outcome: 'client_error', output: null },
    { id: 'UUID', ...REQUEST, output: null, unread: 'not_json' },
    { id: 'UUID', ...REQUEST, output: null, unread: 'rows_mismatch' },
  ]);
});

test('a row that could not be read is a line without output that says why', async (t) => {
  const { monitor, logged, faults } = loggedMonitor(t, { events: { features: true } });
  const ids = monitor.record([
    { id: 'a', output: Number.NaN, features: { age: 3 }, truth: 'x' },
    { output: { odd: 1 } },
    { id: 'c', output: 10n },
  ]);
  assert.deepEqual((await logged()).map(steady), [
    { id: 'a', ...RECORDED, output: null, unread: 'not_finite', truth: 'x', features: { age: 3 } },
    { id: 'UUID', ...RECORDED, output: null, unread: 'output' },
    { id: 'c', ...RECORDED, output: null, unread: 'output' },
  ]);
  assert.equal(ids.length, 3);
  assert.deepEqual(faults, []);
});

test('what the request log keeps to itself is kept out of the event log', async (t) => {
  const { monitor, logged } = loggedMonitor(t, { events: { features: true } });
  const post = await serveModel(t, monitor);
  await post({ age: 3, api_key: 'k1', text: 'a\nb', tell: { answer: { output: 'yes' } } });
  const [line] = await logged();
  assert.deepEqual(line?.['features'], { age: 3, api_key: '[redacted]', text: 'a\nb' });
});

test('a sink that is slow, fails or throws changes no response, and its losses are counted', async (t) => {
  const faults: string[] = [];
  let calls = 0;
  const stream = {
    write: () => {
      calls += 1;
      throw new Error('no room');
    },
  };
  const monitor = modelMonitor({
    log: false,
    metrics: { registry: new Registry(), defaultMetrics: false },
    events: { stream, maxBufferBytes: 1000 },
    onFault: ({ part, error }) => faults.push(`${part}: ${String(error)}`),
  });
  const post = await serveModel(t, monitor);
  const statuses = [];
  for (let sent = 0; sent < 20; sent += 1) {
    statuses.push((await post({ tell: { answer: { output: 'yes' } } })).status);
  }
  await monitor.close();
  assert.deepEqual(new Set(statuses), new Set([200]));
  assert.ok(calls > 0);
  assert.deepEqual(faults, ['events: Error: no room']);
  const page = await monitor.registry.metrics();
  assert.deepEqual(seriesOf(page, 'model_monitor_dropped_total'), {
    '{part="events",reason="backpressure"}': 20,
  });
  assert.deepEqual(seriesOf(page, 'model_monitor_faults_total'), { '{part="events"}': 1 });
});

test('after closing nothing is written any more', async (t) => {
  const { monitor, logged } = loggedMonitor(t);
  monitor.record({ id: 'before', output: 'x' });
  await monitor.close();
  monitor.record({ id: 'after', output: 'x' });
  assert.deepEqual(
    (await logged()).map(({ id }) => id),
    ['before'],
  );
});
