import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { PendingStore } from '../../src/domain/pending-store.ts';
import { pendingEntries } from './pending-entry.ts';
import { StoreProcess } from './store-processes.ts';

/** A place that processes share, and a store on it in this one; both gone when the test has ended. */
export interface SharedPlace {
  readonly kind: 'file' | 'redis';
  readonly place: string;
  readonly store: PendingStore;
}

/** What a store has to do for several processes. */
export function registerProcessContract(
  name: string,
  open: (t: TestContext) => Promise<SharedPlace>,
  skip: string | false = false,
): void {
  test(`${name}: three processes race for the same predictions, and each is taken once`, {
    skip,
  }, async (t) => {
    const { kind, place, store } = await open(t);
    const entries = pendingEntries(2000, Date.now());
    await store.put(entries);
    const ids = entries.map(({ id }) => id);
    const processes = await Promise.all([1, 2, 3].map(() => StoreProcess.start(kind, place)));
    const done = Promise.all(processes.map((racer) => racer.done()));
    for (const racer of processes) racer.begin({ take: ids });
    await done;
    const joined = processes.flatMap((racer) => racer.idsOf('joined'));
    const late = processes.flatMap((racer) => racer.idsOf('duplicate'));
    assert.deepEqual(joined.sort(), [...ids].sort());
    assert.equal(late.length, 2 * ids.length);
    assert.equal(await store.size(), 0);
    await Promise.all(processes.map((racer) => racer.close()));
  });

  test(`${name}: processes killed in mid-stream lose nothing that was answered`, { skip }, async (t) => {
    const { kind, place, store } = await open(t);
    const killed: StoreProcess[] = [];
    const survivor = await StoreProcess.start(kind, place);
    const survived = survivor.done();
    survivor.begin({ stream: 'survivor', count: 1000 });
    for (const stream of ['first', 'second', 'third']) {
      const victim = await StoreProcess.start(kind, place);
      killed.push(victim);
      victim.begin({ stream, count: 1_000_000 });
      await victim.hasAnswered(500);
      await victim.kill();
    }
    await survived;
    await survivor.close();

    const processes = [survivor, ...killed];
    const joined = processes.flatMap((child) => child.idsOf('joined'));
    const stored = processes.flatMap((child) => child.idsOf('stored'));
    const results = await store.take(stored);
    const left = stored.filter((_, index) => typeof results[index] === 'object');
    // Taken and told of: once. Not told of: still there, unless the process was killed before it could tell.
    assert.equal(new Set([...joined, ...left]).size, joined.length + left.length);
    const lost = stored.filter((_, index) => results[index] === 'unknown' || results[index] === 'expired');
    assert.deepEqual(lost, []);
    const neverAsked = stored.filter((id) => Number(id.split('-')[1]) % 2 === 1);
    assert.deepEqual(
      neverAsked.filter((id) => !left.includes(id)),
      [],
    );
  });
}
