import { within } from '../endpoint/within.ts';
import { ClusterMemory } from './cluster-memory.ts';
import { type ClusterMetric, isTotal } from './cluster-metric.ts';
import { shareWhileRunning } from './share-while-running.ts';

/** How long a scrape waits for workers; one that is busy longer is shown as it was last heard. */
const PATIENCE_MS = 1_000;

/** The primary's side of one source: asks the workers, and remembers what they said. */
export class ClusterHub {
  readonly #memory: ClusterMemory;
  readonly #respondents = new Map<number, Respondent>();

  constructor(memory: ClusterMemory = new ClusterMemory()) {
    this.#memory = memory;
  }

  /** All workers as one. Askers that come while the workers are being asked share the answer. */
  readonly gather: () => Promise<ClusterMetric[]> = shareWhileRunning(async () => {
    const answers = Array.from(this.#respondents.values(), (respondent) => respondent.ask());
    await within(Promise.all(answers), PATIENCE_MS);
    return this.#memory.merged();
  });

  /** @param sendRequest - asks the worker for a report. */
  join(worker: number, sendRequest: () => void): void {
    if (!this.#respondents.has(worker)) this.#respondents.set(worker, new Respondent(sendRequest));
  }

  hear(worker: number, metrics: readonly ClusterMetric[]): void {
    const respondent = this.#respondents.get(worker);
    if (respondent === undefined) return;
    this.#memory.hear(worker, metrics);
    respondent.settle();
  }

  /** A living worker stops answering: its totals stay as they are. */
  leave(worker: number, metrics: readonly ClusterMetric[]): void {
    this.hear(worker, metrics.filter(isTotal));
    this.#respondents.delete(worker);
  }

  /** A worker is gone. */
  lose(worker: number): void {
    this.#memory.retire(worker);
    this.#respondents.get(worker)?.settle();
    this.#respondents.delete(worker);
  }
}

/** A worker that answers, and is not asked again before it has: requests would pile up at a blocked one. */
class Respondent {
  readonly #sendRequest: () => void;
  #answer: Promise<void> | undefined;
  #resolve: () => void = () => undefined;

  constructor(sendRequest: () => void) {
    this.#sendRequest = sendRequest;
  }

  ask(): Promise<void> {
    if (this.#answer === undefined) {
      this.#answer = new Promise((resolve) => {
        this.#resolve = resolve;
      });
      this.#sendRequest();
    }
    return this.#answer;
  }

  settle(): void {
    this.#resolve();
    this.#answer = undefined;
  }
}
