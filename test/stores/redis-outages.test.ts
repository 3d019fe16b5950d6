import assert from 'node:assert/strict';
import { StoreUnavailableError } from '../../src/domain/pending-store.ts';
import { pendingEntries, pendingEntry } from './pending-entry.ts';
import { NOW, sceneTest as test } from './redis-scene.ts';

test('while Redis is away predictions wait and labels are refused, and one fault is reported', async (scene) => {
  const store = scene.store();
  const [before, during] = [pendingEntry('before', NOW), pendingEntry('during', NOW)];
  await store.put([before]);
  await scene.server.stop();
  await assert.rejects(store.take(['before']), StoreUnavailableError);
  const stored = store.put([during]);
  await assert.rejects(store.take(['during']), { code: 'ERR_STORE_UNAVAILABLE' });
  await assert.rejects(store.size(), StoreUnavailableError);
  assert.equal(scene.faults.length, 1);
  assert.match(
    scene.faults[0] ?? '',
    /^Redis at 127\.0\.0\.1:\d+ is unavailable: Socket closed unexpectedly$/,
  );

  await scene.server.start();
  assert.deepEqual(await stored, { replaced: 0, evicted: 0 });
  assert.deepEqual(await store.take(['before', 'during', 'before']), [
    { entry: before },
    { entry: during },
    'duplicate',
  ]);
});

test('while Redis is away as many predictions wait as the cap says; the oldest are dropped and counted', async (scene) => {
  const store = scene.store({ maxEntries: 10 });
  await store.put([pendingEntry('a', NOW)]);
  await scene.server.stop();
  const puts = pendingEntries(25, NOW).map((entry) => store.put([entry]));
  await scene.server.start();
  const evicted = (await Promise.all(puts)).reduce((sum, counts) => sum + counts.evicted, 0);
  assert.equal(evicted, 16);
  assert.equal(await store.size(), 10);
});

test('a store made before its Redis is there begins when it comes', async (scene) => {
  await scene.server.stop();
  const store = scene.store();
  await assert.rejects(
    store.take(['a']),
    /^StoreUnavailableError: Redis at 127\.0\.0\.1:\d+ is unavailable: .*ECONNREFUSED/,
  );
  const stored = store.put([pendingEntry('a', NOW)]);
  await scene.server.start();
  await stored;
  assert.deepEqual(await store.take(['a']), [{ entry: pendingEntry('a', NOW) }]);
});

test('a take whose answer is lost with its connection is made again: its label is joined, once', async (scene) => {
  const proxy = await scene.proxy();
  const store = scene.store({ url: `redis://127.0.0.1:${proxy.port}` });
  const other = scene.store();
  // Connects it, and teaches Redis the script.
  await other.take(['nobody']);
  await store.put([pendingEntry('a', NOW)]);
  const lost = proxy.loseAnswers();
  const taken = store.take(['a', 'x']);
  await lost;
  assert.deepEqual(await other.take(['a']), ['duplicate']);
  proxy.cut();
  assert.deepEqual(await taken, [{ entry: pendingEntry('a', NOW) }, 'unknown']);
  assert.deepEqual([await other.take(['a']), await store.take(['a'])], [['duplicate'], ['duplicate']]);
});

test('a take that was given up is undone, so that its label can be sent again', async (scene) => {
  const proxy = await scene.proxy();
  const store = scene.store({ url: `redis://127.0.0.1:${proxy.port}`, timeoutMs: 100 });
  const other = scene.store();
  // Connects it, and teaches Redis the script.
  await other.take(['nobody']);
  await store.put([pendingEntry('a', NOW)]);
  const lost = proxy.loseAnswers();
  const taken = store.take(['a']);
  await Promise.all([lost, assert.rejects(taken, /no answer from the store within 100 ms/)]);
  await assert.rejects(store.take(['a']), StoreUnavailableError);
  proxy.cut();
  // What is put now arrives after the undoing.
  await store.put([pendingEntry('b', NOW)]);
  assert.equal(await other.size(), 2);
  assert.deepEqual(await other.take(['a']), [{ entry: pendingEntry('a', NOW) }]);
  assert.deepEqual(await store.take(['a']), ['duplicate']);
});

test('a put whose answer is lost is made again, and brings back nothing that was taken meanwhile', async (scene) => {
  const proxy = await scene.proxy();
  const store = scene.store({ url: `redis://127.0.0.1:${proxy.port}` });
  const other = scene.store();
  // Connects it, and teaches Redis the script.
  await other.take(['nobody']);
  await store.put([pendingEntry('a', NOW)]);
  const lost = proxy.loseAnswers();
  const stored = store.put([pendingEntry('b', NOW), pendingEntry('c', NOW)]);
  await lost;
  assert.deepEqual(await other.take(['b']), [{ entry: pendingEntry('b', NOW) }]);
  proxy.cut();
  assert.deepEqual(await stored, { replaced: 0, evicted: 0 });
  assert.deepEqual(await store.take(['b', 'c']), ['duplicate', { entry: pendingEntry('c', NOW) }]);
});

test('Redis restarts in the middle of it all: every label is joined, once', async (scene) => {
  const stores = [scene.store(), scene.store()] as const;
  const entries = pendingEntries(3000, NOW);
  const joined: string[] = [];
  let sent = 0;

  /** As a client would: a label that is refused is sent again, to whichever process. */
  const sendLabel = async (id: string): Promise<void> => {
    for (;;) {
      sent += 1;
      try {
        const [result] = await (stores[sent % 2] ?? stores[0]).take([id]);
        if (typeof result === 'object') joined.push(id);
        return;
      } catch (error) {
        assert.ok(error instanceof StoreUnavailableError);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  };
  const work = async (part: number): Promise<void> => {
    for (let index = part; index < entries.length; index += 20) {
      const entry = entries[index];
      assert.ok(entry);
      await (stores[index % 2] ?? stores[0]).put([entry]);
      await Promise.all([sendLabel(entry.id), sendLabel(entry.id)]);
      if (index === 600 || index === 1800) {
        await scene.server.stop();
        await scene.server.start();
      }
    }
  };
  await Promise.all(Array.from({ length: 20 }, (_, part) => work(part)));
  assert.deepEqual(joined.sort(), entries.map(({ id }) => id).sort());
  assert.equal(await stores[0].size(), 0);
});
