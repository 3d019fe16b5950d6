import type { Connection } from './connection.ts';
import { fetchLiveData, type LiveAnswer, type LiveData } from './live-data.ts';
import { Poller, type PollerState, type PollResult, pollIntervalMs } from './poller.ts';
import type { Selection } from './selection.ts';

export interface LiveFeedOptions {
  /** What is asked for in detail. */
  readonly selection: () => Selection | undefined;
  /** New data, or news of the connection; while it is lost every second. */
  readonly onChange: () => void;
}

/** The newest data there are, and how new they are. Polls while the page can be seen. */
export class LiveFeed {
  readonly #options: LiveFeedOptions;
  readonly #poller: Poller;
  #data: LiveData | undefined;
  #updatedAt: Date | undefined;
  #problem: Exclude<LiveAnswer, { readonly kind: 'data' }> | undefined;
  #state: PollerState = { kind: 'live' };

  constructor(options: LiveFeedOptions) {
    this.#options = options;
    this.#poller = new Poller({
      poll: () => this.#poll(),
      intervalMs: () => this.#intervalMs(),
      onChange: (state) => this.#show(state),
      now: Date.now,
    });
  }

  get data(): LiveData | undefined {
    return this.#data;
  }

  get connection(): Connection {
    const [updatedAt, state, problem] = [this.#updatedAt, this.#state, this.#problem];
    if (state.kind === 'paused') return { kind: 'paused', updatedAt };
    if (problem !== undefined) {
      const retryAt = state.kind === 'waiting' ? state.retryAt : 0;
      const retryInSeconds = Math.max(Math.ceil((retryAt - Date.now()) / 1000), 0);
      return problem.kind === 'refused'
        ? { ...problem, retryInSeconds }
        : { kind: 'lost', reason: problem.reason, updatedAt, retryInSeconds };
    }
    if (updatedAt === undefined) return { kind: 'loading' };
    return { kind: 'live', updatedAt, intervalSeconds: this.#intervalMs() / 1000 };
  }

  start(): void {
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.#poller.pause();
      else this.#poller.resume();
    });
    // The seconds until the next try are counted down.
    setInterval(() => this.#problem && this.#options.onChange(), 1000);
    this.pollNow();
  }

  pollNow(): void {
    void this.#poller.pollNow();
  }

  async #poll(): Promise<PollResult> {
    const answer = await fetchLiveData(this.#options.selection());
    if (answer.kind === 'data') {
      this.#data = answer.data;
      this.#updatedAt = new Date();
      this.#problem = undefined;
      return 'ok';
    }
    this.#problem = answer;
    return 'failed';
  }

  #intervalMs(): number {
    return pollIntervalMs(this.#data?.snapshot.windowSeconds ?? 0);
  }

  #show(state: PollerState): void {
    this.#state = state;
    this.#options.onChange();
  }
}
