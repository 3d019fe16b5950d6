import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type PendingEntry, StoreUnavailableError } from '../../src/domain/pending-store.ts';
import { pendingEntries, pendingEntry } from './pending-entry.ts';
import { ReferenceStore } from './reference-store.ts';
import { START, type StoreRules, TTL } from './store-rules.ts';

const command = fc.record({
  kind: fc.constantFrom('put', 'take'),
  ids: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 }),
  label: fc.constantFrom('rain', 'sun', 'inline'),
  pause: fc.constantFrom(0, 1, TTL / 4, TTL / 2),
});

export const ANSWER_RULES: StoreRules = {
  async 'a prediction comes back as it was put, once'(store) {
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
  },

  async 'results stand in the order of the ids, and the second of two equal ids is late'(store) {
    const [a, b] = [pendingEntry('a', START), pendingEntry('b', START)];
    await store.put([a, b]);
    assert.deepEqual(await store.take(['x', 'b', 'a', 'b']), [
      'unknown',
      { entry: b },
      { entry: a },
      'duplicate',
    ]);
  },

  async 'a prediction that came with its truth does not wait'(store) {
    await store.put([pendingEntry('a', START, { labelled: true }), pendingEntry('b', START)]);
    assert.equal(await store.size(), 1);
    assert.deepEqual(await store.take(['a']), ['duplicate']);
  },

  async 'an id used again replaces the prediction that waits'(store) {
    const [first, second, third] = [1, 2, 3].map((output) => pendingEntry('a', START, { output }));
    assert.ok(first && second && third);
    assert.deepEqual(await store.put([first]), { replaced: 0, evicted: 0 });
    assert.deepEqual(await store.put([second, third]), { replaced: 2, evicted: 0 });
    assert.equal(await store.size(), 1);
    assert.deepEqual(await store.take(['a']), [{ entry: third }]);
  },

  async 'a prediction replaced by one with its truth is waited for no longer'(store) {
    await store.put([pendingEntry('a', START)]);
    assert.deepEqual(await store.put([pendingEntry('a', START, { labelled: true })]), {
      replaced: 1,
      evicted: 0,
    });
    assert.deepEqual([await store.size(), await store.take(['a'])], [0, ['duplicate']]);
  },

  async 'the same prediction put again is no replacement'(store) {
    await store.put([pendingEntry('a', START)]);
    assert.deepEqual(await store.put([pendingEntry('a', START)]), { replaced: 0, evicted: 0 });
    assert.deepEqual(await store.take(['a', 'a']), [{ entry: pendingEntry('a', START) }, 'duplicate']);
  },

  async 'an id that was taken is not taken again when it is used again'(store) {
    await store.put([pendingEntry('a', START)]);
    await store.take(['a']);
    assert.deepEqual(await store.put([pendingEntry('a', START, { output: 'sun' })]), {
      replaced: 0,
      evicted: 0,
    });
    assert.deepEqual([await store.size(), await store.take(['a'])], [0, ['duplicate']]);
  },

  async 'nothing put is nothing done'(store) {
    assert.deepEqual(await store.put([]), { replaced: 0, evicted: 0 });
    assert.deepEqual(await store.take([]), []);
    assert.equal(await store.size(), 0);
  },

  async 'a take finds what was put before it, with no waiting in between'(store) {
    const entries = pendingEntries(600, START);
    const puts = entries.map((entry) => store.put([entry]));
    const taken = await Promise.all(entries.map(({ id }) => store.take([id])));
    assert.deepEqual(
      taken,
      entries.map((entry) => [{ entry }]),
    );
    await Promise.all(puts);
  },

  async 'however many ask at once, each prediction is taken once'(store) {
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
  },

  async 'it answers as the reference does, whatever is done in whatever order'(store, clock) {
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
  },

  async 'when it is closed it refuses, and closing again does nothing'(store) {
    await store.put([pendingEntry('a', START)]);
    await store.close();
    await store.close();
    for (const call of [() => store.put([]), () => store.take(['a']), () => store.size()]) {
      await assert.rejects(call, StoreUnavailableError);
    }
  },
};
