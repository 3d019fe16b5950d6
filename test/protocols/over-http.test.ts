import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import express, { type RequestHandler } from 'express';
import { Registry } from 'prom-client';
import { type Fault, type ModelMonitorOptions, modelMonitor, type Protocol } from '../../src/index.ts';
import { EXPRESS_VERSIONS } from '../express/express-versions.ts';
import { listen } from '../support/http-exchange.ts';
import { seriesOf } from '../support/metrics-text.ts';

interface Served {
  readonly path?: string;
  readonly options?: ModelMonitorOptions;
  /** Stands for the body parser. */
  readonly parse?: RequestHandler;
  readonly framework?: typeof express;
  readonly handle: RequestHandler;
}

interface Answered {
  /** `:prediction-id :prediction` */
  readonly line: string;
  /** The counters that are not 0, without the model they all have. */
  series(name: string): Record<string, number>;
}

const MODEL = 'model_name="default",model_version="unversioned"';

/** Sends one request to an app with one route; what is known when it has ended. */
async function answered(t: TestContext, served: Served, request: RequestInit = {}): Promise<Answered> {
  const { path = '/predict', options, parse = express.json(), framework = express, handle } = served;
  const lines: string[] = [];
  const monitor = modelMonitor({
    metrics: { registry: new Registry(), defaultMetrics: false },
    log: { format: ':prediction-id :prediction', stream: { write: (line: string) => lines.push(line) } },
    ...options,
  });
  t.after(() => monitor.close());
  const app = framework();
  app.use(parse);
  app.use(monitor);
  app.post(path, handle);
  const url = await listen(t, app);
  const type = { 'content-type': 'application/json' };
  const response = await fetch(url + path, {
    method: 'POST',
    ...request,
    headers: { ...type, ...request.headers },
  });
  await response.arrayBuffer();
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return {
    line: (lines[0] ?? '').trim(),
    series: (name) =>
      Object.fromEntries(
        Object.entries(seriesOf(metrics, name)).map(([labels, value]) => [
          labels.replace(MODEL, '').replace(/^\{,?|\}$/g, ''),
          value,
        ]),
      ),
  };
}

const tensor = (data: readonly unknown[]): object => ({
  name: 'x',
  shape: [data.length],
  datatype: 'FP32',
  data,
});
const answerTensors: RequestHandler = (req, res) => {
  res.json({ outputs: [tensor(req.body.inputs[0].data)] });
};
const inference = { path: '/v2/models/m/infer', handle: answerTensors };
const withId = JSON.stringify({ id: 'from-body', inputs: [tensor([0.5])] });

const IDS: readonly (readonly [headers: Record<string, string>, body: string, id: RegExp])[] = [
  [{}, withId, /^from-body /],
  [{ 'x-request-id': 'from-request' }, withId, /^from-body /],
  [{ 'ce-id': 'from-event' }, withId, /^from-event /],
  [{ 'x-prediction-id': 'from-header', 'ce-id': 'from-event' }, withId, /^from-header /],
  [{ 'x-request-id': 'from-request' }, withId.replace('from-body', 'a b'), /^from-request /],
  [{}, withId.replace('from-body', 'a b'), /^[0-9a-f]{8}-[0-9a-f-]{27} /],
];

for (const [headers, body, id] of IDS) {
  test(`the id of ${body} with ${JSON.stringify(headers)} matches ${id}`, async (t) => {
    const { line } = await answered(t, inference, { headers, body });
    assert.match(line, id);
  });
}

test('an answer of bytes is binary, another that is not JSON is not', async (t) => {
  const sent = async (type: string): Promise<Record<string, number>> => {
    const handle: RequestHandler = (_req, res) => {
      res.type(type).send(Buffer.from([1, 2, 3]));
    };
    const { series } = await answered(t, { handle }, { body: '{"features":[1]}' });
    return series('model_predictions_unread_total');
  };
  assert.deepEqual(await sent('application/octet-stream'), { 'reason="binary"': 1 });
  assert.deepEqual(await sent('image/png'), { 'reason="not_json"': 1 });
});

test('CSV sent as bytes is read, its type written in any way', async (t) => {
  const { line } = await answered(
    t,
    {
      path: '/invocations',
      parse: express.text({ type: 'text/csv' }),
      handle: (_req, res) => {
        res.setHeader('Content-Type', 'Text/CSV;charset=utf-8');
        res.send(Buffer.from('0.5\n0.25\n'));
      },
    },
    { headers: { 'content-type': 'text/csv' }, body: '1,2\n3,4\n' },
  );
  assert.match(line, / 0\.5,0\.25$/);
});

test('a binary request with a JSON answer is counted by the rows of the answer', async (t) => {
  const { series } = await answered(
    t,
    {
      ...inference,
      parse: express.raw({ type: '*/*' }),
      handle: (_req, res) => {
        res.json({ outputs: [tensor([0.5, 0.25, 0.75])] });
      },
    },
    { headers: { 'content-type': 'application/octet-stream' }, body: '{"inputs":[]}\u0001\u0002' },
  );
  assert.deepEqual(series('model_predictions_total'), { 'model_name="m",model_version="unversioned"': 3 });
});

test('rows beyond the limit are counted as dropped, whoever tells of them', async (t) => {
  const rows = Array.from({ length: 5 }, (_, row) => [row]);
  const options = { limits: { rowsPerRequest: 2 }, truth: () => [9, 9, 9, 9, 9] };
  const handlers: Record<string, RequestHandler> = {
    bodies: (_req, res) => {
      res.json([0, 1, 2, 3, 4]);
    },
    locals: (_req, res) => {
      res.locals['prediction'] = rows.map(([output]) => ({ output }));
      res.json({ took: 3 });
    },
    both: (_req, res) => {
      res.locals['prediction'] = rows.map(() => ({ version: '2' }));
      res.json([0, 1, 2, 3, 4]);
    },
  };
  for (const [name, handle] of Object.entries(handlers)) {
    const { series } = await answered(t, { options, handle }, { body: JSON.stringify(rows) });
    assert.deepEqual(series('model_monitor_dropped_total'), { 'part="rows",reason="limit"': 3 }, name);
    assert.deepEqual(Object.values(series('model_predictions_total')), [2], name);
    assert.deepEqual(Object.values(series('model_labels_total')), name === 'locals' ? [] : [2], name);
  }
});

test('what the handler says of all rows is said of each that is read', async (t) => {
  const { series } = await answered(
    t,
    {
      handle: (_req, res) => {
        res.locals['prediction'] = { model: 'm', version: '2' };
        res.json(['a', 'b']);
      },
    },
    { body: '[[1],[2]]' },
  );
  assert.deepEqual(series('model_predictions_total'), { 'model_name="m",model_version="2"': 2 });
});

test('the option protocol settles the format', async (t) => {
  const body = JSON.stringify({ features: [1] });
  const reasons = async (protocol: ModelMonitorOptions['protocol']): Promise<Record<string, number>> => {
    const handle: RequestHandler = (_req, res) => {
      res.json({ output: 'a' });
    };
    const { series } = await answered(t, { options: { protocol }, handle }, { body });
    return series('model_predictions_unread_total');
  };
  assert.deepEqual(await reasons('auto'), {});
  assert.deepEqual(await reasons('plain'), {});
  assert.deepEqual(await reasons('tensorflow'), { 'reason="format"': 1 });
  assert.deepEqual(await reasons('mlflow'), { 'reason="format"': 1 });
  assert.deepEqual(await reasons('open-inference'), { 'reason="output"': 1 });
});

/** The reasons and the fault parts that a format of one's own leads to. */
async function withFormat(t: TestContext, decode: () => unknown): Promise<object> {
  const faults: string[] = [];
  const protocol = { name: 'mine', decode: decode as Protocol['decode'] };
  const options = { protocol, onFault: ({ part }: Fault) => void faults.push(part) };
  const { series } = await answered(t, { options, handle: (_req, res) => void res.json(1) }, { body: '{}' });
  return { ...series('model_predictions_unread_total'), faults };
}

for (const answer of [
  undefined,
  7,
  [1],
  { unread: 'whatever' },
  { predictions: 3 },
  { predictions: [null], rows: 1 },
]) {
  test(`a format of your own that answers ${JSON.stringify(answer)} reads nothing`, async (t) => {
    assert.deepEqual(await withFormat(t, () => answer), { 'reason="format"': 1, faults: [] });
  });
}

test('a format of your own that throws is a fault', async (t) => {
  const decode = (): never => {
    throw new Error('mine');
  };
  assert.deepEqual(await withFormat(t, decode), { 'reason="format"': 1, faults: ['protocol'] });
});

test('a batch of a format of your own says how many rows there were', async (t) => {
  const protocol = {
    name: 'mine',
    decode: () => ({ predictions: [{ output: 'a' }], rows: 10, id: 'batch-1' }),
  };
  const { series, line } = await answered(
    t,
    { options: { protocol }, handle: (_req, res) => void res.json(1) },
    { body: '{}' },
  );
  assert.deepEqual(series('model_monitor_dropped_total'), { 'part="rows",reason="limit"': 9 });
  assert.match(line, /^batch-1 a$/);
});

for (const { version, express: framework } of EXPRESS_VERSIONS) {
  test(`Express ${version}: nothing is made of a request that no parser read`, async (t) => {
    const { series } = await answered(
      t,
      { framework, handle: (_req, res) => void res.json([1, 0]) },
      { headers: { 'content-type': 'text/plain' }, body: 'x' },
    );
    assert.deepEqual(series('model_predictions_unread_total'), { 'reason="no_body"': 1 });
  });
}
