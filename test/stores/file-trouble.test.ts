import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import type { PendingStore } from '../../src/domain/pending-store.ts';
import { fileStore } from '../../src/stores/file-store.ts';
import { loadSqlite } from '../../src/stores/sqlite.ts';
import { sqliteTestOf } from '../support/newer-node.ts';
import { runProgram } from '../support/programs.ts';
import { pendingEntries, pendingEntry } from './pending-entry.ts';
import { temporaryFile } from './temporary-file.ts';

const NOW = Date.UTC(2026, 0, 1);
const GARBAGE = 'this is no database. '.repeat(2000);

/** A store with what it reports. */
function openStore(
  t: TestContext,
  path: string,
  maxEntries = 100_000,
): { store: PendingStore; faults: string[] } {
  const faults: string[] = [];
  const onFault = ({ message }: Error): void => void faults.push(message);
  const store = fileStore({ path, maxEntries, now: () => NOW, onFault });
  t.after(() => store.close());
  return { store, faults };
}

/** The files that were set aside beside this one. */
function setAsideBeside(path: string): readonly string[] {
  const names = readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.damaged-`));
  return names.map((name) => join(dirname(path), name)).filter((name) => !/-(?:wal|shm)$/.test(name));
}

const sqliteTest = sqliteTestOf(import.meta.filename);

sqliteTest('what was put and taken is there after a restart', async (t) => {
  const path = temporaryFile(t);
  const { store } = openStore(t, path);
  await store.put(pendingEntries(3, NOW));
  await store.take(['p0']);
  await store.close();
  const { store: next, faults } = openStore(t, path);
  assert.deepEqual(await next.take(['p0', 'p1']), ['duplicate', { entry: pendingEntry('p1', NOW) }]);
  assert.deepEqual([await next.size(), faults], [1, []]);
});

sqliteTest('a folder that is missing is made', async (t) => {
  const path = join(dirname(temporaryFile(t)), 'a', 'b', 'pending.db');
  const { store } = openStore(t, path);
  await store.put(pendingEntries(1, NOW));
  assert.ok(existsSync(path));
});

sqliteTest('a damaged file is set aside as it was, reported, and a new one begun', async (t) => {
  const path = temporaryFile(t);
  writeFileSync(path, GARBAGE);
  const { store, faults } = openStore(t, path);
  await store.put(pendingEntries(1, NOW));
  assert.deepEqual(await store.take(['p0']), [{ entry: pendingEntry('p0', NOW) }]);
  const [aside = '', ...others] = setAsideBeside(path);
  assert.deepEqual([readFileSync(aside, 'utf8'), others], [GARBAGE, []]);
  assert.deepEqual(faults, [
    `the store's file ${path} is damaged (file is not a database) and was set aside as ${aside}; ` +
      'a new file was begun, and labels for the predictions in the old one will be unknown',
  ]);
});

sqliteTest('a page damaged within the file is found', async (t) => {
  const path = temporaryFile(t);
  const { store } = openStore(t, path);
  await store.put(pendingEntries(2000, NOW));
  await store.close();
  const bytes = readFileSync(path);
  bytes.fill(0x5a, 8 * 4096, 12 * 4096);
  writeFileSync(path, bytes);
  const { store: next, faults } = openStore(t, path);
  assert.deepEqual(await next.take(['p0']), ['unknown']);
  assert.deepEqual([faults.length, setAsideBeside(path).length], [1, 1]);
});

sqliteTest('a file damaged under a running store is set aside, and the store goes on', async (t) => {
  const path = temporaryFile(t);
  const { store, faults } = openStore(t, path);
  await store.put(pendingEntries(2000, NOW));
  // Everything from the log into the file, which our connection has to read again then.
  const other = new (loadSqlite().DatabaseSync)(path);
  other.exec('UPDATE total SET rows = rows; PRAGMA wal_checkpoint(TRUNCATE)');
  other.close();
  writeFileSync(path, GARBAGE);
  await store.put([pendingEntry('a', NOW)]);
  assert.deepEqual(await store.take(['a', 'p0']), [{ entry: pendingEntry('a', NOW) }, 'unknown']);
  assert.deepEqual([faults.length, setAsideBeside(path).length], [1, 1]);
});

sqliteTest('a file removed under a running store is begun anew', async (t) => {
  const path = temporaryFile(t);
  const { store } = openStore(t, path);
  await store.put(pendingEntries(1, NOW));
  for (const name of readdirSync(dirname(path))) rmSync(join(dirname(path), name));
  await store.put([pendingEntry('a', NOW)]);
  assert.deepEqual(await store.take(['p0', 'a']), ['unknown', { entry: pendingEntry('a', NOW) }]);
});

sqliteTest("another program's database is refused, and left as it is", (t) => {
  const path = temporaryFile(t);
  const database = new (loadSqlite().DatabaseSync)(path);
  database.exec('CREATE TABLE precious (id)');
  database.close();
  const before = readFileSync(path);
  assert.throws(() => fileStore({ path }), {
    message: `fileStore cannot use ${path}: it is a database of another program; give the store a path of its own`,
  });
  assert.deepEqual(readFileSync(path), before);
});

sqliteTest('a path that cannot be written is refused', (t) => {
  const path = temporaryFile(t);
  mkdirSync(path);
  assert.throws(() => fileStore({ path }), {
    message: `fileStore cannot use ${path}: unable to open database file`,
  });
});

sqliteTest('the file stops growing', async (t) => {
  const path = temporaryFile(t);
  const { store } = openStore(t, path, 3000);
  // Put as they were, the 36,000 predictions would be 9 MB.
  for (let batch = 0; batch < 120; batch += 1) {
    const entries = pendingEntries(300, NOW + batch, `${batch}-`);
    await store.put(entries);
    await store.take(entries.slice(0, 100).map(({ id }) => id));
  }
  assert.ok(statSync(`${path}-wal`).size < 8_000_000);
  await store.close();
  assert.ok(statSync(path).size < 1_500_000, `${statSync(path).size} bytes`);
});

sqliteTest('while another process holds the lock calls wait, and the event loop turns', async (t) => {
  const path = temporaryFile(t);
  const { store } = openStore(t, path);
  await store.put(pendingEntries(1, NOW));
  const other = new (loadSqlite().DatabaseSync)(path);
  other.exec('BEGIN IMMEDIATE');
  let isAnswered = false;
  const taken = store.take(['p0']).finally(() => {
    isAnswered = true;
  });
  for (let turn = 0; turn < 1000; turn += 1) await new Promise(setImmediate);
  assert.equal(isAnswered, false);
  other.exec('COMMIT');
  other.close();
  assert.deepEqual(await taken, [{ entry: pendingEntry('p0', NOW) }]);
});

sqliteTest('a process that has nothing else to do ends, and what it put is stored', async (t) => {
  const path = temporaryFile(t);
  const script = `
    import { fileStore } from ${JSON.stringify(join(import.meta.dirname, '../../src/stores/file-store.ts'))};
    const store = fileStore({ path: ${JSON.stringify(path)} });
    store.put([{ id: 'a', time: Date.now(), model: 'm', version: '1', output: 1 }]);
  `;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { exitCode, stderr } = await runProgram(process.execPath, args);
  assert.equal(exitCode, 0, stderr);
  const store = fileStore({ path });
  t.after(() => store.close());
  assert.equal(await store.size(), 1);
});
