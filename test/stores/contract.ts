import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import {
  type PendingEntry,
  type PendingStore,
  type StoreSettings,
  StoreUnavailableError,
} from '../../src/domain/pending-store.ts';
import { pendingEntries, pendingEntry } from './pending-entry.ts';
import { ReferenceStore } from './reference-store.ts';

/** Makes an empty store, which the test context closes at its end. */
export type StoreMaker = (t: TestContext, settings: Partial<StoreSettings>) => Promise<PendingStore>;

const TTL = 100_000;
const START = Date.UTC(2026, 0, 1);

/** A clock that a test sets forward. */
class TestClock {
  time = START;
  readonly now = (): number => this.time;
}

/** What every `PendingStore` has to do; `name` begins the names of the tests. */
export function registerStoreContract(name: string, make: StoreMaker, skip: string | false = false): void {
  const storeTest = (
    sentence: string,
    run: (store: PendingStore, clock: TestClock) => Promise<void>,
    settings: Partial<StoreSettings> = {},
  ): void => {
    test(`${name}: ${sentence}`, { skip }, async (t) => {
      const clock = new TestClock();
      await run(await make(t, { ttlMs: TTL, now: clock.now, ...settings }), clock);
    });
  };

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

  storeTest('what an id answers depends on the age of its prediction', async (store, clock) => {
    await store.put(['a', 'b', 'c'].map((id) => pendingEntry(id, START)));
    await store.put([pendingEntry('labelled', START, { labelled: true })]);
    const answersAt = async (age: number, waiting: string) => {
      clock.time = START + age;
      const results = await store.take(['never', 'taken', 'labelled', waiting]);
      return results.map((result) => (typeof result === 'string' ? result : result.entry.id));
    };
    await store.put([pendingEntry('taken', START)]);
    await store.take(['taken']);
    assert.deepEqual(await answersAt(0, 'a'), ['unknown', 'duplicate', 'duplicate', 'a']);
    assert.deepEqual(await answersAt(TTL, 'b'), ['unknown', 'duplicate', 'duplicate', 'b']);
    assert.equal(await store.size(), 1);
    assert.deepEqual(await answersAt(TTL + 1, 'c'), ['unknown', 'unknown', 'unknown', 'expired']);
    assert.equal(await store.size(), 0);
    assert.deepEqual(await answersAt(2 * TTL, 'c'), ['unknown', 'unknown', 'unknown', 'expired']);
    assert.deepEqual(await answersAt(2 * TTL + 1, 'c'), ['unknown', 'unknown', 'unknown', 'unknown']);
  });

  storeTest('a prediction that is old when it is put is as old as it is', async (store, clock) => {
    clock.time = START + 3 * TTL;
    await store.put([
      pendingEntry('late', START + 2 * TTL - 1),
      pendingEntry('too late', START + TTL - 1),
      pendingEntry('labelled', START + 2 * TTL - 1, { labelled: true }),
    ]);
    assert.deepEqual(await store.take(['late', 'too late', 'labelled']), ['expired', 'unknown', 'unknown']);
  });

  storeTest('an id that is forgotten can wait again', async (store, clock) => {
    await store.put([pendingEntry('a', START), pendingEntry('b', START)]);
    await store.take(['a']);
    clock.time += TTL + 1;
    const again = ['a', 'b'].map((id) => pendingEntry(id, clock.time));
    assert.deepEqual(await store.put(again), { replaced: 0, evicted: 0 });
    assert.deepEqual(
      await store.take(['a', 'b']),
      again.map((entry) => ({ entry })),
    );
  });

  const cap = { maxEntries: 3 };
  storeTest(
    'beyond the cap the oldest lose their place, and are counted while they wait',
    async (store, clock) => {
      const putNext = (id: string) => {
        clock.time += 1;
        return store.put([pendingEntry(id, clock.time)]);
      };
      for (const id of ['a', 'b', 'c']) assert.deepEqual(await putNext(id), { replaced: 0, evicted: 0 });
      assert.deepEqual(await putNext('d'), { replaced: 0, evicted: 1 });
      assert.equal(await store.size(), 3);
      assert.deepEqual(await store.take(['a']), ['unknown']);
      // Taken ones need no place, and those that are taken do not push others out.
      await store.take(['b']);
      assert.deepEqual(await putNext('e'), { replaced: 0, evicted: 0 });
      clock.time += TTL;
      assert.deepEqual(await store.take(['c']), ['expired']);
      assert.deepEqual(await putNext('f'), { replaced: 0, evicted: 0 });
      assert.deepEqual(await store.take(['c']), ['unknown']);
    },
    cap,
  );

  storeTest(
    'more at once than the cap leaves the newest',
    async (store) => {
      const entries = Array.from({ length: 1200 }, (_, index) => pendingEntry(`p${index}`, START + index));
      const { evicted } = await store.put(entries);
      assert.deepEqual({ evicted, size: await store.size() }, { evicted: 1100, size: 100 });
      assert.deepEqual(await store.take(['p1099', 'p1100']), ['unknown', { entry: entries[1100] }]);
    },
    { maxEntries: 100 },
  );

  storeTest(
    'as many taken ids are remembered as the cap says, and they cost no place',
    async (store) => {
      const entries = Array.from({ length: 5 }, (_, index) => pendingEntry(`p${index}`, START + index));
      for (const entry of entries) {
        await store.put([entry]);
        await store.take([entry.id]);
      }
      await store.put(pendingEntries(3, START + 5, 'q'));
      assert.deepEqual(await store.take(['p1', 'p2', 'p4']), ['unknown', 'duplicate', 'duplicate']);
      assert.equal(await store.size(), 3);
    },
    cap,
  );

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
