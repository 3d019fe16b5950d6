import {
  type PendingEntry,
  type PendingStore,
  type PutCounts,
  type StoreSettings,
  StoreUnavailableError,
  type TakeResult,
} from '../domain/pending-store.ts';
import { OldestFirstMap } from './oldest-first-map.ts';
import { type Horizon, horizonOf, settingsOf } from './settings.ts';

/**
 * Keeps the predictions that wait for a label in this process: gone when it ends, and unknown to others.
 * Costs 350 bytes a prediction with three scores, and 2 µs a call.
 */
export function memoryStore(options: Partial<StoreSettings> = {}): PendingStore {
  return new MemoryStore(options);
}

/**
 * Joins the parts of a string. One of `crypto.randomUUID` holds on to all of its own, 480 bytes instead of
 * 60, until it is read by something that the compiler does not leave out.
 */
const READ = /^/;

class MemoryStore implements PendingStore {
  readonly #own: Partial<StoreSettings>;
  #settings: StoreSettings;
  #isClosed = false;
  readonly #waiting = new OldestFirstMap<PendingEntry>();
  /** The time of the prediction, by id; so in `taken`. */
  readonly #expired = new OldestFirstMap<number>();
  readonly #taken = new OldestFirstMap<number>();

  constructor(own: Partial<StoreSettings>) {
    this.#own = own;
    this.#settings = settingsOf(own);
  }

  configure(settings: StoreSettings): void {
    this.#settings = settingsOf(this.#own, settings);
  }

  async put(entries: readonly PendingEntry[]): Promise<PutCounts> {
    const horizon = this.#pass();
    let replaced = 0;
    for (const entry of entries) replaced += this.#putOne(entry, horizon);
    return { replaced, evicted: this.#trim(horizon) };
  }

  async take(ids: readonly string[]): Promise<readonly TakeResult[]> {
    const horizon = this.#pass();
    const results = ids.map((id) => this.#takeOne(id, horizon));
    this.#trim(horizon);
    return results;
  }

  async size(): Promise<number> {
    this.#pass();
    return this.#waiting.size;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const part of [this.#waiting, this.#expired, this.#taken]) part.clear();
  }

  /** Lets time pass: what has waited too long is expired, what is older still is forgotten. */
  #pass(): Horizon {
    if (this.#isClosed) throw new StoreUnavailableError('the memory store is closed');
    const horizon = horizonOf(this.#settings);
    const { waitingSince, keptSince } = horizon;
    let first = this.#waiting.oldest();
    for (; first && first[1].time < waitingSince; first = this.#waiting.oldest()) {
      this.#waiting.delete(first[0]);
      this.#expired.set(first[0], first[1].time);
    }
    dropOlderThan(this.#expired, keptSince);
    dropOlderThan(this.#taken, waitingSince);
    return horizon;
  }

  /** @returns how many waiting predictions it replaced: 1 or 0. */
  #putOne(entry: PendingEntry, { waitingSince }: Horizon): number {
    const { id, time } = entry;
    READ.test(id);
    if ((this.#taken.get(id) ?? Number.NEGATIVE_INFINITY) >= waitingSince) return 0;
    const before = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#expired.delete(id);
    if (entry.labelled) this.#taken.set(id, time);
    else this.#waiting.set(id, entry);
    return before !== undefined && before.time >= waitingSince && !isSame(before, entry) ? 1 : 0;
  }

  #takeOne(id: string, { waitingSince, keptSince }: Horizon): TakeResult {
    if ((this.#taken.get(id) ?? Number.NEGATIVE_INFINITY) >= waitingSince) return 'duplicate';
    const entry = this.#waiting.get(id);
    const time = entry?.time ?? this.#expired.get(id) ?? Number.NEGATIVE_INFINITY;
    if (time < keptSince) return 'unknown';
    if (entry === undefined || time < waitingSince) return 'expired';
    this.#waiting.delete(id);
    this.#taken.set(id, time);
    return { entry };
  }

  /** @returns how many predictions that still waited it dropped. */
  #trim({ maxEntries }: Horizon): number {
    dropOldest(this.#taken, this.#taken.size - maxEntries);
    const excess = this.#waiting.size + this.#expired.size - maxEntries;
    const evicted = excess - dropOldest(this.#expired, excess);
    return dropOldest(this.#waiting, evicted);
  }
}

/** A prediction put twice has the same time, so text is made of next to none. */
function isSame(a: PendingEntry, b: PendingEntry): boolean {
  return a.time === b.time && JSON.stringify(a) === JSON.stringify(b);
}

function dropOlderThan(times: OldestFirstMap<number>, since: number): void {
  for (let first = times.oldest(); first && first[1] < since; first = times.oldest()) times.delete(first[0]);
}

/** @returns how many there were to drop, at most `count`. */
function dropOldest(map: OldestFirstMap<unknown>, count: number): number {
  let dropped = 0;
  for (let first = map.oldest(); first && dropped < count; first = map.oldest()) {
    map.delete(first[0]);
    dropped += 1;
  }
  return dropped;
}
