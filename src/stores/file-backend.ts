import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type PutCounts, StoreUnavailableError } from '../domain/pending-store.ts';
import { inTime } from './in-time.ts';
import type { Horizon } from './settings.ts';
import type { StoreBackend, StoreEvents } from './store-backend.ts';
import type { StoredEntry, StoredResult } from './stored-entry.ts';

/** A call on the `PendingFile` in the thread. */
type FileCall =
  | { readonly call: 'put'; readonly entries: readonly StoredEntry[]; readonly horizon: Horizon }
  | { readonly call: 'take'; readonly ids: readonly string[]; readonly horizon: Horizon }
  | { readonly call: 'size'; readonly horizon: Horizon }
  | { readonly call: 'untake' }
  | { readonly call: 'close' };

/** What is sent to the thread. */
export type FileQuestion = FileCall & { readonly number: number };

/** What it sends back. */
export type FileAnswer =
  | { readonly number: number; readonly result: unknown }
  | { readonly number: number; readonly error: string }
  | { readonly fault: string };

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The file of a store, kept by a thread of its own: node:sqlite blocks the thread that calls it, and one
 * batch in a hundred meets a checkpoint and waits 20 to 50 ms for the disk (up to 700 ms beside a second
 * process). Handing the batch to the thread takes 0.02 ms, 0.06 at p99. `bench/micro/stores.ts` measures
 * both.
 */
export class FileBackend implements StoreBackend {
  readonly isReady = true;
  readonly #path: string;
  readonly #timeoutMs: number;
  readonly #events: StoreEvents;
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | undefined;
  #questions = 0;

  /** @param timeoutMs - how long closing may take. */
  constructor(path: string, timeoutMs: number, events: StoreEvents) {
    this.#path = path;
    this.#timeoutMs = timeoutMs;
    this.#events = events;
  }

  put(entries: readonly StoredEntry[], horizon: Horizon): Promise<PutCounts> {
    return this.#ask<PutCounts>({ call: 'put', entries, horizon });
  }

  take(ids: readonly string[], horizon: Horizon): Promise<readonly StoredResult[]> {
    return this.#ask<readonly StoredResult[]>({ call: 'take', ids, horizon });
  }

  untake(): Promise<void> {
    return this.#ask<void>({ call: 'untake' });
  }

  size(horizon: Horizon): Promise<number> {
    return this.#ask<number>({ call: 'size', horizon });
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    if (thread === undefined) return;
    await inTime(this.#ask({ call: 'close' }), this.#timeoutMs);
    await inTime(thread.terminate(), this.#timeoutMs);
  }

  #ask<Result>(call: FileCall): Promise<Result> {
    this.#thread ??= this.#startThread();
    const thread = this.#thread;
    const number = this.#questions;
    this.#questions += 1;
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.set(number, { resolve: (result) => resolve(result as Result), reject });
      // The process stays for an answer, not for the thread.
      thread.ref();
      thread.postMessage({ ...call, number } satisfies FileQuestion);
    });
  }

  #startThread(): Worker {
    // The sources run as they are, and compiled.
    const file = new URL(`./pending-file-thread${extname(import.meta.url)}`, import.meta.url);
    const thread = new Worker(file, {
      name: 'express-model-monitor fileStore',
      workerData: this.#path,
      // Flags of the application's, such as --input-type or a preload, are not for it.
      execArgv: [],
    });
    thread.unref();
    thread.on('message', (answer: FileAnswer) => this.#hear(answer));
    thread.on('error', ({ message }) => this.#lose(thread, message));
    thread.on('exit', () => this.#lose(thread, 'its thread has ended'));
    return thread;
  }

  #hear(answer: FileAnswer): void {
    if ('fault' in answer) {
      this.#events.fault(new Error(answer.fault));
      return;
    }
    const waiting = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    if (this.#waiting.size === 0) this.#thread?.unref();
    if ('error' in answer) waiting?.reject(this.#unavailable(answer.error));
    else waiting?.resolve(answer.result);
  }

  /** The next question starts another thread. */
  #lose(thread: Worker, reason: string): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    for (const { reject } of this.#waiting.values()) reject(this.#unavailable(reason));
    this.#waiting.clear();
  }

  #unavailable(reason: string): StoreUnavailableError {
    return new StoreUnavailableError(`the store in ${this.#path} is unavailable: ${reason}`);
  }
}
