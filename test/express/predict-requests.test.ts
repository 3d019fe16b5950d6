import assert from 'node:assert/strict';
import { METHODS } from 'node:http';
import { type TestContext, test } from 'node:test';
import express, { type Express } from 'express';
import { collectDefaultMetrics, Registry } from 'prom-client';
import {
  type ModelMonitor,
  type ModelMonitorOptions,
  modelMonitor,
  type RequestHandler,
} from '../../src/index.ts';
import { listen } from '../support/http-exchange.ts';
import { samplesOf, seriesOf } from '../support/metrics-text.ts';

interface Service {
  readonly url: string;
  readonly app: Express;
  readonly monitor: ModelMonitor;
  metric(name: string): Promise<Record<string, number>>;
}

/** An app with the monitor and a JSON parser, and whatever routes the test adds. */
async function serve(t: TestContext, options: ModelMonitorOptions = {}): Promise<Service> {
  const app = express();
  const metrics = { registry: new Registry(), defaultMetrics: false };
  const monitor = modelMonitor({ log: false, metrics, ...options });
  app.use(express.json(), monitor);
  t.after(() => monitor.close());
  const url = await listen(t, app);
  return { url, app, monitor, metric: async (name) => seriesOf(await monitor.registry.metrics(), name) };
}

async function ask(url: string, init: RequestInit = {}): Promise<number> {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: '{"features":[1]}', ...init });
  await answer.arrayBuffer();
  return answer.status;
}

const LATENCY = 'prediction_latency_seconds_count';

test('a client that left before monitor.predict was reached is an aborted predict request', async (t) => {
  const { url, app, monitor, metric } = await serve(t);
  const leaving = new AbortController();
  app.use('/score', (_req, res, next) => {
    res.on('close', () => setImmediate(next));
    leaving.abort();
  });
  const handled = new Promise<void>((resolve) => {
    app.post('/score', monitor.predict, () => resolve());
  });
  await assert.rejects(ask(`${url}/score`, { signal: leaving.signal }), { name: 'AbortError' });
  await handled;
  assert.equal(samplesOf(await monitor.registry.metrics()).get('prediction_requests_in_progress'), 0);
  assert.deepEqual(await metric(LATENCY), {
    '{model_name="default",model_version="unversioned",route="/score",outcome="aborted"}': 1,
  });
});

test('paths that nobody answers, and versions that nobody serves, take no places', async (t) => {
  const { url, app, metric } = await serve(t);
  const served = new Set(['1']);
  app.post('/v2/models/:name/versions/:version/infer', (req, res) => {
    if (!served.has(req.params.version)) res.status(404).json({ error: 'no such version' });
    else res.json({ output: 'rain' });
  });
  for (let index = 0; index < 25; index += 1) {
    await ask(`${url}/v1/models/junk${index}:predict`);
    await ask(`${url}/v2/models/weather/versions/${100 + index}/infer`);
  }
  assert.equal(await ask(`${url}/v2/models/weather/versions/1/infer`), 200);
  const route = 'route="/v2/models/:name/versions/:version/infer"';
  assert.deepEqual(await metric(LATENCY), {
    [`{model_name="@other",model_version="@other",${route},outcome="client_error"}`]: 25,
    [`{model_name="weather",model_version="1",${route},outcome="ok"}`]: 1,
  });
  assert.deepEqual(await metric('model_monitor_dropped_total'), {});
});

test('a version that a header makes up takes no place as long as it is refused', async (t) => {
  const version: ModelMonitorOptions['version'] = (req) => String(req.headers['x-version']);
  const { url, app, metric } = await serve(t, { version, limits: { versions: 2 } });
  app.post('/predict', (req, res) => {
    if (req.get('x-version') === '1') res.json({ output: 'rain' });
    else res.status(400).json({});
  });
  for (const made of ['a', 'b', 'c', '1']) {
    await ask(`${url}/predict`, { headers: { 'Content-Type': 'application/json', 'X-Version': made } });
  }
  assert.deepEqual(await metric('model_predictions_total'), {
    '{model_name="default",model_version="1"}': 1,
  });
});

test('a version that only fails still has its errors under its own name', async (t) => {
  const { url, app, metric } = await serve(t);
  app.post('/v1/models/weather/versions/:version\\:predict', (_req, res) => void res.status(503).json({}));
  app.post('/predict', (_req, res) => {
    res.locals['prediction'] = { model: 'weather', version: '8' };
    res.status(500).json({});
  });
  await ask(`${url}/v1/models/weather/versions/7:predict`);
  await ask(`${url}/predict`);
  assert.deepEqual(await metric(LATENCY), {
    '{model_name="weather",model_version="7",route="/v1/models/weather/versions/:version\\\\:predict",outcome="server_error"}': 1,
    '{model_name="weather",model_version="8",route="/predict",outcome="server_error"}': 1,
  });
});

test('an answer that failed is not read, but its body may name the version', async (t) => {
  const read: unknown[] = [];
  const { url, app, metric } = await serve(t, {
    version: (_req, body) => (body as { version?: string } | undefined)?.version ?? '',
    truth: (req) => read.push(req),
    protocol: { name: 'own', decode: (input) => read.push(input) as never },
  });
  app.post('/predict', (_req, res) => void res.status(500).json({ version: '9', output: 'rain' }));
  await ask(`${url}/predict`);
  assert.deepEqual(read, []);
  assert.deepEqual(await metric(LATENCY), {
    '{model_name="default",model_version="9",route="/predict",outcome="server_error"}': 1,
  });
  assert.deepEqual(await metric('model_monitor_faults_total'), {});
});

test('OPTIONS and HEAD are no predict requests', async (t) => {
  const { url, app, metric } = await serve(t);
  app.get('/predict', (_req, res) => void res.json({ output: 'rain' }));
  for (const method of ['OPTIONS', 'HEAD'])
    assert.equal(await ask(`${url}/predict`, { method, body: null }), 200);
  assert.deepEqual(await metric(LATENCY), {});
  assert.deepEqual(await metric('model_predictions_unread_total'), {});
});

test('every outcome of a route starts at 0', async (t) => {
  const { url, app, monitor } = await serve(t);
  app.post('/predict', (_req, res) => void res.json({ output: 'rain' }));
  await ask(`${url}/predict`);
  const samples = samplesOf(await monitor.registry.metrics());
  const model = 'model_name="default",model_version="unversioned",route="/predict"';
  const counts = ['ok', 'client_error', 'server_error', 'aborted'].map((outcome) =>
    samples.get(`${LATENCY}{${model},outcome="${outcome}"}`),
  );
  assert.deepEqual(counts, [1, 0, 0, 0]);
});

test('custom labels and methods are plain text whatever they are made from', async (t) => {
  const metrics = {
    registry: new Registry(),
    defaultMetrics: false,
    customLabels: {
      tenant: (req: Parameters<RequestHandler>[0]) => (req as express.Request).query['tenant'] as string,
    },
  };
  const { url, app, metric } = await serve(t, { metrics });
  app.set('query parser', 'extended');
  app.use((req, res) => {
    req.method = String(req.query['method'] ?? 'GET');
    res.send('ok');
  });
  for (const query of ['tenant[toString]=1', 'tenant=a', 'method=ZZ%0A1', 'method=BREW'])
    await ask(`${url}/x?${query}`);
  assert.equal(METHODS.includes('BREW'), false);
  assert.deepEqual(await metric('http_request_duration_seconds_count'), {
    '{method="GET",route="@unmatched",status_code="200",tenant=""}': 1,
    '{method="GET",route="@unmatched",status_code="200",tenant="a"}': 1,
    '{method="@other",route="@unmatched",status_code="200",tenant=""}': 2,
  });
});

test('the application may add default metrics of its own until the first request', async (t) => {
  const registry = new Registry();
  const { url } = await serve(t, { metrics: { registry } });
  collectDefaultMetrics({ register: registry });
  assert.equal(await ask(`${url}/none`), 404);
  assert.match(await registry.metrics(), /process_cpu_user_seconds_total/);
});

test('monitors that close in any order leave the app as it was', async (t) => {
  const app = express();
  const methods = (): string[] => Object.getOwnPropertyNames(app.response);
  const untouched = methods();
  const monitors = Array.from({ length: 3 }, () =>
    modelMonitor({ log: false, metrics: { registry: new Registry(), defaultMetrics: false } }),
  );
  app.use(...monitors);
  app.post('/predict', (_req, res) => void res.json({ output: 'rain' }));
  await ask(`${await listen(t, app)}/predict`);
  assert.deepEqual(methods(), [...untouched, 'writeHead', 'json', 'send']);
  for (const monitor of monitors) await monitor.close();
  assert.deepEqual(methods(), untouched);
});

const ONE = { features: { wind: 1 }, truth: 'a' };
const ID_CASES: readonly [
  name: string,
  headers: Record<string, string>,
  body: object,
  ids: readonly string[],
][] = [
  ['a header', { 'X-Prediction-Id': 'a.1:2@b-c_d', 'X-Request-Id': 'r' }, ONE, ['a.1:2@b-c_d']],
  ['SageMaker', { 'X-Amzn-SageMaker-Inference-Id': 'sm', 'Ce-Id': 'ce' }, ONE, ['sm']],
  ['a CloudEvent', { 'Ce-Id': 'ce', 'X-Request-Id': 'r' }, ONE, ['ce']],
  [
    'a request id, when no better one is valid',
    { 'X-Prediction-Id': 'no good', 'X-Request-Id': 'r' },
    ONE,
    ['r'],
  ],
  ['a row of a batch', { 'X-Request-Id': 'r' }, { instances: [[1], [2]], truth: ['a', 'a'] }, ['r#0', 'r#1']],
];

for (const [name, headers, body, expected] of ID_CASES) {
  test(`the prediction's id is that of ${name}`, async (t) => {
    const ids: unknown[] = [];
    const { url, app } = await serve(t, { accuracy: (_output, _truth, { id }) => Number(ids.push(id) > 0) });
    app.post('/predict', (req, res) => {
      const rows = (req.body as { instances?: unknown[] }).instances?.length ?? 1;
      res.json({ output: Array.from({ length: rows }, () => 'a') });
    });
    await ask(`${url}/predict`, {
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    assert.deepEqual(ids, expected);
  });
}

test('without an id from outside the prediction has a UUID, and a handler may give it its own', async (t) => {
  const ids: unknown[] = [];
  const { url, app } = await serve(t, { accuracy: (_output, _truth, { id }) => Number(ids.push(id) > 0) });
  app.post('/predict', (_req, res) => void res.json({ output: 'a' }));
  app.post('/own/predict', (_req, res) => {
    res.locals['prediction'] = { id: 'order-7' };
    res.json({ output: 'a' });
  });
  const body = '{"features":[1],"truth":"a"}';
  await ask(`${url}/predict`, { body });
  await ask(`${url}/own/predict`, { body });
  assert.match(String(ids[0]), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assert.equal(ids[1], 'order-7');
});
