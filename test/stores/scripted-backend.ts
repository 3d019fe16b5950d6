import type { PutCounts } from '../../src/domain/pending-store.ts';
import type { StoreBackend, StoreEvents } from '../../src/stores/store-backend.ts';
import type { StoredEntry, StoredResult } from '../../src/stores/stored-entry.ts';

/** One call that has been made, in words, and how to answer it. */
interface Call {
  readonly words: string;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A far side that does nothing by itself: a test answers its calls. */
export class ScriptedBackend implements StoreBackend {
  isReady = true;
  readonly events: StoreEvents;
  /** Every call so far, such as `put a,b`. */
  readonly calls: string[] = [];
  readonly #open: Call[] = [];

  constructor(events: StoreEvents) {
    this.events = events;
  }

  put(entries: readonly StoredEntry[]): Promise<PutCounts> {
    return this.#call(`put ${entries.map(({ id }) => id)}`);
  }

  take(ids: readonly string[]): Promise<readonly StoredResult[]> {
    return this.#call(`take ${ids}`);
  }

  untake(): Promise<void> {
    return this.#call('untake');
  }

  size(): Promise<number> {
    return this.#call('size');
  }

  close(): Promise<void> {
    return this.#call('close');
  }

  /** Answers the call that has waited the longest, and lets everybody hear of it. */
  async answer(answer: unknown): Promise<void> {
    this.#open.shift()?.resolve(answer);
    await new Promise(setImmediate);
  }

  async fail(message: string): Promise<void> {
    this.#open.shift()?.reject(new Error(message));
    await new Promise(setImmediate);
  }

  #call<Answer>(words: string): Promise<Answer> {
    this.calls.push(words);
    return new Promise<Answer>((resolve, reject) => {
      this.#open.push({ words, resolve: (answer) => resolve(answer as Answer), reject });
    });
  }
}
