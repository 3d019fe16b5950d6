import type { PendingEntry, TakeResult } from '../domain/pending-store.ts';

/** A prediction on its way into a file or a server. */
export interface StoredEntry {
  readonly id: string;
  readonly time: number;
  /** The whole entry as JSON; nothing when it is labelled, and only its id has to be remembered. */
  readonly text: string | undefined;
}

/** The JSON of an entry, or why there is none. */
export type StoredResult = string;

const REASONS: readonly unknown[] = ['unknown', 'duplicate', 'expired'] satisfies readonly TakeResult[];

/** @throws TypeError for an entry that could not be stored: on its own, and not in a batch with others. */
export function storedFrom(entry: PendingEntry): StoredEntry {
  const { id, time } = entry;
  if (typeof id !== 'string' || !Number.isFinite(time)) {
    throw new TypeError('a pending prediction needs an id and a time in milliseconds');
  }
  return { id, time, text: entry.labelled ? undefined : JSON.stringify(entry) };
}

export function resultFrom(stored: StoredResult): TakeResult {
  return isReason(stored) ? stored : { entry: JSON.parse(stored) };
}

function isReason(stored: StoredResult): stored is Exclude<TakeResult, object> {
  return REASONS.includes(stored);
}
