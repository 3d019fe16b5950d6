import { StoreUnavailableError } from '../domain/pending-store.ts';
import { inTime } from './in-time.ts';
import { PutQueue } from './put-queue.ts';
import type { Horizon } from './settings.ts';
import type { StoreBackend, StoreEvents } from './store-backend.ts';
import { TakeQueue } from './take-queue.ts';

export interface CourierParts {
  readonly open: (events: StoreEvents) => StoreBackend;
  readonly horizon: () => Horizon;
  readonly onFault: (error: Error) => void;
  /** How long an answer is waited for. */
  readonly timeoutMs: number;
}

/** After an answer that was an error. */
const RETRY_MS = 1000;

/**
 * Carries what is in the queues of a store to its backend, one batch at a time, while the backend is there.
 * Puts go before the takes that followed them, so whoever got a response from this process finds its
 * prediction. A take whose answer was lost is undone before anything else is asked.
 */
export class Courier {
  readonly puts: PutQueue = new PutQueue();
  readonly takes: TakeQueue = new TakeQueue();
  readonly backend: StoreBackend;
  readonly #parts: CourierParts;
  #isCarrying = false;
  /** Whether the last take may have taken something that nobody was told of. */
  #isInDoubt = false;
  #isClosed = false;
  #hasAnswered = false;
  /** When the call under way was made, by `performance.now`. */
  #askedAt: number | undefined;
  #outage: Error | undefined;
  #retry: NodeJS.Timeout | undefined;
  #onRest: () => void = () => {};

  constructor(parts: CourierParts) {
    this.#parts = parts;
    this.backend = parts.open({
      ready: () => this.#recover(),
      away: (reason) => this.#miss(reason),
      fault: (error) => this.#report(error),
    });
  }

  /** Why nothing should be asked of the backend now, if so. A connection still being made is waited for. */
  get refusal(): StoreUnavailableError | undefined {
    const { timeoutMs } = this.#parts;
    const isStalled = this.#askedAt !== undefined && performance.now() - this.#askedAt > timeoutMs;
    const isAway = !this.backend.isReady && (this.#hasAnswered || this.#outage !== undefined);
    if (!isStalled && !isAway && this.#retry === undefined) return undefined;
    return unavailable(this.#outage ?? new Error('the store does not answer'));
  }

  get #hasWork(): boolean {
    return this.#isInDoubt || !this.puts.isEmpty || !this.takes.isEmpty;
  }

  /** There is something to carry. */
  wake(): void {
    if (!this.#isCarrying && this.#retry === undefined) void this.#carryAll();
  }

  /** Resolves when all is carried, or cannot be now, or is not in time. */
  async rest(): Promise<void> {
    if (!this.#hasWork || this.refusal !== undefined) return;
    const rested = new Promise<void>((resolve) => {
      this.#onRest = resolve;
    });
    await inTime(rested, this.#parts.timeoutMs);
  }

  /** Gives up what is left, for good. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    this.puts.dropAll();
    this.takes.refuseAll(new StoreUnavailableError('the store is closed'));
    this.#isInDoubt = false;
    await this.backend.close();
  }

  async #carryAll(): Promise<void> {
    this.#isCarrying = true;
    try {
      while (this.#hasWork && this.backend.isReady) await this.#carry();
    } catch (error) {
      if (!this.#isClosed) this.#retry = setTimeout(() => this.#tryAgain(), RETRY_MS).unref();
      this.#miss(error instanceof Error ? error : new Error(String(error)));
    }
    this.#isCarrying = false;
    if (!this.#hasWork) this.#onRest();
  }

  async #carry(): Promise<void> {
    if (this.#isInDoubt) await this.#ask(() => this.backend.untake());
    this.#isInDoubt = false;
    const entries = this.puts.batch();
    if (entries.length > 0) {
      this.puts.settle(await this.#ask((horizon) => this.backend.put(entries, horizon)));
    }
    const ids = this.takes.batch(this.puts.settledCalls);
    if (ids.length === 0) return;
    this.#isInDoubt = true;
    this.#isInDoubt = !this.takes.settle(await this.#ask((horizon) => this.backend.take(ids, horizon)));
  }

  async #ask<Answer>(call: (horizon: Horizon) => Promise<Answer>): Promise<Answer> {
    this.#askedAt = performance.now();
    try {
      const answer = await call(this.#parts.horizon());
      this.#hasAnswered = true;
      this.#outage = undefined;
      return answer;
    } finally {
      this.#askedAt = undefined;
    }
  }

  #recover(): void {
    this.#outage = undefined;
    this.#tryAgain();
  }

  #tryAgain(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.wake();
  }

  #miss(reason: Error): void {
    if (this.#isClosed) return;
    const isKnown = this.#outage !== undefined;
    this.#outage = reason;
    this.takes.refuseWaiting(unavailable(reason));
    this.#onRest();
    if (!isKnown) this.#report(reason);
  }

  #report(error: Error): void {
    try {
      this.#parts.onFault(error);
    } catch {
      // Told all the same: there is nobody else to tell.
    }
  }
}

function unavailable(reason: Error): StoreUnavailableError {
  return reason instanceof StoreUnavailableError
    ? reason
    : new StoreUnavailableError(reason.message, { cause: reason });
}
