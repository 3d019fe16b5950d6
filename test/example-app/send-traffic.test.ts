import assert from 'node:assert/strict';
import { test } from 'node:test';
import express from 'express';
import { listen } from '../../example-app/listen.ts';
import { sendTraffic } from '../../example-app/send-traffic.ts';
import type { TrafficRequest } from '../../example-app/traffic.ts';

function day(precipitation: number): TrafficRequest {
  return { waitMilliseconds: 0, body: { features: { precipitation }, trueLabel: 'rain' } };
}

/** Answers by the precipitation asked about. */
const stub = express()
  .use(express.json())
  .post('/predict', (req, res) => {
    const { precipitation } = req.body.features;
    if (precipitation === 500) res.status(500).json({ error: 'broken' });
    else if (precipitation === 400) res.status(400).json({ error: 'bad' });
    else if (precipitation < 0) res.socket?.destroy();
    else res.json({ output: precipitation > 0 ? 'rain' : 'sun' });
  });

test('every request is counted by its outcome, and answers are compared with the truth', async (t) => {
  const server = await listen(stub, 0);
  t.after(() => server.stop());
  const requests = [day(0), day(1), day(2), day(400), day(500), day(-1)];

  const { latenciesMilliseconds, ...report } = await sendTraffic({
    url: server.url,
    requests,
    seconds: 60,
    stop: new AbortController().signal,
  });

  assert.deepEqual(report, {
    requests: 6,
    outcomes: { ok: 3, client_error: 1, server_error: 1, no_answer: 1 },
    labelled: 3,
    right: 2,
  });
  assert.equal(latenciesMilliseconds.length, 6);
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
