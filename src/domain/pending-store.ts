import type { Scores, TaskName } from './prediction.ts';

/** A prediction that waits for its label: what is needed to count the label, in plain JSON. */
export interface PendingEntry {
  readonly id: string;
  /** When the prediction was made, in milliseconds since 1970. */
  readonly time: number;
  readonly model: string;
  readonly version: string;
  /** What the model said, as one value: the name of a class, or a number. */
  readonly output: unknown;
  /** Class probabilities, in the form they came in. */
  readonly scores?: Scores | undefined;
  /** What the model version was known to do by then. */
  readonly task?: TaskName | undefined;
  /** The truth came with the prediction: it does not wait, and a later label for it is a `duplicate`. */
  readonly labelled?: true | undefined;
}

/** What a store has for one id: the prediction, now taken for good, or why there is none. */
export type TakeResult = { readonly entry: PendingEntry } | 'unknown' | 'duplicate' | 'expired';

/** What storing entries did to those before them. Entries stored together are counted with the first call. */
export interface PutCounts {
  /** Predictions that still waited and whose id was used again. */
  readonly replaced: number;
  /** Predictions that still waited and lost their place to a cap. */
  readonly evicted: number;
}

/** What a store is told by the monitor that uses it. */
export interface StoreSettings {
  /** How long after its prediction a label is welcome, in milliseconds. */
  readonly ttlMs: number;
  /** Predictions kept, waiting or expired; and labelled ids remembered. Beyond it the oldest go. */
  readonly maxEntries: number;
  /** The clock that `PendingEntry.time` was read from. */
  readonly now: () => number;
  /** Told of what went wrong outside of any call: once per outage, or when a damaged file was set aside. */
  readonly onFault: (error: Error) => void;
}

/**
 * Where predictions wait for their labels. Every prediction is taken once, whoever asks how often, from
 * however many processes the store is for. What an id answers depends on the age of its prediction:
 *
 * | age | never put, or evicted | waits | taken, or put as `labelled` |
 * |---|---|---|---|
 * | up to the ttl | `unknown` | the entry | `duplicate` |
 * | up to twice the ttl | `unknown` | `expired` | `unknown` |
 * | above | `unknown` | `unknown` | `unknown` |
 *
 * An entry whose id waits replaces the one before. An entry whose id is taken is not stored, so that no id is
 * joined twice; it can wait again once the id is forgotten. The same entry put twice is no replacement: a
 * store whose answer was lost may be asked again.
 */
export interface PendingStore {
  /** Called by the monitor before anything else; what a store was given when it was made goes first. */
  configure?(settings: StoreSettings): void;
  /** Resolves when the entries are stored, or have lost their place in what waits to be stored. */
  put(entries: readonly PendingEntry[]): Promise<PutCounts>;
  /**
   * One result per id, in their order; of an id that is asked for twice the second is a `duplicate`.
   *
   * @throws StoreUnavailableError when the store cannot be asked; no id is taken then.
   */
  take(ids: readonly string[]): Promise<readonly TakeResult[]>;
  /** Predictions of all processes that wait and have not expired. */
  size(): Promise<number>;
  /** Stores what still waits to be stored, if it can, and lets go of everything. */
  close(): Promise<void>;
}

/** The store cannot be asked now. Nothing was counted; the same call may be made again later. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly code = 'ERR_STORE_UNAVAILABLE';
}
