import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redisStore } from '../../src/stores/redis-store.ts';
import { RedisServer, skipWithoutRedis } from '../support/redis-server.ts';
import { registerProcessContract } from './process-contract.ts';
import { StoreProcess } from './store-processes.ts';

registerProcessContract(
  'redisStore',
  async (t) => {
    const server = await RedisServer.start();
    const store = redisStore({ url: server.url });
    t.after(async () => {
      await store.close();
      await server.remove();
    });
    return { kind: 'redis', place: server.url, store };
  },
  skipWithoutRedis,
);

test('two processes go on when Redis is killed and comes back, and every label is joined once', {
  skip: skipWithoutRedis,
}, async (t) => {
  const server = await RedisServer.start();
  t.after(() => server.remove());
  const processes = await Promise.all([1, 2].map(() => StoreProcess.start('redis', server.url)));
  const count = 5000;
  const done = Promise.all(processes.map((child) => child.done()));
  for (const [index, child] of processes.entries()) child.begin({ stream: `s${index}`, count });
  for (const answers of [500, 2000, 4000]) {
    await Promise.all(processes.map((child) => child.hasAnswered(answers)));
    await server.stop('SIGKILL');
    await server.start();
  }
  await done;
  for (const [index, child] of processes.entries()) {
    const ids = Array.from({ length: count / 2 }, (_, number) => `s${index}-${2 * number}`);
    assert.deepEqual(child.idsOf('joined').toSorted(), ids.toSorted());
    assert.equal(child.idsOf('stored').length, count);
  }
  await Promise.all(processes.map((child) => child.close()));
});
