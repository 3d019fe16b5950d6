import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { RedisServer, skipWithoutRedis } from '../support/redis-server.ts';
import { assertCountedAsTold } from './assert-counted-as-told.ts';
import { assertJoinedOnce } from './assert-joined-once.ts';
import { closeAtOnce } from './close-at-once.ts';
import { KILLED_BY_TURNS, type Plan, serveInWaves } from './serve-in-waves.ts';

/** Five waves, 50,000 predictions in all. */
const BATCHED = 9400;
const SINGLE = 600;

async function redisPlace(t: TestContext): Promise<Plan['store']> {
  const redis = await RedisServer.start();
  t.after(() => redis.remove());
  return { kind: 'redis', place: redis.url };
}

test('50,000 predictions of two processes on one Redis, which are closed and started again, are counted exactly', {
  skip: skipWithoutRedis,
}, async (t) => {
  const served = await serveInWaves(t, {
    store: await redisPlace(t),
    batched: BATCHED,
    single: SINGLE,
    restarts: [undefined, { replica: 1, by: 'close' }, { replica: 0, by: 'close' }, undefined, undefined],
  });
  assert.equal(served.lost, 0);
  await assertJoinedOnce(served);
  const { replicas } = served;
  const clients = replicas.flatMap((replica) => replica.clients);
  const unknown = clients.flatMap((client) => client.idsTold('unknown'));
  assert.deepEqual([clients.length, Array.from(new Set(unknown))], [4, ['nobody']]);
  await Promise.all(replicas.map((replica) => replica.close()));
  assertCountedAsTold(clients);
});

test('50,000 predictions of two processes on one Redis, which are killed in mid-stream, are joined once each', {
  skip: skipWithoutRedis,
}, async (t) => {
  const served = await serveInWaves(t, {
    store: await redisPlace(t),
    batched: BATCHED + SINGLE,
    single: 0,
    restarts: KILLED_BY_TURNS,
  });
  await assertJoinedOnce(served);
});

test('a process that is closed has stored in Redis what it predicted just before', {
  skip: skipWithoutRedis,
}, async (t) => {
  await closeAtOnce(t, await redisPlace(t));
});
