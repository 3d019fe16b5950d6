import { checkFinite, checkProbabilities, checkSameLength } from './argument-checks.ts';
import type { CalibrationCurve } from './calibration-curve.ts';
import { type IsotonicFit, isotonicValue } from './isotonic-regression.ts';

/** What turns a model's scores into probabilities. Plain data, to be kept in a file. */
export interface ScoreCalibration {
  /** Labelled rows that it was learned from. */
  readonly rows: number;
  /** Of two classes one curve, that of the second; of more one per class, against the rest. */
  readonly curves: readonly CalibrationCurve[];
}

/**
 * Turns a model's scores into probabilities that hold: of the rows with 0.8, eight in ten turn out right, as long
 * as the model is right as often at each score as it was when the calibration was learned.
 */
export class ScoreCalibrator {
  readonly classes: number;
  readonly #fits: readonly IsotonicFit[];

  /**
   * @param calibration - as a `CalibrationFit` makes it.
   * @throws RangeError when it holds no curve, or when one has no knots, scores that do not ascend, or
   *   probabilities that fall or are none.
   */
  constructor({ curves }: Pick<ScoreCalibration, 'curves'>) {
    if (curves.length === 0) throw new RangeError('curves has length 0');
    this.classes = Math.max(2, curves.length);
    this.#fits = curves.map(fitOf);
  }

  /**
   * How likely each class is the right one. Of more than two classes each curve is read by itself, and the values
   * are brought to sum to 1; where all of them are 0, every class is as likely as any other, as scikit-learn's
   * `CalibratedClassifierCV` has it.
   *
   * @param scores - per class: a finite number.
   * @returns per class: 0..1, summing to 1. O(classes · log of the knots).
   * @throws RangeError when there is not a finite score per class.
   */
  probabilities(scores: ArrayLike<number>): Float64Array {
    checkScores(scores, this.classes);
    const first = this.classes - this.#fits.length;
    const values = new Float64Array(this.classes);
    let sum = 0;
    for (const [index, fit] of this.#fits.entries()) {
      const value = Math.min(1, isotonicValue(fit, scores[first + index] as number));
      values[first + index] = value;
      sum += value;
    }
    if (first === 1) values[0] = 1 - sum;
    else if (sum === 0) values.fill(1 / this.classes);
    else for (const [index, value] of values.entries()) values[index] = value / sum;
    return values;
  }
}

/** @throws RangeError unless there is a finite score for each class. */
export function checkScores(scores: ArrayLike<number>, classes: number): void {
  if (scores.length !== classes) throw new RangeError(`scores has length ${scores.length}, not ${classes}`);
  checkFinite({ scores });
}

function fitOf({ scores, probabilities }: CalibrationCurve, index: number): IsotonicFit {
  const curve = `curves[${index}]`;
  if (scores.length === 0) throw new RangeError(`${curve} has no knots`);
  checkSameLength({ [`${curve}.scores`]: scores, [`${curve}.probabilities`]: probabilities });
  checkFinite({ [`${curve}.scores`]: scores });
  checkProbabilities({ [`${curve}.probabilities`]: probabilities });
  for (let knot = 1; knot < scores.length; knot += 1) {
    const [before, score] = [scores[knot - 1] as number, scores[knot] as number];
    const [below, probability] = [probabilities[knot - 1] as number, probabilities[knot] as number];
    if (score <= before) throw new RangeError(`${curve}.scores[${knot}] is ${score}, not above ${before}`);
    if (probability < below) {
      throw new RangeError(`${curve}.probabilities[${knot}] is ${probability}, below ${below}`);
    }
  }
  return { x: Float64Array.from(scores), y: Float64Array.from(probabilities) };
}
