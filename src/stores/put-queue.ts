import type { PutCounts } from '../domain/pending-store.ts';
import { Fifo } from './fifo.ts';
import type { StoredEntry } from './stored-entry.ts';

interface PutCall {
  readonly entries: readonly StoredEntry[];
  readonly resolve: (counts: PutCounts) => void;
}

/** Calls stored together, and the largest piece of one: about 2 ms of a Redis server, or of a write lock. */
export const BATCH_ENTRIES = 500;

const NOTHING: PutCounts = { replaced: 0, evicted: 0 };

/**
 * Predictions on their way into a store. One batch is under way at a time and stays until it is settled; what
 * is behind it is bounded: the oldest calls are dropped whole, and their entries counted as evicted.
 */
export class PutQueue {
  readonly #waiting = new Fifo<PutCall>();
  #waitingEntries = 0;
  #batch: readonly PutCall[] = [];
  #calls = 0;

  get isEmpty(): boolean {
    return this.#batch.length === 0 && this.#waiting.length === 0;
  }

  /** Calls so far. */
  get calls(): number {
    return this.#calls;
  }

  /** Calls so far that need no further sending. */
  get settledCalls(): number {
    return this.#calls - this.#waiting.length - this.#batch.length;
  }

  add(entries: readonly StoredEntry[], maxEntries: number): Promise<PutCounts> {
    const stored = new Promise<PutCounts>((resolve) => this.#waiting.push({ entries, resolve }));
    this.#calls += 1;
    this.#waitingEntries += entries.length;
    while (this.#waitingEntries > maxEntries) this.#drop();
    return stored;
  }

  /** What to send now: after a failure the same as before. */
  batch(): readonly StoredEntry[] {
    if (this.#batch.length === 0) this.#batch = this.#nextCalls();
    return this.#batch.flatMap(({ entries }) => entries);
  }

  /** The batch is stored. */
  settle(counts: PutCounts): void {
    const [first, ...others] = this.#batch;
    this.#batch = [];
    first?.resolve(counts);
    for (const { resolve } of others) resolve(NOTHING);
  }

  /** Gives up all that is not stored. */
  dropAll(): void {
    for (const { entries, resolve } of this.#batch) resolve({ replaced: 0, evicted: entries.length });
    this.#batch = [];
    while (this.#waiting.length > 0) this.#drop();
  }

  #nextCalls(): readonly PutCall[] {
    const calls: PutCall[] = [];
    let size = 0;
    for (let call = this.#waiting.peek(); call !== undefined; call = this.#waiting.peek()) {
      size += call.entries.length;
      if (calls.length > 0 && size > BATCH_ENTRIES) break;
      calls.push(call);
      this.#waiting.shift();
      this.#waitingEntries -= call.entries.length;
    }
    return calls;
  }

  #drop(): void {
    const call = this.#waiting.shift();
    if (call === undefined) return;
    this.#waitingEntries -= call.entries.length;
    call.resolve({ replaced: 0, evicted: call.entries.length });
  }
}
