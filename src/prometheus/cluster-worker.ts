import { within } from '../endpoint/within.ts';
import { type MessageKind, readMessage, writeMessage } from './cluster-message.ts';
import type { ClusterMetric } from './cluster-metric.ts';
import { shareWhileRunning } from './share-while-running.ts';

/** How long the first scrape waits for a sign that `clusterMetrics()` runs in the primary. */
const WELCOME_PATIENCE_MS = 2_000;
/** How long a scrape waits for the primary, which itself waits up to a second for the workers. */
const PAGE_PATIENCE_MS = 3_000;

/** The way to the primary process. */
export interface PrimaryChannel {
  /** Resolves to whether the message was handed over; never rejects. */
  send(message: object): Promise<boolean>;
  /** @returns what ends the listening. */
  listen(receive: (message: unknown) => void): () => void;
}

export interface ClusterWorkerOptions {
  /** Which of this worker's monitors this is. */
  readonly source: number;
  readonly channel: PrimaryChannel;
  /** What this worker alone has to say. */
  collect(): Promise<readonly ClusterMetric[]>;
}

/** The worker's side of one source: says what this worker counted, and asks what all have counted. */
export class ClusterWorker {
  readonly #options: ClusterWorkerOptions;
  readonly #stopListening: () => void;
  readonly #welcomed: Promise<void>;
  #welcome: () => void = () => undefined;
  #isWelcome = false;
  #hasLeft = false;
  #patience: Promise<void> | undefined;
  #turnPage: (metrics: readonly ClusterMetric[]) => void = () => undefined;

  constructor(options: ClusterWorkerOptions) {
    this.#options = options;
    this.#welcomed = new Promise((resolve) => {
      this.#welcome = resolve;
    });
    this.#stopListening = options.channel.listen((message) => this.#receive(message));
    this.#send('hello');
  }

  /**
   * Whether a primary collects for the cluster. The first time this can take two seconds: a page of this
   * worker alone, between pages of all, would look as if every counter had begun anew.
   */
  async hasPrimary(): Promise<boolean> {
    this.#patience ??= within(this.#welcomed, WELCOME_PATIENCE_MS);
    await this.#patience;
    return this.#isWelcome;
  }

  /**
   * What all workers together say.
   *
   * @throws Error when the primary does not answer: no page is better than one whose counters have fallen.
   */
  readonly askPrimary: () => Promise<readonly ClusterMetric[]> = shareWhileRunning(async () => {
    const page = new Promise<readonly ClusterMetric[]>((resolve) => {
      this.#turnPage = resolve;
    });
    if (this.#hasLeft || !(await this.#send('scrape'))) {
      throw new Error('This worker no longer takes part in the cluster');
    }
    const metrics = await within(page, PAGE_PATIENCE_MS);
    if (metrics === undefined) {
      throw new Error(`The primary process has not answered within ${PAGE_PATIENCE_MS / 1000} s`);
    }
    return metrics;
  });

  /** Hands the last totals over, so that they are not lost with the process. */
  async leave(): Promise<void> {
    this.#hasLeft = true;
    this.#stopListening();
    if (this.#isWelcome) await this.#send('leave', await this.#options.collect());
  }

  #receive(message: unknown): void {
    const read = readMessage(message);
    if (read?.kind === 'call') this.#send('hello');
    if (read?.source !== this.#options.source) return;
    if (read.kind === 'welcome') {
      this.#isWelcome = true;
      this.#welcome();
    } else if (read.kind === 'page') this.#turnPage(read.metrics);
    else if (read.kind === 'collect') this.#report();
  }

  /** A worker that cannot collect says so, or the primary would wait for it. */
  #report(): void {
    this.#options.collect().then(
      (metrics) => this.#send('report', metrics),
      () => this.#send('report'),
    );
  }

  #send(kind: MessageKind, metrics: readonly ClusterMetric[] = []): Promise<boolean> {
    return this.#options.channel.send(writeMessage(kind, this.#options.source, metrics));
  }
}
