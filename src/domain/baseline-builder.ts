import type { Baseline } from './baseline.ts';
import { BaselineFeatures } from './baseline-features.ts';
import { BaselineOutputs } from './baseline-outputs.ts';
import { givenOf } from './baseline-parts.ts';
import { BASELINE_SCHEMA } from './baseline-schema.ts';
import { BaselineScores } from './baseline-scores.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import type { Features, Scores, TaskName } from './prediction.ts';

/** One row of the data that a model is compared with: its inputs, and what else is known of it. */
export interface BaselineRow {
  readonly features?: Features | undefined;
  /** A class (text, boolean, number) or, of a regression, a number. */
  readonly output?: unknown;
  /** By class, in the order of `classes`, or the positive class's alone. */
  readonly scores?: Scores | undefined;
  /** What turned out to be right. */
  readonly truth?: unknown;
}

export interface BaselineOptions {
  readonly createdAt: Date;
  readonly model?: string | undefined;
  readonly version?: string | undefined;
  /** By default outputs and truths tell. */
  readonly task?: TaskName | 'auto' | undefined;
  /** Class names in the order of score vectors; by default those of outputs and truths, in order. */
  readonly classes?: readonly string[] | undefined;
  /** By default the second of two. */
  readonly positiveClass?: string | undefined;
  /** Features that are categorical or numeric whatever their values look like. */
  readonly categorical?: readonly string[] | undefined;
  readonly numeric?: readonly string[] | undefined;
  readonly limits?: Pick<Limits, 'features' | 'categories'> | undefined;
  /**
   * Values of a feature that are kept exactly: 100,000 by default, which is 0.8 MB a feature. See `BaselineNumbers` for what lies beyond.
   */
  readonly exactRows?: number | undefined;
}

const EXACT_ROWS = 100_000;
/** Makes a baseline of rows that come one by one, in memory that does not grow with them. */
export class BaselineBuilder {
  readonly #options: BaselineOptions;
  readonly #features: BaselineFeatures;
  readonly #outputs: BaselineOutputs;
  readonly #scores: BaselineScores;
  #rows = 0;

  /** @throws BaselineError when a feature is told to be of both types. */
  constructor(options: BaselineOptions) {
    const { limits = DEFAULT_LIMITS, exactRows = EXACT_ROWS } = options;
    const { categorical = [], numeric = [], classes = [], positiveClass } = options;
    const { categories, features: limit } = limits;
    this.#options = options;
    this.#features = new BaselineFeatures({ exactRows, categories, limit, categorical, numeric });
    this.#outputs = new BaselineOutputs({ exactRows, categories });
    this.#scores = new BaselineScores({ exactRows, limit, classes, positiveClass });
  }

  /** Rows added. */
  get rows(): number {
    return this.#rows;
  }

  /** Values left out: of more features than the limit allows, or with a name that a feature cannot have. */
  get skippedValues(): number {
    return this.#features.skippedValues;
  }

  add({ features, output, scores, truth }: BaselineRow): void {
    this.#rows += 1;
    if (features !== undefined) this.#features.add(features);
    this.#outputs.add(output, truth);
    if (scores !== undefined) this.#scores.add(scores, truth);
  }

  /** Adds all that a builder with the same options has seen; `other` stays as it is. */
  merge(other: BaselineBuilder): void {
    this.#rows += other.#rows;
    this.#features.merge(other.#features);
    this.#outputs.merge(other.#outputs);
    this.#scores.merge(other.#scores);
  }

  /**
   * The baseline of all rows so far.
   *
   * @throws BaselineError when a type was told for a feature that no row has, or numeric for one without numbers.
   */
  finish(): Baseline {
    const { model, version, createdAt, positiveClass } = this.#options;
    const task = this.#task();
    const classes = this.#options.classes ?? this.#outputs.classes(positiveClass);
    const named = task === 'classification' ? classes : undefined;
    return {
      schema: BASELINE_SCHEMA,
      ...givenOf({ model, version }),
      task,
      ...givenOf({ classes: named }),
      rows: this.#rows,
      createdAt: createdAt.toISOString(),
      features: [...this.#features.finish(this.#rows), ...this.#scores.features(this.#rows, named ?? [])],
      ...givenOf({
        prediction: this.#outputs.prediction(task, this.#rows),
        calibration: this.#scores.calibration(named ?? []),
      }),
    };
  }

  #task(): TaskName | 'auto' {
    const { task = 'auto', classes } = this.#options;
    if (task !== 'auto') return task;
    if (classes !== undefined || !this.#scores.isEmpty) return 'classification';
    return this.#outputs.task() ?? 'auto';
  }
}
