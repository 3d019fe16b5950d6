import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type PendingEntry, StoreUnavailableError } from '../../src/domain/pending-store.ts';
import { registerLimits } from './contract-limits.ts';
import { pendingEntries, pendingEntry } from './pending-entry.ts';
import { ReferenceStore } from './reference-store.ts';
import { START, type StoreMaker, storeTestOf, TestClock, TTL } from './store-test.ts';

/** What every `PendingStore` has to do; `name` begins the names of the tests. */
export function registerStoreContract(name: string, make: StoreMaker, skip: string | false = false): void {
  const storeTest = storeTestOf({ name, make, skip });
  registerLimits(storeTest);

  storeTest('a prediction comes back as it was put, once', async (store) => {
    const entries: readonly PendingEntry[] = [
      pendingEntry('a', START),
      { id: 'b:1@x.-_#7', time: START, model: 'm', version: '', output: 1e-7 },
      { id: 'c', time: START, model: 'ключ "…"\n', version: '1', output: 'ä\u2028', scores: [] },
    ];
    assert.deepEqual(await store.put(entries), { replaced: 0, evicted: 0 });
    const ids = entries.map(({ id }) => id);
    assert.deepEqual(
      await store.take(ids),
      entries.map((entry) => ({ entry })),
    );
    assert.deepEqual(await store.take(ids), ['duplicate', 'duplicate', 'duplicate']);
  });

  storeTest(
    'results stand in the order of the ids, and the second of two equal ids is late',
    async (store) => {
      const [a, b] = [pendingEntry('a', START), pendingEntry('b', START)];
      await store.put([a, b]);
      assert.deepEqual(await store.take(['x', 'b', 'a', 'b']), [
        'unknown',
        { entry: b },
        { entry: a },
        'duplicate',
      ]);
    },
  );

  storeTest('a prediction that came with its truth does not wait', async (store) => {
    await store.put([pendingEntry('a', START, { labelled: true }), pendingEntry('b', START)]);
    assert.equal(await store.size(), 1);
    assert.deepEqual(await store.take(['a']), ['duplicate']);
  });

  storeTest('an id used again replaces the prediction that waits', async (store) => {
    const [first, second, third] = [1, 2, 3].map((output) => pendingEntry('a', START, { output }));
    assert.ok(first && second && third);
    assert.deepEqual(await store.put([first]), { replaced: 0, evicted: 0 });
    assert.deepEqual(await store.put([second, third]), { replaced: 2, evicted: 0 });
    assert.equal(await store.size(), 1);
    assert.deepEqual(await store.take(['a']), [{ entry: third }]);
  });

  storeTest('a prediction replaced by one with its truth is waited for no longer', async (store) => {
    await store.put([pendingEntry('a', START)]);
    assert.deepEqual(await store.put([pendingEntry('a', START, { labelled: true })]), {
      replaced: 1,
      evicted: 0,
    });
    assert.deepEqual([await store.size(), await store.take(['a'])], [0, ['duplicate']]);
  });

  storeTest('the same prediction put again is no replacement', async (store) => {
    await store.put([pendingEntry('a', START)]);
    assert.deepEqual(await store.put([pendingEntry('a', START)]), { replaced: 0, evicted: 0 });
    assert.deepEqual(await store.take(['a', 'a']), [{ entry: pendingEntry('a', START) }, 'duplicate']);
  });

  storeTest('an id that was taken is not taken again when it is used again', async (store) => {
    await store.put([pendingEntry('a', START)]);
    await store.take(['a']);
    assert.deepEqual(await store.put([pendingEntry('a', START, { output: 'sun' })]), {
      replaced: 0,
      evicted: 0,
    });
    assert.deepEqual([await store.size(), await store.take(['a'])], [0, ['duplicate']]);
  });

  storeTest('nothing put is nothing done', async (store) => {
    assert.deepEqual(await store.put([]), { replaced: 0, evicted: 0 });
    assert.deepEqual(await store.take([]), []);
    assert.equal(await store.size(), 0);
  });

  storeTest('a take finds what was put before it, with no waiting in between', async (store) => {
    const entries = pendingEntries(600, START);
    const puts = entries.map((entry) => store.put([entry]));
    const taken = await Promise.all(entries.map(({ id }) => store.take([id])));
    assert.deepEqual(
      taken,
      entries.map((entry) => [{ entry }]),
    );
    await Promise.all(puts);
  });

  storeTest('however many ask at once, each prediction is taken once', async (store) => {
    const entries = pendingEntries(300, START);
    await store.put(entries);
    const ids = entries.map(({ id }) => id);
    const askers = Array.from({ length: 20 }, (_, index) => [
      ...ids.slice(index * 10),
      ...ids.slice(0, index * 10),
    ]);
    const results = (await Promise.all(askers.map((order) => store.take(order)))).flat();
    const taken = results.flatMap((result) => (typeof result === 'string' ? [] : [result.entry.id]));
    assert.deepEqual(taken.sort(), [...ids].sort());
    assert.equal(results.filter((result) => result === 'duplicate').length, 19 * ids.length);
  });

  storeTest('it answers as the reference does, whatever is done in whatever order', async (store, clock) => {
    const reference = new ReferenceStore(TTL);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 30 }), async (commands) => {
        run += 1;
        for (const { kind, ids, label, pause } of commands) {
          clock.time += pause;
          const named = ids.map((id) => `${run}-${id}`);
          if (kind === 'take') {
            assert.deepEqual(await store.take(named), reference.take(named, clock.time));
          } else {
            const entries = named.map((id) =>
              pendingEntry(id, clock.time, label === 'inline' ? { labelled: true } : { output: label }),
            );
            assert.deepEqual(await store.put(entries), reference.put(entries, clock.time));
          }
          assert.equal(await store.size(), reference.size(clock.time));
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  storeTest('when it is closed it refuses, and closing again does nothing', async (store) => {
    await store.put([pendingEntry('a', START)]);
    await store.close();
    await store.close();
    for (const call of [() => store.put([]), () => store.take(['a']), () => store.size()]) {
      await assert.rejects(call, StoreUnavailableError);
    }
  });

  test(`${name}: what it was given itself goes before what the monitor says`, { skip }, async (t) => {
    const clock = new TestClock();
    const store = await make(t, { ttlMs: TTL });
    const refuse = (error: Error) => assert.fail(error);
    store.configure?.({ ttlMs: 1, maxEntries: 1, now: clock.now, onFault: refuse });
    clock.time += TTL;
    assert.deepEqual(await store.put(pendingEntries(2, START)), { replaced: 0, evicted: 1 });
    const results = await store.take(['p0', 'p1']);
    assert.equal(results.filter((result) => typeof result !== 'string').length, 1);
  });
}

const command = fc.record({
  kind: fc.constantFrom('put', 'take'),
  ids: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 }),
  label: fc.constantFrom('rain', 'sun', 'inline'),
  pause: fc.constantFrom(0, 1, TTL / 4, TTL / 2),
});
