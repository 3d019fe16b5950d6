import type { PendingEntry, PutCounts, TakeResult } from '../../src/domain/pending-store.ts';

/** What `PendingStore` says, in the plainest way: every put and take in one list, and no cap. */
export class ReferenceStore {
  readonly #ttlMs: number;
  readonly #entries = new Map<string, { readonly entry: PendingEntry; isTaken: boolean }>();

  constructor(ttlMs: number) {
    this.#ttlMs = ttlMs;
  }

  put(entries: readonly PendingEntry[], now: number): PutCounts {
    let replaced = 0;
    for (const entry of entries) {
      const state = this.#stateOf(entry.id, now);
      if (state === 'taken') continue;
      const before = this.#entries.get(entry.id)?.entry;
      if (state === 'waiting' && JSON.stringify(before) !== JSON.stringify(entry)) replaced += 1;
      this.#entries.set(entry.id, { entry, isTaken: entry.labelled === true });
    }
    return { replaced, evicted: 0 };
  }

  take(ids: readonly string[], now: number): readonly TakeResult[] {
    return ids.map((id) => {
      const state = this.#stateOf(id, now);
      const kept = this.#entries.get(id);
      if (state === 'taken') return 'duplicate';
      if (state !== 'waiting' || kept === undefined) return state === 'expired' ? 'expired' : 'unknown';
      kept.isTaken = true;
      return { entry: kept.entry };
    });
  }

  size(now: number): number {
    return [...this.#entries.keys()].filter((id) => this.#stateOf(id, now) === 'waiting').length;
  }

  #stateOf(id: string, now: number): 'none' | 'waiting' | 'expired' | 'taken' {
    const kept = this.#entries.get(id);
    if (kept === undefined) return 'none';
    const age = now - kept.entry.time;
    if (age <= this.#ttlMs) return kept.isTaken ? 'taken' : 'waiting';
    return kept.isTaken || age > 2 * this.#ttlMs ? 'none' : 'expired';
  }
}
