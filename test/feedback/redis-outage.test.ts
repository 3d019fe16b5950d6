import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { quantile } from '../../src/statistics/index.ts';
import { seriesOf } from '../support/metrics-text.ts';
import { RedisServer, skipWithoutRedis } from '../support/redis-server.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { assertCountedAsTold } from './assert-counted-as-told.ts';
import { inParallel } from './in-parallel.ts';
import type { ModelClient } from './model-client.ts';
import { ServingProcess } from './serving-processes.ts';
import { callsFor, labelsFor, type PredictCall } from './weather-rows.ts';

const REQUESTS = 1000;

/** The slowest in a hundred may take this much longer: waiting for the store would take as long as it is away. */
const NOISE_MS = 200;

async function startRedis(t: TestContext): Promise<RedisServer> {
  const redis = await RedisServer.start();
  t.after(() => redis.remove());
  return redis;
}

/** Requests number `part * REQUESTS` and so on, of one row each. */
function part(number: number): PredictCall[] {
  return callsFor({ from: number * REQUESTS, count: REQUESTS, each: 1 });
}

/** The time in milliseconds that the slowest in a hundred took. */
async function slowest(client: ModelClient, calls: readonly PredictCall[]): Promise<number> {
  const times: number[] = [];
  await inParallel(calls, 4, async (call) => {
    const startedAt = performance.now();
    await client.predict(call);
    times.push(performance.now() - startedAt);
  });
  times.sort((a, b) => a - b);
  return quantile(times, 0.99) ?? Number.NaN;
}

async function labelAll(client: ModelClient): Promise<void> {
  const labels = labelsFor(client.predicted);
  for (let from = 0; from < labels.length; from += 500) await client.label(labels.slice(from, from + 500));
}

test('while Redis is away predictions are served at once and labels refused; then what waited is stored and joined', {
  skip: skipWithoutRedis,
}, async (t) => {
  const redis = await startRedis(t);
  const { client } = await ServingProcess.start(t, { store: { kind: 'redis', place: redis.url } });
  await slowest(client, part(0));
  const there = await slowest(client, part(1));
  await Promise.all([slowest(client, part(2)), redis.stop('SIGKILL')]);
  const away = await slowest(client, part(3));
  t.diagnostic(`p99 of a prediction: ${there.toFixed(1)} ms with Redis, ${away.toFixed(1)} ms without`);
  assert.ok(away < there + NOISE_MS, `${away} ms without Redis, ${there} ms with it`);

  const labels = labelsFor(client.predicted);
  assert.deepEqual(
    [await client.label(labels.slice(0, 500)), await client.label(labels.slice(0, 1))],
    [503, 503],
  );
  const page = await client.scrape();
  assert.deepEqual(seriesOf(page, 'model_feedback_total'), {});
  assert.deepEqual(seriesOf(page, 'model_monitor_faults_total'), { '{part="feedback"}': 1 });
  assert.equal(await client.pending(), undefined);

  await redis.start();
  await client.hasPending(labels.length);
  await labelAll(client);
  assert.equal(client.idsTold('joined').length, 4 * REQUESTS);
  await client.scrape();
  assertCountedAsTold([client]);
  assert.equal(await client.pending(), 0);
});

test('while Redis accepts and does not answer predictions are served at once and labels refused', {
  skip: skipWithoutRedis,
}, async (t) => {
  const redis = await startRedis(t);
  const proxy = await TcpProxy.start(redis.port);
  t.after(() => proxy.close());
  const place = `redis://127.0.0.1:${proxy.port}`;
  const { client } = await ServingProcess.start(t, { store: { kind: 'redis', place, timeoutMs: 500 } });
  await slowest(client, part(0));
  const there = await slowest(client, part(1));
  const [silent] = await Promise.all([slowest(client, part(2)), proxy.loseAnswers()]);
  t.diagnostic(`p99 of a prediction: ${there.toFixed(1)} ms, ${silent.toFixed(1)} ms with a silent Redis`);
  assert.ok(silent < there + NOISE_MS, `${silent} ms with a silent Redis, ${there} ms before`);
  const labels = labelsFor(client.predicted);
  assert.equal(await client.label(labels.slice(0, 500)), 503);

  proxy.cut();
  await client.hasPending(labels.length);
  await labelAll(client);
  assert.equal(client.idsTold('joined').length, 3 * REQUESTS);
  await client.scrape();
  assertCountedAsTold([client]);
});

test('what waits for Redis beyond the limit is dropped, the oldest first, and counted', {
  skip: skipWithoutRedis,
}, async (t) => {
  const redis = await startRedis(t);
  const { client } = await ServingProcess.start(t, {
    store: { kind: 'redis', place: redis.url },
    limits: { pendingLabels: 1000 },
  });
  const calls = callsFor({ from: 0, count: 3000, each: 100 });
  await client.hasPending(0);
  await redis.stop();
  for (const call of calls) await client.predict(call);
  await redis.start();
  await client.hasPending(1000);
  assert.deepEqual(seriesOf(await client.scrape(), 'model_feedback_total'), { '{result="evicted"}': 2000 });
  for (const call of calls) await client.label(labelsFor([call]));
  assert.deepEqual(
    client.told.map(({ result }) => result),
    calls.flatMap(({ rows }, index) => rows.map(() => (index < 20 ? 'unknown' : 'joined'))),
  );
});
