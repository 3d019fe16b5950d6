import assert from 'node:assert/strict';
import { pendingEntries, pendingEntry } from './pending-entry.ts';
import { START, type StoreRules, TTL } from './store-rules.ts';

export const AGE_RULES: StoreRules = {
  async 'what an id answers depends on the age of its prediction'(store, clock) {
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
  },

  async 'a prediction that is old when it is put is as old as it is'(store, clock) {
    clock.time = START + 3 * TTL;
    await store.put([
      pendingEntry('late', START + 2 * TTL - 1),
      pendingEntry('too late', START + TTL - 1),
      pendingEntry('labelled', START + 2 * TTL - 1, { labelled: true }),
    ]);
    assert.deepEqual(await store.take(['late', 'too late', 'labelled']), ['expired', 'unknown', 'unknown']);
  },

  async 'an id that is forgotten can wait again'(store, clock) {
    await store.put([pendingEntry('a', START), pendingEntry('b', START)]);
    await store.take(['a']);
    clock.time += TTL + 1;
    const again = ['a', 'b'].map((id) => pendingEntry(id, clock.time));
    assert.deepEqual(await store.put(again), { replaced: 0, evicted: 0 });
    assert.deepEqual(
      await store.take(['a', 'b']),
      again.map((entry) => ({ entry })),
    );
  },
};

/** For a store of this size. */
export const CAP = 3;

export const CAP_RULES: StoreRules = {
  async 'beyond the cap the oldest lose their place, and are counted while they wait'(store, clock) {
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

  async 'more at once than the cap leaves the newest'(store) {
    const entries = Array.from({ length: 1200 }, (_, index) => pendingEntry(`p${index}`, START + index));
    const { evicted } = await store.put(entries);
    assert.deepEqual({ evicted, size: await store.size() }, { evicted: 1197, size: 3 });
    assert.deepEqual(await store.take(['p1196', 'p1197']), ['unknown', { entry: entries[1197] }]);
  },

  async 'as many taken ids are remembered as the cap says, and they cost no place'(store) {
    const entries = Array.from({ length: 5 }, (_, index) => pendingEntry(`p${index}`, START + index));
    for (const entry of entries) {
      await store.put([entry]);
      await store.take([entry.id]);
    }
    await store.put(pendingEntries(3, START + 5, 'q'));
    assert.deepEqual(await store.take(['p1', 'p2', 'p4']), ['unknown', 'duplicate', 'duplicate']);
    assert.equal(await store.size(), 3);
  },
};
