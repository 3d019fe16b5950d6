import { type TestContext, test } from 'node:test';
import type { PendingStore, StoreSettings } from '../../src/domain/pending-store.ts';

/** Makes an empty store, which the test context closes at its end. */
export type StoreMaker = (t: TestContext, settings: Partial<StoreSettings>) => Promise<PendingStore>;

/** Which store a contract is held to. */
export interface StoreUnderTest {
  /** Begins the names of the tests. */
  readonly name: string;
  readonly make: StoreMaker;
  readonly skip: string | false;
}

/** How long predictions wait in these tests, in milliseconds. */
export const TTL = 100_000;

export const START: number = Date.UTC(2026, 0, 1);

/** A clock that a test sets forward. */
export class TestClock {
  time: number = START;
  readonly now = (): number => this.time;
}

/** Registers a test on an empty store with a clock of its own. */
export type StoreTest = (
  sentence: string,
  run: (store: PendingStore, clock: TestClock) => Promise<void>,
  settings?: Partial<StoreSettings>,
) => void;

export function storeTestOf({ name, make, skip }: StoreUnderTest): StoreTest {
  return (sentence, run, settings = {}) => {
    test(`${name}: ${sentence}`, { skip }, async (t) => {
      const clock = new TestClock();
      await run(await make(t, { ttlMs: TTL, now: clock.now, ...settings }), clock);
    });
  };
}
