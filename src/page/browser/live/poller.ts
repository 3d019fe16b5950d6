/** How it went: again after the usual time, or after more and more. */
export type PollResult = 'ok' | 'failed';

export interface PollerOptions {
  /** Asks once; never rejects. */
  readonly poll: () => Promise<PollResult>;
  /** The usual time between two polls. */
  readonly intervalMs: () => number;
  /** Called when something changes that the reader should see. */
  readonly onChange: (state: PollerState) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export type PollerState =
  | { readonly kind: 'live' }
  | { readonly kind: 'paused' }
  /** Failed so many times in a row; asks again then. */
  | { readonly kind: 'waiting'; readonly failures: number; readonly retryAt: number };

const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;

/** Polls one after the other, never two at once, later and later while it fails, and not while nobody looks. */
export class Poller {
  readonly #options: PollerOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #isPaused = false;
  #isPolling = false;
  /** Asked for while one was under way. */
  #isPolledAgain = false;

  constructor(options: PollerOptions) {
    this.#options = options;
  }

  /** Polls now; while a poll is under way, when that has ended. */
  async pollNow(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isPolling) {
      this.#isPolledAgain = true;
      return;
    }
    this.#isPolling = true;
    this.#isPolledAgain = false;
    const result = await this.#options.poll();
    this.#isPolling = false;
    this.#failures = result === 'ok' ? 0 : this.#failures + 1;
    if (this.#isPolledAgain && !this.#isPaused) void this.pollNow();
    else this.#plan();
  }

  pause(): void {
    this.#isPaused = true;
    clearTimeout(this.#timer);
    this.#options.onChange({ kind: 'paused' });
  }

  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    void this.pollNow();
  }

  #plan(): void {
    if (this.#isPaused) return;
    const { intervalMs, onChange, now } = this.#options;
    const waitMs = this.#failures === 0 ? intervalMs() : retryMs(this.#failures);
    this.#timer = setTimeout(() => void this.pollNow(), waitMs);
    const retryAt = now() + waitMs;
    onChange(
      this.#failures === 0 ? { kind: 'live' } : { kind: 'waiting', failures: this.#failures, retryAt },
    );
  }
}

/** Twice as long each time, up to half a minute. */
function retryMs(failures: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LAST_RETRY_MS);
}

/** A fiftieth of the window: what is shown has moved by 2 % then. Between one and ten seconds. */
export function pollIntervalMs(windowSeconds: number): number {
  return 1000 * Math.min(Math.max(windowSeconds / 50, 1), 10);
}
