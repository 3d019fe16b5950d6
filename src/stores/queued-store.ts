import {
  type PendingEntry,
  type PendingStore,
  type PutCounts,
  type StoreSettings,
  StoreUnavailableError,
  type TakeResult,
} from '../domain/pending-store.ts';
import { Courier } from './courier.ts';
import { BATCH_ENTRIES } from './put-queue.ts';
import { horizonOf, settingsOf } from './settings.ts';
import type { StoreBackend, StoreEvents } from './store-backend.ts';
import { resultFrom, storedFrom } from './stored-entry.ts';

export interface QueuedStoreParts {
  /** What this store was given itself. */
  readonly settings: Partial<StoreSettings>;
  /** How long a caller waits for the store. */
  readonly timeoutMs: number;
  /** Called once, when the store is configured or first used. */
  readonly open: (events: StoreEvents) => StoreBackend;
}

/**
 * A store whose far side can be away. Puts wait for it in a bounded queue; takes are refused while it is
 * away, and those under way when it left wait for its return as long as a caller waits.
 */
export class QueuedStore implements PendingStore {
  readonly #parts: QueuedStoreParts;
  #settings: StoreSettings;
  #opened: Courier | undefined;
  #closing: Promise<void> | undefined;

  constructor(parts: QueuedStoreParts) {
    this.#parts = parts;
    this.#settings = settingsOf(parts.settings);
  }

  configure(settings: StoreSettings): void {
    this.#settings = settingsOf(this.#parts.settings, settings);
    this.#open();
  }

  async put(entries: readonly PendingEntry[]): Promise<PutCounts> {
    const courier = this.#open();
    const { maxEntries } = this.#settings;
    const slices = slicesOf(entries.map(storedFrom), Math.min(BATCH_ENTRIES, maxEntries));
    const stored = slices.map((slice) => courier.puts.add(slice, maxEntries));
    courier.wake();
    const counts = await Promise.all(stored);
    return {
      replaced: counts.reduce((sum, { replaced }) => sum + replaced, 0),
      evicted: counts.reduce((sum, { evicted }) => sum + evicted, 0),
    };
  }

  async take(ids: readonly string[]): Promise<readonly TakeResult[]> {
    const courier = this.#openToAsk();
    if (ids.length === 0) return [];
    const { timeoutMs } = this.#parts;
    const results = courier.takes.add(ids, { putsBefore: courier.puts.calls, timeoutMs });
    courier.wake();
    return (await results).map(resultFrom);
  }

  async size(): Promise<number> {
    return this.#openToAsk().backend.size(horizonOf(this.#settings));
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  #open(): Courier {
    if (this.#closing !== undefined) throw new StoreUnavailableError('the store is closed');
    const { open, timeoutMs } = this.#parts;
    this.#opened ??= new Courier({
      open,
      timeoutMs,
      horizon: () => horizonOf(this.#settings),
      onFault: (error) => this.#settings.onFault(error),
    });
    return this.#opened;
  }

  #openToAsk(): Courier {
    const courier = this.#open();
    const { refusal } = courier;
    if (refusal !== undefined) throw refusal;
    return courier;
  }

  async #close(): Promise<void> {
    const courier = this.#opened;
    await courier?.rest();
    await courier?.close();
  }
}

function slicesOf<Item>(items: readonly Item[], length: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_, index) =>
    items.slice(index * length, (index + 1) * length),
  );
}
