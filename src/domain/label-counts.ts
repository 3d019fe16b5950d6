import { BucketCounts } from '../statistics/bucket-counts.ts';
import { ConfusionCounts } from '../statistics/confusion-counts.ts';
import { RegressionSums } from '../statistics/regression-sums.ts';
import { type ScoredLabel, ScoreSums } from './score-sums.ts';

/** One prediction beside its truth, with its classes as numbers. */
export interface LabelledRow {
  /** 0..1, when it can be said. */
  readonly accuracy: number | undefined;
  /** Numbers among the confusion classes; of a classification only. */
  readonly classes: { readonly actual: number; readonly predicted: number } | undefined;
  readonly scores: ScoredLabel | undefined;
  /** Of a regression only; finite numbers. */
  readonly values: { readonly truth: number; readonly output: number } | undefined;
}

/** What the sums are made for. */
export interface LabelCountsShape {
  readonly accuracyBuckets: Float64Array;
  /** Classes with a number of their own; all others share one more. */
  readonly confusionClasses: number;
}

/**
 * Everything that labelled predictions add up to: sums and counts only, so that those of several slots of time, or
 * of several processes, are those of all.
 */
export class LabelCounts {
  readonly accuracy: BucketCounts;
  readonly confusion: ConfusionCounts;
  readonly scores: ScoreSums = new ScoreSums();
  readonly regression: RegressionSums = new RegressionSums();
  #labels = 0;

  constructor({ accuracyBuckets, confusionClasses }: LabelCountsShape) {
    this.accuracy = new BucketCounts(accuracyBuckets);
    this.confusion = new ConfusionCounts(confusionClasses + 1);
  }

  get labels(): number {
    return this.#labels;
  }

  add({ accuracy, classes, scores, values }: LabelledRow): void {
    this.#labels += 1;
    if (accuracy !== undefined) this.accuracy.add(accuracy);
    if (classes !== undefined) this.confusion.add(classes.actual, classes.predicted);
    if (scores !== undefined) this.scores.add(scores);
    if (values !== undefined) this.regression.add(values.truth, values.output);
  }

  merge(other: LabelCounts): void {
    this.#labels += other.#labels;
    this.accuracy.merge(other.accuracy);
    this.confusion.merge(other.confusion);
    this.scores.merge(other.scores);
    this.regression.merge(other.regression);
  }
}
