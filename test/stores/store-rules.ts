import type { PendingStore } from '../../src/domain/pending-store.ts';

/** How long predictions wait in these tests, in milliseconds. */
export const TTL = 100_000;

/** The time at which they begin. */
export const START: number = Date.UTC(2026, 0, 1);

/** A clock that a test sets forward. */
export class TestClock {
  time: number = START;
  readonly now = (): number => this.time;
}

/** What a store has to do, by the sentence that says so; each rule has an empty store to itself. */
export type StoreRules = Readonly<Record<string, (store: PendingStore, clock: TestClock) => Promise<void>>>;
