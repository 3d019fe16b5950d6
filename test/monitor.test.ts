import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import express from 'express';
import { Registry } from 'prom-client';
import { type ModelMonitor, type ModelMonitorOptions, modelMonitor } from '../src/index.ts';
import { listen } from './support/http-exchange.ts';
import { samplesOf, seriesOf } from './support/metrics-text.ts';

const CLASSES = ['rain', 'snow', 'sun'];

interface Service {
  readonly url: string;
  readonly lines: string[];
  readonly monitor: ModelMonitor;
}

/** A model that predicts the class its body asks for, or fails as it is told. */
async function serve(t: TestContext, options: ModelMonitorOptions = {}): Promise<Service> {
  const lines: string[] = [];
  const app = express();
  const monitor = modelMonitor({
    metrics: { registry: new Registry(), defaultMetrics: false },
    log: { stream: { write: (line: string) => lines.push(line) } },
    ...options,
  });
  app.use(express.json());
  app.use(monitor);
  app.post('/predict', (req, res) => {
    const { fail, output } = req.body;
    if (fail !== undefined) res.status(fail).json({ error: 'told to' });
    else res.json({ output });
  });
  t.after(() => monitor.close());
  return { url: await listen(t, app), lines, monitor };
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

function send(
  url: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const outgoing = request(url, {
      agent,
      method,
      headers: { 'content-type': 'application/json', ...headers },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => resolve(text(response)));
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

test('N requests are N in every count, and accuracy is the accuracy', async (t) => {
  const { url, lines } = await serve(t);
  const bodies = Array.from({ length: 600 }, (_, index) => ({
    output: CLASSES[index % 3],
    ...(index % 5 === 0 ? {} : { trueLabel: CLASSES[index % 7 === 0 ? (index + 1) % 3 : index % 3] }),
    ...(index % 50 === 49 ? { fail: index % 100 === 99 ? 503 : 422 } : {}),
  }));
  await Promise.all(bodies.map((body) => send(`${url}/predict`, { body })));
  const metrics = await send(`${url}/metrics`);

  const answered = bodies.filter(({ fail }) => fail === undefined);
  const labelled = answered.filter(({ trueLabel }) => trueLabel !== undefined);
  const right = labelled.filter(({ output, trueLabel }) => output === trueLabel).length;
  const model = 'model_name="default",model_version="unversioned"';
  const classCount = (name: string): number => answered.filter(({ output }) => output === name).length;

  assert.equal(lines.filter((line) => line.includes('"POST /predict HTTP/1.1"')).length, 600);
  assert.deepEqual(seriesOf(metrics, 'prediction_latency_seconds_count'), {
    [`{${model},route="/predict",outcome="ok"}`]: answered.length,
    [`{${model},route="/predict",outcome="client_error"}`]: 6,
    [`{${model},route="/predict",outcome="server_error"}`]: 6,
  });
  assert.deepEqual(seriesOf(metrics, 'http_request_duration_seconds_count'), {
    '{method="POST",route="/predict",status_code="200"}': answered.length,
    '{method="POST",route="/predict",status_code="422"}': 6,
    '{method="POST",route="/predict",status_code="503"}': 6,
  });
  assert.deepEqual(seriesOf(metrics, 'model_predictions_total'), { [`{${model}}`]: answered.length });
  assert.deepEqual(
    seriesOf(metrics, 'model_predicted_class_total'),
    Object.fromEntries(CLASSES.map((name) => [`{${model},class="${name}"}`, classCount(name)])),
  );
  assert.deepEqual(seriesOf(metrics, 'model_labels_total'), { [`{${model}}`]: labelled.length });
  assert.deepEqual(seriesOf(metrics, 'model_accuracy_sum'), { [`{${model}}`]: right });
  assert.deepEqual(seriesOf(metrics, 'model_accuracy_count'), { [`{${model}}`]: labelled.length });
  const confusion = Object.values(seriesOf(metrics, 'model_confusion_total'));
  assert.equal(
    confusion.reduce((sum, count) => sum + count, 0),
    labelled.length,
  );
  assert.deepEqual(seriesOf(metrics, 'model_predictions_unread_total'), {});
  assert.deepEqual(seriesOf(metrics, 'model_monitor_faults_total'), {});
  assert.equal(samplesOf(metrics).get('prediction_requests_in_progress'), 0);
});

test('batches are counted by row', async (t) => {
  const { url } = await serve(t, { model: 'm', version: '1', limits: { rowsPerRequest: 3 } });
  const instances = [[1], [2], [3], [4]];
  await send(`${url}/predict`, {
    body: { instances, output: ['a', 'b', 'a', 'a'], trueLabel: ['a', 'a', 'a', 'a'] },
  });
  const metrics = await send(`${url}/metrics`);
  const model = 'model_name="m",model_version="1"';
  assert.deepEqual(seriesOf(metrics, 'model_predictions_total'), { [`{${model}}`]: 3 });
  assert.deepEqual(seriesOf(metrics, 'model_confusion_total'), {
    [`{${model},actual="a",predicted="a"}`]: 2,
    [`{${model},actual="a",predicted="b"}`]: 1,
  });
  assert.deepEqual(seriesOf(metrics, 'model_monitor_dropped_total'), { '{part="rows",reason="limit"}': 1 });
  assert.deepEqual(seriesOf(metrics, 'prediction_latency_seconds_count'), {
    [`{${model},route="/predict",outcome="ok"}`]: 1,
  });
});

test('a model and version told from the start have their series from the start', async (t) => {
  const { url } = await serve(t, { model: 'm', version: '1', classes: ['no', 'yes'] });
  const metrics = samplesOf(await send(`${url}/metrics`));
  const model = 'model_name="m",model_version="1"';
  assert.equal(metrics.get(`model_predictions_total{${model}}`), 0);
  assert.equal(metrics.get(`model_confusion_total{${model},actual="no",predicted="yes"}`), 0);
  assert.equal(metrics.get(`model_accuracy_count{${model}}`), 0);
});

test('5,000 unknown paths and 10,000 versions leave the series within the limits', async (t) => {
  const { url } = await serve(t, { log: false, version: (req) => String(req.headers['x-version']) });
  const paths = Array.from({ length: 5000 }, (_, index) => `${url}/${index.toString(36)}/.env?x=${index}`);
  for (let start = 0; start < paths.length; start += 500) {
    await Promise.all(paths.slice(start, start + 500).map((path) => send(path)));
  }
  for (let start = 0; start < 10_000; start += 500) {
    const versions = Array.from({ length: 500 }, (_, index) => String(start + index));
    await Promise.all(
      versions.map((version) =>
        send(`${url}/predict`, { body: { output: `c${version}` }, headers: { 'x-version': version } }),
      ),
    );
  }
  const metrics = await send(`${url}/metrics`);
  assert.deepEqual(seriesOf(metrics, 'http_request_duration_seconds_count'), {
    '{method="GET",route="@unmatched",status_code="404"}': 5000,
    '{method="POST",route="/predict",status_code="200"}': 10_000,
  });
  const versions = seriesOf(metrics, 'model_predictions_total');
  assert.equal(Object.keys(versions).length, 21);
  assert.equal(versions['{model_name="default",model_version="@other"}'], 9980);
  assert.equal(Object.keys(seriesOf(metrics, 'model_predicted_class_total')).length, 20 + 101);
  assert.deepEqual(seriesOf(metrics, 'model_monitor_dropped_total'), {
    '{part="versions",reason="limit"}': 9980,
    '{part="classes",reason="limit"}': 9880,
  });
  // 21 versions: 4 outcomes of 18 lines, 8 of accuracy, 8 reasons and a few more each; 441 confusion pairs of one.
  assert.ok(samplesOf(metrics).size < 3000);
});

test('a handler that knows better says so in res.locals', async (t) => {
  const app = express();
  const registry = new Registry();
  const monitor = modelMonitor({ log: false, metrics: { registry, defaultMetrics: false } });
  app.use(express.json(), monitor);
  app.post('/predict', (_req, res) => {
    res.locals['prediction'] = [
      { output: 'a', truth: 'a', model: 'm', version: '7' },
      { output: 'b', model: 'n' },
    ];
    res.write('streamed');
    res.end();
  });
  const url = await listen(t, app);
  assert.equal(await send(`${url}/predict`, { body: {} }), 'streamed');
  const metrics = await registry.metrics();
  assert.deepEqual(seriesOf(metrics, 'model_predictions_total'), {
    '{model_name="m",model_version="7"}': 1,
    '{model_name="n",model_version="unversioned"}': 1,
  });
  assert.deepEqual(seriesOf(metrics, 'model_accuracy_sum'), { '{model_name="m",model_version="7"}': 1 });
  await monitor.close();
});

test('record counts predictions from elsewhere and answers their ids', async (t) => {
  const { monitor, url } = await serve(t, { model: 'm', version: '1' });
  const ids = monitor.record([
    { output: 'a', truth: 'a', id: 'order-1' },
    { output: 'b', id: 'no good\n' },
  ]);
  assert.equal(ids[0], 'order-1');
  assert.match(String(ids[1]), /^[0-9a-f-]{36}$/);
  assert.equal(monitor.record({ output: 2, version: '2' }).length, 1);
  assert.equal(monitor.record('rain' as never).length, 1);
  const metrics = await send(`${url}/metrics`);
  assert.deepEqual(seriesOf(metrics, 'model_predictions_total'), {
    '{model_name="m",model_version="1"}': 2,
    '{model_name="m",model_version="2"}': 1,
  });
  assert.deepEqual(seriesOf(metrics, 'model_predictions_unread_total'), {
    '{model_name="m",model_version="1",reason="format"}': 1,
  });
});

test('two monitors on one registry add up, and closing one keeps its totals', async (t) => {
  const registry = new Registry();
  const metrics = { registry, defaultMetrics: false };
  const [first, second] = [modelMonitor({ log: false, metrics }), modelMonitor({ log: false, metrics })];
  t.after(() => Promise.all([first.close(), second.close()]));
  first.record([{ output: 'a' }, { output: 'a' }]);
  second.record({ output: 'a' });
  const expected = { '{model_name="default",model_version="unversioned"}': 3 };
  assert.deepEqual(seriesOf(await registry.metrics(), 'model_predictions_total'), expected);
  await first.close();
  await first.close();
  assert.deepEqual(seriesOf(await registry.metrics(), 'model_predictions_total'), expected);
});

test('with metrics and log off a request passes untouched, and nothing is registered', async (t) => {
  const registry = new Registry();
  const { url, lines, monitor } = await serve(t, { metrics: false, log: false });
  assert.equal(await send(`${url}/predict`, { body: { output: 'a' } }), '{"output":"a"}');
  assert.match(await send(`${url}/metrics`), /Cannot GET \/metrics/);
  assert.deepEqual([lines, registry.getMetricsAsArray(), typeof monitor.metrics], [[], [], 'function']);
});
