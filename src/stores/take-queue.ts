import { StoreUnavailableError } from '../domain/pending-store.ts';
import { Fifo } from './fifo.ts';
import { BATCH_ENTRIES } from './put-queue.ts';
import type { StoredResult } from './stored-entry.ts';

/** One caller who waits for the predictions of some ids, but not for ever. */
class TakeCall {
  readonly ids: readonly string[];
  /** Puts made before it, which go first. */
  readonly putsBefore: number;
  readonly answer: Promise<readonly StoredResult[]>;
  #resolve: (results: readonly StoredResult[]) => void = () => {};
  #reject: (error: StoreUnavailableError) => void = () => {};
  readonly #timer: NodeJS.Timeout;
  #isWaiting = true;

  constructor(ids: readonly string[], putsBefore: number, timeoutMs: number) {
    this.ids = ids;
    this.putsBefore = putsBefore;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timer = setTimeout(() => {
      this.giveUp(new StoreUnavailableError(`no answer from the store within ${timeoutMs} ms`));
    }, timeoutMs);
  }

  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  settle(results: readonly StoredResult[]): void {
    this.#end();
    this.#resolve(results);
  }

  giveUp(error: StoreUnavailableError): void {
    this.#end();
    this.#reject(error);
  }

  #end(): void {
    this.#isWaiting = false;
    clearTimeout(this.#timer);
  }
}

/** Calls of `take` on their way to a store. One batch of them is under way at a time. */
export class TakeQueue {
  readonly #waiting = new Fifo<TakeCall>();
  #batch: readonly TakeCall[] = [];

  get isEmpty(): boolean {
    return this.#batch.length === 0 && this.#waiting.length === 0;
  }

  add(
    ids: readonly string[],
    { putsBefore, timeoutMs }: { putsBefore: number; timeoutMs: number },
  ): Promise<readonly StoredResult[]> {
    const call = new TakeCall(ids, putsBefore, timeoutMs);
    this.#waiting.push(call);
    return call.answer;
  }

  /** The ids to ask for now, of callers who still wait and whose puts are settled. */
  batch(settledPuts: number): readonly string[] {
    this.#batch = this.#batch.filter(({ isWaiting }) => isWaiting);
    if (this.#batch.length === 0) this.#batch = this.#nextCalls(settledPuts);
    return this.#batch.flatMap(({ ids }) => ids);
  }

  /**
   * Hands out the results of the batch, when everyone in it still waits for them.
   *
   * @returns whether it did: otherwise the store has to take back what was taken, and those left ask again.
   */
  settle(results: readonly StoredResult[]): boolean {
    if (this.#batch.some(({ isWaiting }) => !isWaiting)) return false;
    let from = 0;
    for (const call of this.#batch) {
      call.settle(results.slice(from, from + call.ids.length));
      from += call.ids.length;
    }
    this.#batch = [];
    return true;
  }

  /** Refuses those who were not sent yet. */
  refuseWaiting(error: StoreUnavailableError): void {
    for (let call = this.#waiting.shift(); call !== undefined; call = this.#waiting.shift()) {
      call.giveUp(error);
    }
  }

  refuseAll(error: StoreUnavailableError): void {
    for (const call of this.#batch) call.giveUp(error);
    this.#batch = [];
    this.refuseWaiting(error);
  }

  #nextCalls(settledPuts: number): readonly TakeCall[] {
    const calls: TakeCall[] = [];
    let size = 0;
    for (let call = this.#waiting.peek(); call !== undefined; call = this.#waiting.peek()) {
      size += call.isWaiting ? call.ids.length : 0;
      if (call.putsBefore > settledPuts || (calls.length > 0 && size > BATCH_ENTRIES)) break;
      if (call.isWaiting) calls.push(call);
      this.#waiting.shift();
    }
    return calls;
  }
}
