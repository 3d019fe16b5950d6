import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import express, { type Express, type Request, type Response } from 'express';
import { Registry } from 'prom-client';
import { type ModelMonitor, modelMonitor } from '../../src/index.ts';
import { FeedbackService } from '../endpoint/feedback-service.ts';
import { requestOnce, requestText, withoutDate } from '../support/raw-client.ts';
import { serve } from './compared-apps.ts';
import { MonitoredServer } from './monitored-server.ts';

const CLIENT_ID = { 'X-Prediction-Id': 'mine' };

/** An answer of an app that sets no header of its own, beside a monitor or alone; and what the monitor stores. */
async function answerOf(
  t: TestContext,
  handle: (req: Request, res: Response) => unknown,
  monitor?: ModelMonitor,
): Promise<string> {
  const app: Express = express().disable('x-powered-by').set('env', 'test');
  if (monitor !== undefined) app.use(monitor);
  app.get('/predict', handle);
  return withoutDate(await requestOnce(await serve(t, app), { path: '/predict', headers: CLIENT_ID }));
}

function monitorFor(t: TestContext): ModelMonitor {
  const metrics = { registry: new Registry(), defaultMetrics: false };
  const onFault = ({ error }: { error: unknown }): never => assert.fail(String(error));
  const monitor = modelMonitor({ feedback: true, log: false, metrics, onFault });
  t.after(() => monitor.close());
  return monitor;
}

type Headers = Parameters<Response['writeHead']>[1];

/** Heads that a handler writes by hand, with what our header has to be beside. */
const HEADS: readonly [name: string, headers: unknown, id: string][] = [
  ['an object', { 'x-A': '1', 'Set-Cookie': ['a', 'b'] }, 'mine'],
  ['a list', ['x-A', '1', 'Set-Cookie', 'a', 'Set-Cookie', 'b'], 'mine'],
  ['an odd number of pairs', [['x-A', '1']], 'mine'],
  [
    'an even number of pairs',
    [
      ['x-A', '1'],
      ['x-a', '2'],
    ],
    'mine',
  ],
  ['an empty list', [], 'mine'],
  ['an id of its own', { 'x-prediction-id': 'of-the-handler' }, 'of-the-handler'],
];

for (const [name, headers, id] of HEADS) {
  test(`a head written by hand with ${name} keeps all of its headers, and has ours`, async (t) => {
    const handle = (_req: Request, res: Response): unknown =>
      Object.assign(res.locals, { prediction: { output: 'rain' } }) &&
      res.writeHead(201, headers as Headers).end('done');
    const monitor = monitorFor(t);
    const bare = await answerOf(t, handle);
    const answer = await answerOf(t, handle, monitor);
    const ours = /^X-Prediction-Id: (.*)\r\n/im;
    assert.equal(ours.exec(answer)?.[1], id);
    assert.equal(answer.replace(ours, ''), bare.replace(ours, ''));
    assert.deepEqual(
      (await monitor.label({ id, truth: 'sun' })).map(({ result }) => result),
      ['joined'],
    );
  });
}

test('a failure has no id of ours, and keeps the one that the application gave it', async (t) => {
  const fail = (_req: Request, res: Response): unknown => res.status(503).json({});
  const failWithId = (_req: Request, res: Response): unknown =>
    res.set('X-Prediction-Id', 'app').sendStatus(400);
  for (const handle of [fail, failWithId]) {
    assert.equal(await answerOf(t, handle, monitorFor(t)), await answerOf(t, handle));
  }
});

test('a prediction that did not arrive waits for no label', async (t) => {
  const monitor = monitorFor(t);
  const server = await MonitoredServer.serve(t, {
    mount(app, own) {
      app.use(own, monitor);
      app.get('/predict', (_req, res) => {
        res.locals['prediction'] = { id: 'gone', output: 'rain' };
        res.write('rain');
      });
    },
  });
  const client = connect(server.port, '127.0.0.1');
  client.write(requestText({ path: '/predict' }));
  const [head] = (await once(client, 'data')) as [Buffer];
  assert.match(head.toString(), /^X-Prediction-Id: gone\r$/m);
  client.destroy();
  await server.logged(1);
  assert.equal((await monitor.label({ id: 'gone', truth: 'sun' }))[0]?.result, 'unknown');
});

test('an id said after the head has gone out is no longer announced, but its label is joined', async (t) => {
  const monitor = monitorFor(t);
  const handle = (_req: Request, res: Response): unknown => {
    res.write('rain');
    res.locals['prediction'] = { id: 'late', output: 'rain' };
    return res.end();
  };
  assert.match(await answerOf(t, handle, monitor), /^X-Prediction-Id: mine\r$/m);
  const labels = ['late', 'mine'].map((id) => ({ id, truth: 'sun' }));
  assert.deepEqual(
    (await monitor.label(labels)).map(({ result }) => result),
    ['joined', 'unknown'],
  );
});

test('rows of a batch are labelled by their number, as many as are counted', async (t) => {
  const service = await FeedbackService.serve(t, { limits: { rowsPerRequest: 3 } });
  service.app.post('/batch/predict', (req, res) => {
    res.json({ predictions: (req.body as { instances: unknown[] }).instances.map(() => 'rain') });
  });
  const predict = async (rows: number): Promise<void> => {
    const body = JSON.stringify({ instances: Array.from({ length: rows }, (_, row) => [row]) });
    const headers = { 'Content-Type': 'application/json', 'X-Prediction-Id': `batch-${rows}` };
    const answer = await fetch(`${service.url}/batch/predict`, { method: 'POST', headers, body });
    assert.equal(answer.headers.get('x-prediction-id'), `batch-${rows}`);
    await answer.arrayBuffer();
  };
  for (const rows of [1, 2, 5]) await predict(rows);
  const outcomes = await Promise.all(
    ['batch-1', 'batch-1#0', 'batch-2', 'batch-2#0', 'batch-2#1', 'batch-2#01', 'batch-5#2', 'batch-5#3'].map(
      async (id) => `${id} ${(await service.label({ id, truth: 'sun' })).status}`,
    ),
  );
  assert.deepEqual(outcomes, [
    'batch-1 200',
    'batch-1#0 404',
    'batch-2 404',
    'batch-2#0 200',
    'batch-2#1 200',
    'batch-2#01 404',
    'batch-5#2 200',
    'batch-5#3 404',
  ]);
});
