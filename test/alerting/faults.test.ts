import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import express from 'express';
import { Registry } from 'prom-client';
import { type ModelMonitor, modelMonitor, webhook } from '../../src/index.ts';
import { type Answer, hang, Receiver, status } from '../notify/receiver.ts';
import { listen } from '../support/http-exchange.ts';
import { seriesOf } from '../support/metrics-text.ts';

/** More attempts than there are. */
const ATTEMPTS = 100;

/** A receiver that answers like this until it is told otherwise. */
async function startReceiver(t: TestContext, answer: Answer): Promise<Receiver> {
  const receiver = await Receiver.start(t);
  receiver.answer(...Array<Answer>(ATTEMPTS).fill(answer));
  return receiver;
}

/** A model that always says rain. */
function serve(t: TestContext, monitor: ModelMonitor): Promise<string> {
  const app = express();
  app.use(express.json(), monitor);
  app.post('/predict', (_req, res) => res.json({ output: 'rain' }));
  return listen(t, app);
}

async function predict(url: string): Promise<string> {
  const answer = await fetch(`${url}/predict`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ features: { wind: 1 }, truth: 'sun' }),
  });
  return `${answer.status} ${await answer.text()}`;
}

test('predictions are answered while nobody can be told of an alert, and everybody is when that is over', {
  timeout: 30_000,
}, async (t) => {
  const receivers = {
    hanging: await startReceiver(t, hang),
    failing: await startReceiver(t, status(500)),
    busy: await startReceiver(t, status(429, { 'Retry-After': '60' })),
    gone: await startReceiver(t, hang),
  };
  await receivers.gone.stop();
  const faults: string[] = [];
  const registry = new Registry();
  const monitor = modelMonitor({
    log: false,
    window: '10s',
    metrics: { registry, defaultMetrics: false },
    alerts: [{ name: 'AccuracyLow', metric: 'accuracy', below: 0.9 }],
    notify: Object.entries(receivers).map(([name, { url }]) => webhook(url, { name, timeout: '1s' })),
    onFault: ({ part, error }) => faults.push(`${part}: ${(error as Error).message}`),
  });
  t.after(() => monitor.close());
  const url = await serve(t, monitor);
  const predictMany = (): Promise<string[]> => Promise.all(Array.from({ length: 50 }, () => predict(url)));
  const results = async (): Promise<Record<string, number>> =>
    seriesOf(await registry.metrics(), 'model_notifications_total');

  const answers = await predictMany();
  const { hanging, failing, busy, gone } = receivers;
  await Promise.all([hanging.served(1), failing.served(2), busy.served(1)]);
  answers.push(...(await predictMany()));
  assert.deepEqual(new Set(answers), new Set(['200 {"output":"rain"}']));
  assert.deepEqual(await results(), {});
  assert.deepEqual(faults.toSorted(), [
    'notify: busy: the receiver answered 429',
    'notify: failing: the receiver answered 500',
    'notify: gone: the request failed (ECONNREFUSED)',
    'notify: hanging: no answer in time',
  ]);

  for (const receiver of [hanging, failing, busy]) receiver.recover();
  await gone.start();
  gone.recover();
  await monitor.close();
  assert.deepEqual(
    await results(),
    Object.fromEntries(Object.keys(receivers).map((name) => [`{notifier="${name}",result="sent"}`, 1])),
  );
});
