import assert from 'node:assert/strict';
import { test } from 'node:test';
import express from 'express';
import { listen } from '../../example-app/listen.ts';
import { sendTraffic } from '../../example-app/send-traffic.ts';
import type { TrafficRequest } from '../../example-app/traffic.ts';
import type { WeatherClass } from '../../example-app/weather-data.ts';

function day(precipitation: number): TrafficRequest {
  const body = { features: { precipitation }, trueLabel: 'rain' } as const;
  return { waitMilliseconds: 0, path: '/predict', body, truths: ['rain'] };
}

function batch(precipitations: readonly number[], truths: readonly WeatherClass[]): TrafficRequest {
  const shape = [precipitations.length];
  const inputs = [{ name: 'precipitation', shape, datatype: 'FP64', data: precipitations }];
  return { waitMilliseconds: 0, path: '/v2/models/weather/versions/2/infer', body: { inputs }, truths };
}

const label = (precipitation: number): string => (precipitation > 0 ? 'rain' : 'sun');

/** Answers by the precipitation asked about. */
const stub = express()
  .use(express.json())
  .post('/predict', (req, res) => {
    const { precipitation } = req.body.features;
    if (precipitation === 500) res.status(500).json({ error: 'broken' });
    else if (precipitation === 400) res.status(400).json({ error: 'bad' });
    else if (precipitation < 0) res.socket?.destroy();
    else res.json({ output: label(precipitation), modelVersion: '1' });
  })
  .post('/v2/models/weather/versions/2/infer', (req, res) => {
    const [{ shape, data }] = req.body.inputs;
    const labels = { name: 'label', shape, datatype: 'BYTES', data: data.map(label) };
    res.json({ model_name: 'weather', model_version: '2', outputs: [labels] });
  });

test('every request is counted by its outcome, and the answers of each version are compared with the truth', async (t) => {
  const server = await listen(stub, 0);
  t.after(() => server.stop());
  const requests = [
    ...[day(0), day(1), day(2), day(400), day(500), day(-1)],
    ...[batch([1, 0], ['rain', 'rain']), batch([0, 0, 1], ['sun', 'sun', 'fog'])],
  ];

  const { latenciesMilliseconds, ...report } = await sendTraffic({
    url: server.url,
    requests,
    seconds: 60,
    stop: new AbortController().signal,
  });

  assert.deepEqual(report, {
    requests: 8,
    outcomes: { ok: 5, client_error: 1, server_error: 1, no_answer: 1 },
    versions: new Map([
      ['1', { requests: 3, rows: 3, right: 2 }],
      ['2', { requests: 2, rows: 5, right: 3 }],
    ]),
  });
  assert.equal(latenciesMilliseconds.length, 8);
});

test('once stopped it sends nothing more, even from endless requests', async (t) => {
  const server = await listen(stub, 0);
  t.after(() => server.stop());
  const stop = new AbortController();
  function* stopAfterThree(): Generator<TrafficRequest> {
    yield* [day(1), day(1), day(1)];
    stop.abort();
    while (true) yield day(1);
  }

  const report = await sendTraffic({
    url: server.url,
    requests: stopAfterThree(),
    seconds: Number.POSITIVE_INFINITY,
    stop: stop.signal,
  });

  assert.deepEqual(report.outcomes, { ok: 3, client_error: 0, server_error: 0, no_answer: 0 });
});
