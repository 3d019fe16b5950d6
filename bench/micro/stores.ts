// What a prediction that waits for its label costs in each store: microseconds to put it and to take it,
// bytes while it waits, and for how long a batch holds up the thread that serves requests. fileStore needs
// Node 22.13 or newer, redisStore a redis-server on the path.
//
//   node --import tsx bench/micro/stores.ts

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createClient } from 'redis';
import type { PendingEntry, PendingStore } from '../../src/domain/pending-store.ts';
import { fileStore } from '../../src/stores/file-store.ts';
import { memoryStore } from '../../src/stores/memory-store.ts';
import { PendingFile } from '../../src/stores/pending-file.ts';
import { redisStore } from '../../src/stores/redis-store.ts';
import { horizonOf, settingsOf } from '../../src/stores/settings.ts';
import { storedFrom } from '../../src/stores/stored-entry.ts';
import { hasSqlite } from '../../test/support/newer-node.ts';
import { RedisServer, skipWithoutRedis } from '../../test/support/redis-server.ts';

const WAITING = 100_000;
const CALLS = 2000;
const BATCH = 32;
const ENTRIES = CALLS * BATCH;

/** A three-class prediction under a UUID. */
function nextEntry(): PendingEntry {
  return {
    id: crypto.randomUUID(),
    time: Date.now(),
    model: 'weather',
    version: '12',
    output: 'rain',
    scores: [Math.random(), Math.random(), Math.random()],
  };
}

const nextEntries = (count: number): PendingEntry[] => Array.from({ length: count }, nextEntry);

/** Microseconds per entry. */
async function microseconds(entries: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return ((performance.now() - start) * 1000) / entries;
}

/** One call after the other, each with one prediction; then as many at once as requests bring along. */
async function timesOf(store: PendingStore): Promise<Readonly<Record<string, number>>> {
  const single = nextEntries(CALLS);
  const many = nextEntries(ENTRIES);
  const atOnce = async (call: (entry: PendingEntry) => Promise<unknown>): Promise<void> => {
    for (let from = 0; from < ENTRIES; from += BATCH) {
      await Promise.all(many.slice(from, from + BATCH).map(call));
    }
  };
  const oneByOne = async (call: (entry: PendingEntry) => Promise<unknown>): Promise<void> => {
    for (const entry of single) await call(entry);
  };
  return {
    'put, one by one': await microseconds(CALLS, () => oneByOne((entry) => store.put([entry]))),
    'take, one by one': await microseconds(CALLS, () => oneByOne(({ id }) => store.take([id]))),
    'put, 32 at once': await microseconds(ENTRIES, () => atOnce((entry) => store.put([entry]))),
    'take, 32 at once': await microseconds(ENTRIES, () => atOnce(({ id }) => store.take([id]))),
  };
}

async function report(name: string, store: PendingStore, bytesUsed: () => Promise<number>): Promise<void> {
  const before = await bytesUsed();
  await store.put(nextEntries(WAITING));
  const bytes = ((await bytesUsed()) - before) / WAITING;
  await store.take(['nobody']);
  const times = Object.entries(await timesOf(store)).map(([what, time]) => `${what} ${time.toFixed(1)}`);
  console.log(`${name.padEnd(12)} ${times.join(' | ')} µs | ${bytes.toFixed(0)} bytes`);
  await store.close();
}

/** How long the calling thread is held up by batches of 32: the median, the 99th percentile, the longest. */
async function reportBlocking(
  name: string,
  put: (entries: readonly PendingEntry[]) => unknown,
): Promise<void> {
  const times = await blockingOf(put);
  const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(2);
  console.log(`${name.padEnd(36)} p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)} ms`);
}

async function blockingOf(put: (entries: readonly PendingEntry[]) => unknown): Promise<readonly number[]> {
  const times: number[] = [];
  const stored: unknown[] = [];
  for (let call = 0; call < CALLS; call += 1) {
    const entries = nextEntries(BATCH);
    const start = performance.now();
    stored.push(put(entries));
    times.push(performance.now() - start);
    await new Promise(setImmediate);
  }
  await Promise.all(stored);
  return times.sort((a, b) => a - b);
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');
await report('memoryStore', memoryStore({ maxEntries: 2 * WAITING }), async () => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
});

if (hasSqlite) {
  const folder = mkdtempSync(join(tmpdir(), 'stores-'));
  const path = join(folder, 'pending.db');
  await report('fileStore', fileStore({ path }), async () => statSync(path).size);
  const store = fileStore({ path });
  await reportBlocking('fileStore holds up its caller for', (entries) => store.put(entries));
  await store.close();
  const file = new PendingFile(path, () => {});
  const settings = settingsOf({});
  await reportBlocking('the same without its thread', (entries) =>
    file.put(entries.map(storedFrom), horizonOf(settings)),
  );
  file.close();
  rmSync(folder, { recursive: true });
}

if (skipWithoutRedis === false) {
  const server = await RedisServer.start();
  const client = await createClient({ url: server.url }).connect();
  await report('redisStore', redisStore({ url: server.url }), async () => {
    const memory = await client.info('memory');
    return Number(/used_memory:(\d+)/.exec(memory)?.[1]);
  });
  await client.close();
  await server.remove();
}
