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

/** Registers what a store has to do for several processes. */
export function registerProcessContract(
  name: string,
  open: (t: TestContext) => Promise<SharedPlace>,
  skip: string | false = false,
): void {
  test(
    `${name}: three processes race for the same predictions, and each is taken once`,
    { skip },
    async (t) => race(await open(t)),
  );
  test(`${name}: processes killed in mid-stream lose nothing that was answered`, { skip }, async (t) =>
    killInMidStream(await open(t)),
  );
}

async function race({ kind, place, store }: SharedPlace): Promise<void> {
  const entries = pendingEntries(2000, Date.now());
  await store.put(entries);
  const ids = entries.map(({ id }) => id);
  const racers = await Promise.all([1, 2, 3].map(() => StoreProcess.start(kind, place)));
  const done = Promise.all(racers.map((racer) => racer.done()));
  for (const racer of racers) racer.begin({ take: ids });
  await done;
  const joined = racers.flatMap((racer) => racer.idsOf('joined'));
  const late = racers.flatMap((racer) => racer.idsOf('duplicate'));
  assert.deepEqual(joined.toSorted(), ids.toSorted());
  assert.equal(late.length, 2 * ids.length);
  assert.equal(await store.size(), 0);
  await Promise.all(racers.map((racer) => racer.close()));
}

async function killInMidStream({ kind, place, store }: SharedPlace): Promise<void> {
  const survivor = await StoreProcess.start(kind, place);
  const survived = survivor.done();
  survivor.begin({ stream: 'survivor', count: 1000 });
  const all = [survivor];
  for (const stream of ['first', 'second', 'third']) {
    const victim = await StoreProcess.start(kind, place);
    all.push(victim);
    victim.begin({ stream, count: 1_000_000 });
    await victim.hasAnswered(500);
    await victim.kill();
  }
  await survived;
  await survivor.close();

  const joined = all.flatMap((child) => child.idsOf('joined'));
  const stored = all.flatMap((child) => child.idsOf('stored'));
  const results = await store.take(stored);
  const left = stored.filter((_, index) => typeof results[index] === 'object');
  // What was joined there is not joined here. (One that was killed before it could tell is a duplicate, too.)
  assert.equal(new Set([...joined, ...left]).size, joined.length + left.length);
  assert.deepEqual(
    stored.filter((_, index) => results[index] === 'unknown' || results[index] === 'expired'),
    [],
  );
  // Nobody had asked for those with odd numbers.
  const isLeft = new Set(left);
  const odd = stored.filter((id) => Number(id.split('-')[1]) % 2 === 1);
  assert.deepEqual([odd.filter((id) => !isLeft.has(id)), odd.length > 500], [[], true]);
}
