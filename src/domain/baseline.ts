import type { BaselineOptions, BaselineRow } from './baseline-builder.ts';
import { BaselineMaker } from './baseline-maker.ts';
import { readBaseline } from './baseline-reader.ts';
import type { BASELINE_SCHEMA } from './baseline-schema.ts';
import type { TaskName } from './prediction.ts';

/** A feature counted by ranges of numbers. */
export interface NumericBaselineFeature {
  readonly name: string;
  readonly type: 'numeric';
  /** Strictly rising; bin i holds the values above edge i - 1, up to and including edge i. The ends are open. */
  readonly edges: readonly number[];
  /** Rows per bin, one more than there are edges. */
  readonly counts: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Of these rows, not estimated for more: divided by their number. */
  readonly std: number;
  readonly missing: number;
}

/** A feature counted by category. */
export interface CategoricalBaselineFeature {
  readonly name: string;
  readonly type: 'categorical';
  /** The most frequent ones, by falling count, then by name. */
  readonly categories: readonly string[];
  /** Rows per category. */
  readonly counts: readonly number[];
  /** Rows of all other categories. */
  readonly other: number;
  /** The names of the others; `@other` as the last one says that there were more than are named. */
  readonly otherCategories?: readonly string[];
  readonly missing: number;
}

export type FeatureType = 'numeric' | 'categorical';

/** Rows that are in no bin and not missing were invalid: NaN, infinite, of the wrong type. */
export type BaselineFeature = NumericBaselineFeature | CategoricalBaselineFeature;

/** How the scores of a class came true: the knots of a rising line. */
export interface ClassCalibration {
  readonly class: string;
  /** Strictly rising. */
  readonly scores: readonly number[];
  /** Share of rows of this class at each of the scores; rising, 0..1. */
  readonly probabilities: readonly number[];
}

/** How a model's inputs and outputs were at training time, to compare the live ones with: the baseline file. */
export interface Baseline {
  readonly schema: typeof BASELINE_SCHEMA;
  readonly model?: string;
  readonly version?: string;
  /** `'auto'` when neither outputs nor truths were there to tell. */
  readonly task: TaskName | 'auto';
  /** Class names in the order of score vectors; of two the second is the positive one. */
  readonly classes?: readonly string[];
  readonly rows: number;
  /** A date and time as in ISO 8601. */
  readonly createdAt: string;
  /** In the order of the model's inputs; then the scores, under `@score:CLASS`. */
  readonly features: readonly BaselineFeature[];
  readonly prediction?: BaselineFeature;
  /** Quality figures of these rows, by name. */
  readonly quality?: Readonly<Record<string, number>>;
  readonly calibration?: { readonly classes: readonly ClassCalibration[] };
}

export const Baseline: {
  /**
   * Makes a baseline of rows.
   *
   * @throws BaselineError when an option speaks of a feature that is not there.
   */
  readonly fromRows: (rows: Iterable<BaselineRow>, options: BaselineOptions) => Baseline;
  /**
   * Checks a baseline read from a file, or written by hand.
   *
   * @throws BaselineError with every problem and where it is.
   */
  readonly read: (value: unknown) => Baseline;
} = {
  fromRows(rows, options) {
    const maker = new BaselineMaker(options);
    for (const row of rows) maker.add(row);
    return maker.finish();
  },
  read: readBaseline,
};
