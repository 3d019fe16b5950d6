import type { Baseline } from './baseline.ts';
import { BaselineBuilder, type BaselineOptions, type BaselineRow } from './baseline-builder.ts';
import { givenOf } from './baseline-parts.ts';
import { BaselineQuality } from './baseline-quality.ts';

/** Makes a baseline of rows that come one by one, with how good the model was on those that have a truth. */
export class BaselineMaker {
  readonly #builder: BaselineBuilder;
  readonly #quality: BaselineQuality;

  /** @throws BaselineError when a feature is told to be of both types. */
  constructor(options: BaselineOptions) {
    this.#builder = new BaselineBuilder(options);
    this.#quality = new BaselineQuality(options);
  }

  /** Values left out: of more features than the limit allows, or with a name that a feature cannot have. */
  get skippedValues(): number {
    return this.#builder.skippedValues;
  }

  add(row: BaselineRow): void {
    this.#builder.add(row);
    this.#quality.add(row);
  }

  /** @throws BaselineError when a type was told for a feature that no row has, or numeric for one without numbers. */
  finish(): Baseline {
    const { calibration, ...baseline } = this.#builder.finish();
    return { ...baseline, ...givenOf({ quality: this.#quality.figures(baseline.task), calibration }) };
  }
}
