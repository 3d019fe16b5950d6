import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { createClient } from 'redis';
import { redisStore } from '../../src/stores/redis-store.ts';
import { runProgram } from '../support/programs.ts';
import { pendingEntries, pendingEntry } from './pending-entry.ts';
import { NOW, sceneTest } from './redis-scene.ts';

const PASSWORD = 'p@ss word/7';
sceneTest(
  'no message holds a password',
  async (scene) => {
    const wrong = 'wr%ng/secret';
    const url = `redis://user:${encodeURIComponent(wrong)}@127.0.0.1:${scene.server.port}`;
    const store = scene.store({ url });
    const messages: unknown[] = [];
    await assert.rejects(store.take(['a']), (error) => messages.push(error, String(error)) > 0);
    for (const bad of [`redis//:${wrong}@host`, `http://u:${wrong}@host`, `redis://u:${wrong}@host:99999`]) {
      assert.throws(
        () => redisStore({ url: bad }),
        (error) => messages.push(error, String(error)) > 0,
      );
    }
    const text = JSON.stringify([...messages, ...scene.faults]);
    assert.match(text, /WRONGPASS/);
    assert.doesNotMatch(text, /secret|wr%|wr%25/);
    const good = scene.store();
    assert.deepEqual(await good.take(['a']), ['unknown']);
  },
  PASSWORD,
);

sceneTest('a client of the application stays open and keeps no listener', async (scene) => {
  const client = await createClient({ url: scene.server.url }).connect();
  const listeners = client.listenerCount('ready');
  const store = scene.store({ client });
  await store.put([pendingEntry('a', NOW)]);
  await store.close();
  assert.deepEqual([await client.ping(), client.listenerCount('ready')], ['PONG', listeners]);
  await client.close();
});

sceneTest(
  'keys bear the prefix and go by themselves; a closed store leaves only what waits',
  async (scene) => {
    const prefix = randomUUID();
    const store = scene.store({ prefix, ttlMs: 60_000 });
    await store.put(pendingEntries(2, NOW));
    await store.take(['p0']);
    const client = await createClient({ url: scene.server.url }).connect();
    const claims = (keys: readonly string[]) => keys.map((key) => key.replace(/claim:.*/, 'claim')).sort();
    const names = ['claim', 'entries', 'taken', 'waiting'].map((name) => `{${prefix}}:${name}`);
    const keys = await client.keys('*');
    assert.deepEqual(claims(keys), names);
    const lifetimes = await Promise.all(keys.map((key) => client.pTTL(key)));
    assert.ok(
      lifetimes.every((ms) => ms > 100_000 && ms <= 120_000),
      `${lifetimes}`,
    );
    await store.close();
    assert.deepEqual(claims(await client.keys('*')), names.slice(1));
    await client.close();
  },
);

sceneTest('what Redis itself has thrown away is unknown', async (scene) => {
  const prefix = randomUUID();
  const store = scene.store({ prefix });
  await store.put(pendingEntries(2, NOW));
  const client = await createClient({ url: scene.server.url }).connect();
  await client.del(`{${prefix}}:entries`);
  await client.close();
  assert.deepEqual(await store.take(['p0', 'p1']), ['unknown', 'unknown']);
});

sceneTest('a process ends when its store is closed, connected or not', async (scene) => {
  const file = JSON.stringify(join(import.meta.dirname, '../../src/stores/redis-store.ts'));
  const script = `
    import { redisStore } from ${file};
    const store = redisStore({ url: '${scene.server.url}', onFault() {} });
    const counts = store.put([{ id: process.argv[1], time: Date.now(), model: 'm', version: '1', output: 1 }]);
    if (process.argv[1] === 'after a put') await counts;
    if (process.argv[1] === 'at once') await new Promise(setImmediate);
    await store.close();
    console.log(JSON.stringify(await counts));
  `;
  const run = (when: string) =>
    runProgram(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script, when]);
  const stored = { exitCode: 0, stdout: '{"replaced":0,"evicted":0}\n', stderr: '' };
  assert.deepEqual(await run('after a put'), stored);
  assert.deepEqual(await run('at once'), stored);
  await scene.server.stop();
  assert.deepEqual(await run('at once'), { ...stored, stdout: '{"replaced":0,"evicted":1}\n' });
});

test('redisStore takes a url or a client, one of them', () => {
  const client = createClient();
  assert.throws(() => redisStore({}), { message: 'redisStore needs a url or a client' });
  assert.throws(() => redisStore({ url: 'redis://host', client }), {
    message: 'redisStore takes a url or a client, not both',
  });
});
