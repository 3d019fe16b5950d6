import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { StoreUnavailableError } from '../../src/domain/pending-store.ts';
import { QueuedStore } from '../../src/stores/queued-store.ts';
import { pendingEntries, pendingEntry } from './pending-entry.ts';
import { ScriptedBackend } from './scripted-backend.ts';

const NOTHING = { replaced: 0, evicted: 0 };
const entry = (id: string) => pendingEntry(id, 0);

/** A store with the far side it speaks to, on a clock that the test sets forward. */
function openStore(t: TestContext, { maxEntries = 100, onFault = (_: Error): void => {} } = {}) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const backends: ScriptedBackend[] = [];
  const store = new QueuedStore({
    settings: { maxEntries, now: () => 0, onFault },
    timeoutMs: 100,
    open: (events) => {
      const backend = new ScriptedBackend(events);
      backends.push(backend);
      return backend;
    },
  });
  store.configure({ ttlMs: 1000, maxEntries, now: () => 0, onFault });
  const [backend] = backends;
  assert.ok(backend);
  return { store, backend };
}

test('calls made while one is under way are sent together, puts before the takes that follow them', async (t) => {
  const { store, backend } = openStore(t);
  const first = store.put([entry('a')]);
  const others = [store.put([entry('b'), entry('c')]), store.put([entry('d')])];
  const taken = [store.take(['a', 'x']), store.take(['d'])];
  await backend.answer(NOTHING);
  await backend.answer({ replaced: 2, evicted: 1 });
  await backend.answer(['unknown', 'expired', 'duplicate']);
  assert.deepEqual(backend.calls, ['put a', 'put b,c,d', 'take a,x,d']);
  assert.deepEqual(await Promise.all([first, ...others]), [NOTHING, { replaced: 2, evicted: 1 }, NOTHING]);
  assert.deepEqual(await Promise.all(taken), [['unknown', 'expired'], ['duplicate']]);
});

test('many entries go in pieces', async (t) => {
  const { store, backend } = openStore(t, { maxEntries: 5000 });
  const stored = store.put(pendingEntries(1200, 0));
  for (const replaced of [1, 2, 3]) await backend.answer({ replaced, evicted: 10 });
  assert.deepEqual(await stored, { replaced: 6, evicted: 30 });
  assert.deepEqual(
    backend.calls.map((call) => call.split(',').length),
    [500, 500, 200],
  );
});

test('after an error the same is tried again in a second; takes are refused, and one fault is reported', async (t) => {
  const faults: string[] = [];
  const { store, backend } = openStore(t, { onFault: ({ message }) => faults.push(message) });
  const stored = store.put([entry('a')]);
  const waiting = assert.rejects(store.take(['a']), new StoreUnavailableError('disk full'));
  await backend.fail('disk full');
  await waiting;
  await assert.rejects(store.take(['a']), new StoreUnavailableError('disk full'));
  await assert.rejects(store.size(), new StoreUnavailableError('disk full'));
  t.mock.timers.tick(1000);
  await backend.fail('still full');
  t.mock.timers.tick(1000);
  await backend.answer(NOTHING);
  assert.deepEqual([await stored, faults], [NOTHING, ['disk full']]);
  assert.deepEqual(backend.calls, ['put a', 'put a', 'put a']);
});

test('a take that failed is undone, and made again for who still waits', async (t) => {
  const { store, backend } = openStore(t);
  const taken = store.take(['a']);
  await backend.fail('connection lost');
  backend.events.ready();
  await backend.answer(undefined);
  await backend.answer([JSON.stringify(entry('a'))]);
  assert.deepEqual(await taken, [{ entry: entry('a') }]);
  assert.deepEqual(backend.calls, ['take a', 'untake', 'take a']);
});

test('when one of several callers gives up, all they took is undone and the others ask again', async (t) => {
  const { store, backend } = openStore(t);
  void store.put([entry('a')]);
  const impatient = store.take(['a']);
  const refused = assert.rejects(
    impatient,
    new StoreUnavailableError('no answer from the store within 100 ms'),
  );
  t.mock.timers.tick(60);
  const patient = store.take(['b']);
  await backend.answer(NOTHING);
  t.mock.timers.tick(60);
  await refused;
  await backend.answer([JSON.stringify(entry('a')), JSON.stringify(entry('b'))]);
  await backend.answer(undefined);
  await backend.answer([JSON.stringify(entry('b'))]);
  assert.deepEqual(await patient, [{ entry: entry('b') }]);
  assert.deepEqual(backend.calls, ['put a', 'take a,b', 'untake', 'take b']);
});

test('callers who have given up before they were sent are not asked for', async (t) => {
  const { store, backend } = openStore(t);
  const stored = store.put([entry('a')]);
  const refused = assert.rejects(store.take(['a']), StoreUnavailableError);
  t.mock.timers.tick(100);
  await refused;
  await backend.answer(NOTHING);
  assert.deepEqual([await stored, backend.calls], [NOTHING, ['put a']]);
});

test('while the far side keeps silent takes are refused at once', async (t) => {
  let milliseconds = 0;
  t.mock.method(performance, 'now', () => milliseconds);
  const { store, backend } = openStore(t);
  const stored = store.put([entry('a')]);
  milliseconds = 101;
  await assert.rejects(store.take(['a']), new StoreUnavailableError('the store does not answer'));
  await backend.answer(NOTHING);
  await stored;
  const taken = store.take(['a']);
  await backend.answer(['unknown']);
  assert.deepEqual(await taken, ['unknown']);
});

test('what waits for the far side is bounded; the oldest is dropped and counted', async (t) => {
  const { store, backend } = openStore(t, { maxEntries: 3 });
  backend.isReady = false;
  const stored = ['a', 'b', 'c', 'd'].map((id) => store.put([entry(id), entry(`${id}2`)]));
  backend.isReady = true;
  backend.events.ready();
  await backend.answer(NOTHING);
  assert.deepEqual(
    (await Promise.all(stored)).map(({ evicted }) => evicted),
    [2, 2, 2, 0],
  );
  assert.deepEqual(backend.calls, ['put d,d2']);
});

test('closing waits for what is under way', async (t) => {
  const { store, backend } = openStore(t);
  const stored = store.put([entry('a')]);
  const closed = store.close();
  await assert.rejects(store.put([entry('b')]), new StoreUnavailableError('the store is closed'));
  await backend.answer(NOTHING);
  await backend.answer(undefined);
  await closed;
  assert.deepEqual([await stored, backend.calls], [NOTHING, ['put a', 'close']]);
});

test('closing gives up a far side that does not answer; what is lost is counted, and nothing reported', async (t) => {
  const { store, backend } = openStore(t, { onFault: (error) => assert.fail(error) });
  const stored = [store.put([entry('a')]), store.put([entry('b'), entry('c')])];
  const refused = assert.rejects(store.take(['a']), StoreUnavailableError);
  const closed = store.close();
  t.mock.timers.tick(100);
  await refused;
  await backend.fail('gone');
  await backend.answer(undefined);
  await closed;
  assert.deepEqual(await Promise.all(stored), [
    { replaced: 0, evicted: 1 },
    { replaced: 0, evicted: 2 },
  ]);
  assert.deepEqual(backend.calls, ['put a', 'close']);
});

test('an entry that cannot be stored is refused alone', async (t) => {
  const { store, backend } = openStore(t);
  const circular: unknown[] = [];
  circular.push(circular);
  for (const bad of [{ output: circular }, { time: Number.NaN }]) {
    await assert.rejects(store.put([{ ...entry('bad'), ...bad }]), TypeError);
  }
  const stored = store.put([entry('good')]);
  await backend.answer(NOTHING);
  assert.deepEqual([await stored, backend.calls], [NOTHING, ['put good']]);
});

test('a fault handler that throws disturbs nothing', async (t) => {
  const { store, backend } = openStore(t, {
    onFault: () => {
      throw new Error('handler');
    },
  });
  const stored = store.put([entry('a')]);
  await backend.fail('disk full');
  t.mock.timers.tick(1000);
  await backend.answer(NOTHING);
  assert.deepEqual(await stored, NOTHING);
});
