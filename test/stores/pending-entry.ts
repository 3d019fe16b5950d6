import type { PendingEntry } from '../../src/domain/pending-store.ts';

/** A prediction made at `time`; what matters to a test is given, the rest is the same for all. */
export function pendingEntry(id: string, time: number, other: Partial<PendingEntry> = {}): PendingEntry {
  return { id, time, model: 'weather', version: '3', output: 'rain', scores: [0.25, 0.75], ...other };
}

/** `count` predictions at `time`, with ids that begin alike. */
export function pendingEntries(count: number, time: number, name = 'p'): readonly PendingEntry[] {
  return Array.from({ length: count }, (_, index) => pendingEntry(`${name}${index}`, time));
}
