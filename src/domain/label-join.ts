import type { EventSink } from './event.ts';
import type { Faults } from './faults.ts';
import {
  FEEDBACK_RESULTS,
  type FeedbackResult,
  type Label,
  type LabelOutcome,
  type LabelResult,
  readLabel,
  resultOf,
} from './label.ts';
import { truthValue } from './labelled-row.ts';
import type { ModelRules } from './model-state.ts';
import type { Models } from './models.ts';
import { type ObservedPrediction, pendingEntryOf } from './pending-entry.ts';
import type { PendingEntry, PendingStore, TakeResult } from './pending-store.ts';

export interface LabelJoinParts {
  readonly store: PendingStore;
  readonly models: Models;
  readonly rules: ModelRules;
  readonly faults: Faults;
  /** Where joined labels are written down. */
  readonly events?: EventSink | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Brings predictions and the labels that come after them together, each prediction once. */
export class LabelJoin {
  readonly results: Map<FeedbackResult, number> = new Map(FEEDBACK_RESULTS.map((result) => [result, 0]));
  readonly #parts: LabelJoinParts;

  constructor(parts: LabelJoinParts) {
    this.#parts = parts;
  }

  /** Keeps predictions until their labels come; what goes wrong is counted, and nobody waits for it. */
  remember(observed: readonly ObservedPrediction[]): void {
    const { faults, rules, now } = this.#parts;
    const time = now();
    const entries = observed
      .map((one) => pendingEntryOf(one, rules, time))
      .filter((entry) => entry !== undefined);
    if (entries.length > 0) this.#keep(entries).catch((error: unknown) => faults.report('feedback', error));
  }

  /**
   * Joins labels, as clients send them, with their predictions.
   *
   * @returns one result per label, in their order.
   * @throws StoreUnavailableError when the store cannot be asked; nothing is counted then.
   */
  async join(given: readonly unknown[]): Promise<readonly LabelResult[]> {
    const read = given.map((label) => this.#read(label));
    const labels = read.filter(isLabel);
    const taken = labels.length === 0 ? [] : await this.#parts.store.take(labels.map(({ id }) => id));
    const joined = labels.map((label, index) => this.#joinOne(label, taken[index] ?? 'unknown'));
    const results = read.map((label) =>
      isLabel(label) ? resultOf(label.id, joined.shift() ?? 'unknown') : label,
    );
    for (const { result } of results) this.#count(result);
    return results;
  }

  /** Predictions that wait, of all processes that share the store. */
  pending(): Promise<number> {
    return this.#parts.store.size();
  }

  /**
   * Puts at once, so that a label that comes right after finds its prediction; and async, so that a store that
   * throws instead of rejecting is a fault like any other.
   */
  async #keep(entries: readonly PendingEntry[]): Promise<void> {
    const { replaced, evicted } = await this.#parts.store.put(entries);
    this.#parts.rules.drops.count('pending_labels', replaced);
    this.#count('evicted', evicted);
  }

  /** A label that no model here could have is refused before it uses up its prediction. */
  #read(given: unknown): Label | LabelResult {
    const label = readLabel(given);
    if (!isLabel(label) || truthValue(label.truth) !== undefined) return label;
    const models = Array.from(this.#parts.models);
    const isOfNumbers = models.length > 0 && models.every(({ task }) => task.name === 'regression');
    return isOfNumbers ? resultOf(label.id, 'invalid') : label;
  }

  #joinOne({ truth }: Label, taken: TakeResult): LabelOutcome {
    if (typeof taken === 'string') return taken;
    const { models, now, faults, events } = this.#parts;
    const { entry } = taken;
    try {
      const state = models.state(entry.model, entry.version);
      if (!state.join(entry, truth, (now() - entry.time) / 1000)) return 'invalid';
      events?.addLabel(entry, truth);
      return 'joined';
    } catch (error) {
      faults.report('feedback', error);
      return 'invalid';
    }
  }

  #count(result: FeedbackResult, times = 1): void {
    this.results.set(result, (this.results.get(result) ?? 0) + times);
  }
}

function isLabel(read: Label | LabelResult): read is Label {
  return !('result' in read);
}
