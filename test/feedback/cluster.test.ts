import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { samplesOf } from '../support/metrics-text.ts';
import { RedisServer, skipWithoutRedis } from '../support/redis-server.ts';
import { firstMessage } from './first-message.ts';
import { inParallel } from './in-parallel.ts';
import { ModelClient } from './model-client.ts';
import type { StorePlace } from './serving-processes.ts';
import { callsFor, labelsFor } from './weather-rows.ts';

const MODEL = 'model_name="default",model_version="unversioned"';
const [THREE, FIVE] = [callsFor({ from: 0, count: 3, each: 1 }), callsFor({ from: 3, count: 5, each: 1 })];

/** A client of each worker of a cluster, which ends with the test. */
async function startCluster(t: TestContext, store: StorePlace): Promise<[ModelClient, ModelClient]> {
  const file = join(import.meta.dirname, 'serving-cluster.ts');
  const primary = fork(file, [JSON.stringify({ store })], { execArgv: ['--import', 'tsx'] });
  t.after(() => primary.kill('SIGKILL'));
  const { ports } = await firstMessage<{ ports: [number, number] }>(primary);
  return [new ModelClient(ports[0]), new ModelClient(ports[1])];
}

test('in a cluster with memoryStore a label is unknown to all workers but the one that predicted', async (t) => {
  const [first, second] = await startCluster(t, { kind: 'memory' });
  await inParallel(THREE, 1, (call) => first.predict(call));
  await inParallel(FIVE, 1, (call) => second.predict(call));
  // The fuller store, not both.
  assert.deepEqual([await first.pending(), await second.pending()], [5, 5]);
  await second.label(labelsFor([...THREE, ...FIVE]));
  await first.label(labelsFor([...THREE, ...FIVE]));
  assert.deepEqual(
    [first, second].map((client) => client.told.map(({ result }) => result)),
    [
      [...THREE.map(() => 'joined'), ...FIVE.map(() => 'unknown')],
      [...THREE.map(() => 'unknown'), ...FIVE.map(() => 'joined')],
    ],
  );
  assert.equal(await first.pending(), 0);
});

test('in a cluster with redisStore a label is joined by whichever worker gets it', {
  skip: skipWithoutRedis,
}, async (t) => {
  const redis = await RedisServer.start();
  t.after(() => redis.remove());
  const [first, second] = await startCluster(t, { kind: 'redis', place: redis.url });
  await inParallel(THREE, 1, (call) => first.predict(call));
  await inParallel(FIVE, 1, (call) => second.predict(call));
  await first.hasPending(8);
  await second.label(labelsFor(THREE));
  await first.label(labelsFor(FIVE));
  assert.deepEqual(
    [second.idsTold('joined'), first.idsTold('joined')],
    [THREE, FIVE].map((calls) => labelsFor(calls).map(({ id }) => id)),
  );
  assert.deepEqual([await first.pending(), await second.pending()], [0, 0]);
});

test("the quality of a cluster is the plain mean of its workers' on the page, and exact in the counters", async (t) => {
  const [first, second] = await startCluster(t, { kind: 'memory' });
  await inParallel(THREE, 1, (call) => first.predict(call));
  await inParallel(FIVE, 1, (call) => second.predict(call));
  // One that is right; three that are wrong, as rows 3, 4 and 5 are predicted rain, snow and sun.
  await first.label([{ id: 'row-0', truth: 'rain' }]);
  await second.label(['row-3', 'row-4', 'row-5'].map((id) => ({ id, truth: 'hail' })));
  const samples = samplesOf(await first.scrape());
  assert.deepEqual(
    {
      gauge: samples.get(`model_quality{class="",metric="accuracy",${MODEL}}`),
      labels: samples.get(`model_quality_labels{${MODEL}}`),
      right: samples.get(`model_accuracy_sum{${MODEL}}`),
      of: samples.get(`model_accuracy_count{${MODEL}}`),
    },
    { gauge: 0.5, labels: 4, right: 1, of: 4 },
  );
});
