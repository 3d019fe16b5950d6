import { CompensatedSum } from './compensated-sum.ts';
import { ratio } from './ratio.ts';

/** Figures of a regression that follow from sums; what cannot be said is `undefined`. */
export interface RegressionFigures {
  /** Labelled rows. */
  readonly rows: number;
  /** Mean absolute error. */
  readonly mae: number | undefined;
  /** Mean squared error. */
  readonly mse: number | undefined;
  /** Root of the mean squared error. */
  readonly rmse: number | undefined;
  /** Mean of output - truth: positive when the model says too much. */
  readonly bias: number | undefined;
  /** Mean of |output - truth| / |truth| over the rows whose truth is not 0, as a ratio. */
  readonly mape: number | undefined;
  /** Share of the truths' variance that the outputs explain: 1 perfect, 0 no better than their mean. */
  readonly r2: number | undefined;
}

/**
 * The sums behind a regression's figures, of a stream of labelled rows.
 * Compensated, so that they are exact to 1e-9 after any number of rows, and sums of several windows add up.
 */
export class RegressionSums {
  #rows = 0;
  readonly #absolute = new CompensatedSum();
  readonly #squared = new CompensatedSum();
  readonly #over = new CompensatedSum();
  readonly #under = new CompensatedSum();
  #percentageRows = 0;
  readonly #percentage = new CompensatedSum();
  /** The first truth: sums of differences from it keep the digits that sums of large truths would lose. */
  #origin = 0;
  readonly #shifted = new CompensatedSum();
  readonly #shiftedSquared = new CompensatedSum();

  get rows(): number {
    return this.#rows;
  }

  /** Sum of |output - truth|. */
  get absoluteError(): number {
    return this.#absolute.value;
  }

  /** Sum of (output - truth)². */
  get squaredError(): number {
    return this.#squared.value;
  }

  /** Sum of what the outputs were too large. */
  get overprediction(): number {
    return this.#over.value;
  }

  /** Sum of what the outputs were too small, as a positive number. */
  get underprediction(): number {
    return this.#under.value;
  }

  /** Rows whose truth is not 0. */
  get percentageRows(): number {
    return this.#percentageRows;
  }

  /** Sum of |output - truth| / |truth| over these rows. */
  get percentageError(): number {
    return this.#percentage.value;
  }

  /**
   * Whether every sum of errors stays finite with this row, and with as much again of what is in it: one NaN or
   * infinity would stay for good. The sums behind `r2` alone are not asked, which is `undefined` when they
   * overflow: one truth far out, if it is the first, would leave no room for any other.
   */
  hasRoomFor(truth: number, output: number): boolean {
    const error = output - truth;
    const largest = Math.max(
      this.#squared.value + error * error,
      this.#absolute.value + Math.abs(error),
      this.#percentage.value + (truth === 0 ? 0 : Math.abs(error / truth)),
    );
    return Number.isFinite(2 * largest);
  }

  /** Both are finite numbers: one NaN would stay in the sums for good. */
  add(truth: number, output: number): void {
    const error = output - truth;
    if (this.#rows === 0) this.#origin = truth;
    this.#rows += 1;
    this.#absolute.add(Math.abs(error));
    this.#squared.add(error * error);
    if (error > 0) this.#over.add(error);
    else this.#under.add(-error);
    if (truth !== 0) {
      this.#percentageRows += 1;
      this.#percentage.add(Math.abs(error / truth));
    }
    const shifted = truth - this.#origin;
    this.#shifted.add(shifted);
    this.#shiftedSquared.add(shifted * shifted);
  }

  /** Adds all that `other` holds; `other` stays as it is. */
  merge(other: RegressionSums): void {
    if (other.#rows === 0) return;
    if (this.#rows === 0) this.#origin = other.#origin;
    this.#mergeTruths(other);
    this.#rows += other.#rows;
    this.#absolute.merge(other.#absolute);
    this.#squared.merge(other.#squared);
    this.#over.merge(other.#over);
    this.#under.merge(other.#under);
    this.#percentageRows += other.#percentageRows;
    this.#percentage.merge(other.#percentage);
  }

  figures(): RegressionFigures {
    const mse = ratio(this.#squared.value, this.#rows);
    return {
      rows: this.#rows,
      mae: ratio(this.#absolute.value, this.#rows),
      mse,
      rmse: mse === undefined ? undefined : Math.sqrt(mse),
      bias: ratio(this.#over.value - this.#under.value, this.#rows),
      mape: ratio(this.#percentage.value, this.#percentageRows),
      r2: this.#r2(),
    };
  }

  /** Sums of differences from another origin become sums from ours. */
  #mergeTruths(other: RegressionSums): void {
    const apart = other.#origin - this.#origin;
    const shifted = other.#shifted.value;
    this.#shifted.add(shifted + other.#rows * apart);
    this.#shiftedSquared.add(other.#shiftedSquared.value + apart * (2 * shifted + other.#rows * apart));
  }

  #r2(): number | undefined {
    const shifted = this.#shifted.value;
    const variation = this.#shiftedSquared.value - shifted * (shifted / this.#rows);
    const unexplained = variation > 0 ? ratio(this.#squared.value, variation) : undefined;
    return unexplained === undefined ? undefined : 1 - unexplained;
  }
}
