import type { PutCounts } from '../domain/pending-store.ts';
import type { Horizon } from './settings.ts';
import type { StoredEntry, StoredResult } from './stored-entry.ts';

/**
 * The far side of a store: a thread or a server, which can be away, slow, or lose an answer. One call of
 * `put`, `take` or `untake` is under way at a time. A rejection says that nobody knows whether it was carried
 * out; its message is fit for a log.
 */
export interface StoreBackend {
  /** Whether a call is worth trying now. */
  readonly isReady: boolean;
  /** May be asked again with the same entries. */
  put(entries: readonly StoredEntry[], horizon: Horizon): Promise<PutCounts>;
  take(ids: readonly string[], horizon: Horizon): Promise<readonly StoredResult[]>;
  /** Makes what the last `take` took wait again: its answer reached nobody. May be asked again. */
  untake(): Promise<void>;
  size(horizon: Horizon): Promise<number>;
  /** Lets go of everything, even of a far side that does not answer. */
  close(): Promise<void>;
}

/** What a backend says by itself, though never before it is opened. */
export interface StoreEvents {
  readonly ready: () => void;
  /** It is not ready, and calls should not wait for it. */
  readonly away: (reason: Error) => void;
  /** Something else that the user should know of. */
  readonly fault: (error: Error) => void;
}
