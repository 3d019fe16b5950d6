import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import express from 'express';
import { listen } from '../../example-app/listen.ts';
import { sendTraffic } from '../../example-app/send-traffic.ts';
import type { TrafficRequest } from '../../example-app/traffic.ts';
import type { WeatherClass } from '../../example-app/weather-data.ts';

function day(precipitation: number, labelDelaysMilliseconds: readonly number[] = []): TrafficRequest {
  const body = { features: { precipitation } };
  return { waitMilliseconds: 0, path: '/predict', body, truths: ['rain'], labelDelaysMilliseconds };
}

/** Brings the truth along. */
function batch(precipitations: readonly number[], truths: readonly WeatherClass[]): TrafficRequest {
  const shape = [precipitations.length];
  const inputs = [{ name: 'precipitation', shape, datatype: 'FP64', data: precipitations }];
  const path = '/v2/models/weather/versions/2/infer';
  return { waitMilliseconds: 0, path, body: { inputs }, truths, labelDelaysMilliseconds: undefined };
}

const label = (precipitation: number): string => (precipitation > 0 ? 'rain' : 'sun');

interface Stub {
  readonly url: string;
  /** The bodies of the requests that brought labels. */
  readonly labels: unknown[];
}

/** Answers by the precipitation asked about, which is the id of the prediction too. */
async function startStub(t: TestContext): Promise<Stub> {
  const labels: unknown[] = [];
  const app = express().use(express.json());
  app.post('/predict', (req, res) => {
    const { precipitation } = req.body.features;
    res.set('X-Prediction-Id', `p${precipitation}`);
    if (precipitation === 500) res.status(500).json({ error: 'broken' });
    else if (precipitation === 400) res.status(400).json({ error: 'bad' });
    else if (precipitation < 0) res.socket?.destroy();
    else res.json({ output: label(precipitation), modelVersion: '1' });
  });
  app.post('/v2/models/weather/versions/2/infer', (req, res) => {
    const [{ shape, data }] = req.body.inputs;
    const tensor = { name: 'label', shape, datatype: 'BYTES', data: data.map(label) };
    res.json({ model_name: 'weather', model_version: '2', outputs: [tensor] });
  });
  app.post('/feedback', (req, res) => {
    labels.push(req.body);
    res.json({});
  });
  const server = await listen(app, 0);
  t.after(() => server.stop());
  return { url: server.url, labels };
}

test('every request is counted by its outcome, and the answers of each version are compared with the truth', async (t) => {
  const { url, labels } = await startStub(t);
  const requests = [
    ...[day(0, [90_000]), day(1, [30_000]), day(2, [60_000, 120_000]), day(3)],
    ...[day(400, [1]), day(500, [1]), day(-1, [1])],
    ...[batch([1, 0], ['rain', 'rain']), batch([0, 0, 1], ['sun', 'sun', 'fog'])],
  ];

  const { latenciesMilliseconds, ...report } = await sendTraffic({
    url,
    requests,
    seconds: 60,
    stop: new AbortController().signal,
  });

  assert.deepEqual(report, {
    requests: 9,
    outcomes: { ok: 6, client_error: 1, server_error: 1, no_answer: 1 },
    versions: new Map([
      ['1', { requests: 4, rows: 3, right: 2 }],
      ['2', { requests: 2, rows: 5, right: 3 }],
    ]),
    labels: { sent: 3, sentAgain: 1, never: 1 },
  });
  assert.equal(latenciesMilliseconds.length, 9);
  const [first, second, third] = ['p1', 'p2', 'p0'].map((id) => ({ id, truth: 'rain' }));
  assert.deepEqual(labels, [first, [second, third, second]]);
});

test('labels are sent while requests go on, as soon as they are due', async (t) => {
  const { url, labels } = await startStub(t);
  let sentBeforeTheEnd = 0;
  function* untilLabelled(): Generator<TrafficRequest> {
    while (labels.length === 0) yield { ...day(1, [1]), waitMilliseconds: 1 };
    sentBeforeTheEnd = labels.length;
  }

  const stop = new AbortController().signal;
  await sendTraffic({ url, requests: untilLabelled(), seconds: 60, stop });

  assert.ok(sentBeforeTheEnd > 0);
});

test('once stopped it sends no more requests, even of endless ones, but the labels still to come', async (t) => {
  const { url, labels } = await startStub(t);
  const stop = new AbortController();
  function* stopAfterThree(): Generator<TrafficRequest> {
    yield* [day(1), day(1), day(1, [60_000])];
    stop.abort();
    while (true) yield day(1);
  }

  const report = await sendTraffic({
    url,
    requests: stopAfterThree(),
    seconds: Number.POSITIVE_INFINITY,
    stop: stop.signal,
  });

  assert.deepEqual(report.outcomes, { ok: 3, client_error: 0, server_error: 0, no_answer: 0 });
  assert.deepEqual(labels, [{ id: 'p1', truth: 'rain' }]);
});
