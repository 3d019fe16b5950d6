import { BucketCounts } from '../statistics/bucket-counts.ts';
import { ClassCounts } from './class-counts.ts';
import type { Drops } from './drops.ts';
import type { Limits } from './limits.ts';
import { readOutput } from './output.ts';
import { isUnread, type Prediction, type TaskName, type UnreadReason, unwrapSingle } from './prediction.ts';
import { RequestLatency } from './request-latency.ts';
import { type Meaning, Task } from './task.ts';

/** How right one labelled prediction is, 0..1; `undefined` when it cannot be said. */
export type AccuracyFunction = {
  // A method, because its parameters are bivariant: a function of two numbers fits.
  accuracy(output: unknown, truth: unknown, prediction: Prediction): number | undefined;
}['accuracy'];

/** What every model version is counted by. */
export interface ModelRules {
  readonly task: TaskName | undefined;
  readonly classes: readonly string[];
  /** Replaces equality of classes; already guarded, so it never throws. */
  readonly accuracy: AccuracyFunction | undefined;
  readonly accuracyBuckets: Float64Array;
  readonly latencyBuckets: Float64Array;
  readonly limits: Limits;
  readonly drops: Drops;
}

/**
 * All that is known of one model version, in bounded memory: written by observations, read by the
 * metrics (and whatever else reads), never the other way round.
 */
export class ModelState {
  readonly model: string;
  readonly version: string;
  readonly latency: RequestLatency;
  readonly unread: Map<UnreadReason, number> = new Map();
  readonly classes: ClassCounts;
  readonly accuracy: BucketCounts;
  readonly task: Task;
  /** The wire format first read; empty before that. */
  protocol = '';
  readonly #rules: ModelRules;
  #predictions = 0;
  #labels = 0;

  constructor(model: string, version: string, rules: ModelRules) {
    this.model = model;
    this.version = version;
    this.#rules = rules;
    this.latency = new RequestLatency(rules.latencyBuckets);
    this.classes = new ClassCounts(rules.classes, rules.limits, rules.drops);
    this.accuracy = new BucketCounts(rules.accuracyBuckets);
    this.task = new Task(rules.task, rules.classes);
  }

  /** Rows read. */
  get predictions(): number {
    return this.#predictions;
  }

  /** Rows read whose truth is known. */
  get labels(): number {
    return this.#labels;
  }

  countUnread(reason: UnreadReason): void {
    this.unread.set(reason, (this.unread.get(reason) ?? 0) + 1);
  }

  /**
   * Counts one row, and its label when the truth came with it.
   *
   * @returns the row's accuracy, when it has one.
   */
  observe(prediction: Prediction): number | undefined {
    const output = readOutput(prediction.output, prediction.scores, this.#rules.classes);
    const meaning = isUnread(output) ? output : this.task.meaningOf(output);
    if (isUnread(meaning)) {
      this.countUnread(meaning.unread);
      return undefined;
    }
    this.#predictions += 1;
    if (meaning.kind === 'class') this.classes.addPrediction(meaning.name);
    return this.#observeLabel(meaning, prediction);
  }

  #observeLabel(meaning: Meaning, prediction: Prediction): number | undefined {
    const truth = unwrapSingle(prediction.truth);
    if (truth === undefined || truth === null) return undefined;
    if (!isLabel(truth)) {
      this.#rules.drops.count('labels');
      return undefined;
    }
    this.#labels += 1;
    this.task.observeTruth(truth);
    if (meaning.kind === 'class') this.classes.addLabel(String(truth), meaning.name);
    const accuracy = this.#accuracyOf(meaning, truth, prediction);
    if (accuracy !== undefined) this.accuracy.add(accuracy);
    return accuracy;
  }

  #accuracyOf(meaning: Meaning, truth: unknown, prediction: Prediction): number | undefined {
    if (this.#rules.accuracy !== undefined) return this.#rules.accuracy(prediction.output, truth, prediction);
    if (meaning.kind !== 'class') return undefined;
    return meaning.name === String(truth) ? 1 : 0;
  }
}

function isLabel(truth: unknown): boolean {
  return typeof truth === 'string' || typeof truth === 'boolean' || Number.isFinite(truth);
}
