import { BucketCounts } from '../statistics/bucket-counts.ts';
import type { CalibrationBins } from '../statistics/calibration-bins.ts';
import { type BaselineLearner, readScoresOf } from './baseline-learner.ts';
import { ClassCounts } from './class-counts.ts';
import { positiveIndex, toldClasses } from './class-rules.ts';
import type { ClassScores } from './class-scores.ts';
import { type ClassTally, tallyClasses } from './class-tally.ts';
import { LabelCounts, type LabelledRow } from './label-counts.ts';
import { givenScores, LabelReader, type LabelRules } from './label-reader.ts';
import { isTruth, type Truth } from './labelled-row.ts';
import { learnersFrom, ModelBaseline, type ModelBaselineRules, withBaseline } from './model-baseline.ts';
import { ModelWindow } from './model-window.ts';
import { readOutput } from './output.ts';
import type { PendingEntry } from './pending-store.ts';
import { isUnread, type Prediction, type Unread, type UnreadReason, unwrapSingle } from './prediction.ts';
import { qualityFigures } from './quality-figures.ts';
import type { Figure } from './quality-metrics.ts';
import { RequestLatency, type TimedRequest } from './request-latency.ts';
import type { RouteSeries } from './routes.ts';
import { type Meaning, Task } from './task.ts';

/** What every model version is counted by. */
export interface ModelRules extends LabelRules, ModelBaselineRules {
  readonly accuracyBuckets: Float64Array;
  readonly latencyBuckets: Float64Array;
  readonly labelDelayBuckets: Float64Array;
}

/** What became of one row. */
export interface Observation {
  /** What the output means; `undefined` when it could not be read. */
  readonly meaning: Meaning | undefined;
  /** Why it could not be read. */
  readonly unread?: UnreadReason;
  /** Whether the truth came with it. */
  readonly isLabelled: boolean;
  /** 0..1, when it is labelled and it can be said. */
  readonly accuracy: number | undefined;
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
  /** Labelled predictions, from the start. */
  readonly labels: LabelCounts;
  /** Seconds from prediction to label, of labels that came later. */
  readonly labelDelay: BucketCounts;
  readonly window: ModelWindow;
  readonly task: Task;
  /** `undefined` when there is nothing to compare with. */
  readonly baseline: ModelBaseline | undefined;
  /** The wire format first read; empty before that. */
  protocol = '';
  /** Whether any prediction came with scores. */
  hasScores = false;
  readonly #rules: ModelRules;
  /** Baselines of other versions that are learned from this one. */
  readonly #learners: readonly BaselineLearner[];
  readonly #reader: LabelReader;
  #predictions = 0;
  #askedAt: { readonly firstMs: number; lastMs: number } | undefined;

  constructor(model: string, version: string, given: ModelRules) {
    const source = given.baselines.sourceFor(model, version);
    const rules = withBaseline(given, source);
    const { limits, accuracyBuckets } = rules;
    this.model = model;
    this.version = version;
    this.#rules = rules;
    this.latency = new RequestLatency(rules.latencyBuckets);
    this.classes = new ClassCounts(toldClasses(rules), limits, rules.drops);
    const shape = { accuracyBuckets, confusionClasses: limits.confusionClasses };
    this.labels = new LabelCounts(shape);
    this.labelDelay = new BucketCounts(rules.labelDelayBuckets);
    this.window = new ModelWindow(rules.window, shape);
    this.task = new Task(rules.task, rules);
    this.baseline = source && new ModelBaseline(source, { model, version, rules });
    this.#learners = learnersFrom({ model, version, rules });
    this.#reader = new LabelReader(rules, this.classes.confusionClasses);
  }

  /** When it was asked for the first and for the last time; `undefined` before that. */
  get askedAt(): { readonly firstMs: number; readonly lastMs: number } | undefined {
    return this.#askedAt;
  }

  /** Rows read. */
  get predictions(): number {
    return this.#predictions;
  }

  countUnread(reason: UnreadReason): void {
    this.unread.set(reason, (this.unread.get(reason) ?? 0) + 1);
    this.window.addUnread();
  }

  /** Remembers that somebody asked just now. */
  markAsked(): void {
    const now = Date.now();
    if (this.#askedAt === undefined) this.#askedAt = { firstMs: now, lastMs: now };
    else this.#askedAt.lastMs = now;
  }

  countRequest(route: RouteSeries, request: TimedRequest): void {
    this.markAsked();
    this.latency.add(route, request);
    this.window.addRequest(request.outcome, request.latencySeconds ?? request.durationSeconds);
  }

  /** Counts one row, and its label when the truth came with it. */
  observe(prediction: Prediction): Observation {
    const truth = this.#truthOf(prediction);
    const meaning = this.#understand(prediction, truth);
    if (isUnread(meaning)) {
      this.countUnread(meaning.unread);
      return { meaning: undefined, unread: meaning.unread, isLabelled: false, accuracy: undefined };
    }
    this.#predictions += 1;
    this.window.addPrediction();
    this.hasScores ||= givenScores(prediction, this.#rules) !== undefined;
    if (meaning.kind === 'class') this.classes.addPrediction(meaning.name);
    this.baseline?.add(prediction, meaning, this.task.name);
    for (const learner of this.#learners) learner.add(prediction, meaning, this.task.name);
    return { meaning, ...this.#observeLabel(prediction, meaning, truth) };
  }

  /** Counts a label that came after its prediction; `false` when it cannot be the truth of it. */
  join(entry: PendingEntry, truth: Truth, delaySeconds: number): boolean {
    if (entry.task !== undefined) this.task.settleOn(entry.task);
    const meaning = this.#understand(entry, truth);
    if (isUnread(meaning)) return false;
    this.hasScores ||= givenScores(entry, this.#rules) !== undefined;
    const { isLabelled } = this.#observeLabel({ truth, ...entry }, meaning, truth);
    // Not Math.max: it keeps NaN, which one entry without a time would leave in the sum for good.
    if (isLabelled) this.labelDelay.add(delaySeconds > 0 ? delaySeconds : 0);
    return isLabelled;
  }

  /** The scores in a prediction of this version, as far as they can be read. */
  scoresIn(prediction: Prediction): ClassScores | undefined {
    return readScoresOf(prediction, this.#rules);
  }

  /** How good it is, over the current window. */
  figures(): Figure[] {
    const sums = this.window.sums();
    return qualityFigures(sums, this.tally(sums.labels));
  }

  /** The confusion counts of a window, by the names of the classes. */
  tally({ confusion }: LabelCounts): ClassTally {
    return tallyClasses(this.classes.confusionClasses, confusion, this.#rules);
  }

  /** Scores beside how often they came true, by the class whose scores they are; from the start by default. */
  *calibration({ scores }: LabelCounts = this.labels): Generator<{
    readonly name: string;
    readonly bins: CalibrationBins | undefined;
  }> {
    const { classes } = this.#rules;
    const only = classes.length === 2 ? positiveIndex(classes, this.#rules) : undefined;
    for (const [index, name] of this.classes.confusionClasses.entries()) {
      const bins = scores.calibration.get(index);
      if (bins !== undefined || only === undefined || only === index) yield { name, bins };
    }
  }

  #truthOf({ truth: given }: Prediction): Truth | undefined {
    const truth = unwrapSingle(given);
    if (truth === undefined || truth === null) return undefined;
    if (isTruth(truth)) return truth;
    this.#rules.drops.count('labels');
    return undefined;
  }

  #understand({ output: given, scores }: Prediction, truth: Truth | undefined): Meaning | Unread {
    const output = readOutput(given, scores, this.#rules);
    if (isUnread(output)) return output;
    const meaning = this.task.meaningOf(output);
    if (isUnread(meaning) || truth === undefined || !this.task.observeTruth(truth)) return meaning;
    return this.task.meaningOf(output);
  }

  #observeLabel(
    prediction: Prediction,
    meaning: Meaning,
    truth: Truth | undefined,
  ): Omit<Observation, 'meaning'> {
    if (truth === undefined) return UNLABELLED;
    const row = this.#reader.read({ prediction, meaning, truth });
    if (row === undefined) {
      this.#rules.drops.count('labels');
      return UNLABELLED;
    }
    const counted = this.#withRoomFor(row);
    this.labels.add(counted);
    this.window.addLabel(counted);
    return { isLabelled: true, accuracy: row.accuracy };
  }

  /** Without values that would make a sum infinite for good. */
  #withRoomFor(row: LabelledRow): LabelledRow {
    const { values } = row;
    if (values === undefined || this.labels.regression.hasRoomFor(values.truth, values.output)) return row;
    this.#rules.drops.count('values');
    return { ...row, values: undefined };
  }
}

const UNLABELLED = { isLabelled: false, accuracy: undefined } as const;
