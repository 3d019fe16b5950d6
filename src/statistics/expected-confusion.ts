import { checkProbabilities } from './argument-checks.ts';

/** How far the probabilities of a row may be from summing to 1: models that compute in 32 bits round. */
const SUM_TOLERANCE = 1e-3;

/**
 * The confusion matrix to be expected of predictions without labels: each row counts for every class as much as
 * the class is likely. Sums only, so that matrices of several windows or processes add up; in 8 · classes² bytes,
 * and exact to 1e-9 for at least ten million rows.
 *
 * @see J. Białek, W. Kuberski, N. Perrakis, A. Bifet, We don't need no labels: estimating post-deployment model
 *   performance under covariate shift without ground truth, arXiv 2401.08348 (2024), section 3
 */
export class ExpectedConfusion {
  readonly classes: number;
  /** By actual class, then predicted class. */
  readonly #sums: Float64Array;
  #rows = 0;

  /** @param classes - how many there are, >= 2. */
  constructor(classes: number) {
    this.classes = classes;
    this.#sums = new Float64Array(classes * classes);
  }

  /** Predictions added. */
  get rows(): number {
    return this.#rows;
  }

  /**
   * @param predicted - index of the class that was predicted.
   * @param probabilities - how likely each class is the right one; they sum to 1.
   * @throws RangeError when it is not so; then nothing is added.
   */
  add(predicted: number, probabilities: ArrayLike<number>): void {
    checkIndex(predicted, this.classes);
    checkDistribution(probabilities, this.classes);
    for (let actual = 0; actual < this.classes; actual += 1) {
      const cell = actual * this.classes + predicted;
      this.#sums[cell] = (this.#sums[cell] as number) + (probabilities[actual] as number);
    }
    this.#rows += 1;
  }

  /**
   * Adds all that `other` holds; `other` stays as it is.
   *
   * @throws RangeError when it has another number of classes.
   */
  merge(other: ExpectedConfusion): void {
    if (other.classes !== this.classes) {
      throw new RangeError(`other has ${other.classes} classes, not ${this.classes}`);
    }
    for (const [cell, sum] of other.#sums.entries()) {
      this.#sums[cell] = (this.#sums[cell] as number) + sum;
    }
    this.#rows += other.#rows;
  }

  /** Expected rows by actual class (outer) and predicted class (inner), as `classificationReport` takes them. */
  matrix(): readonly Float64Array[] {
    return Array.from({ length: this.classes }, (_, actual) =>
      this.#sums.slice(actual * this.classes, (actual + 1) * this.classes),
    );
  }
}

function checkIndex(predicted: number, classes: number): void {
  if (Number.isInteger(predicted) && predicted >= 0 && predicted < classes) return;
  throw new RangeError(`predicted is ${predicted}, not the index of one of ${classes} classes`);
}

function checkDistribution(probabilities: ArrayLike<number>, classes: number): void {
  if (probabilities.length !== classes) {
    throw new RangeError(`probabilities has length ${probabilities.length}, not ${classes}`);
  }
  checkProbabilities({ probabilities });
  let sum = 0;
  for (let index = 0; index < classes; index += 1) sum += probabilities[index] as number;
  if (Math.abs(sum - 1) > SUM_TOLERANCE) throw new RangeError(`probabilities sum to ${sum}, not to 1`);
}
