import { calibrationCurve } from '../statistics/calibration-curve.ts';
import { ExpectedRanks } from '../statistics/expected-ranks.ts';
import type { ClassCalibration } from './baseline.ts';

/** Different scores kept of the rows that a class was right for, and as many of the others. */
const MOST_SCORES = 4096;

/** Scores of one class with what turned out to be right, for a calibration of the scores; in bounded memory. */
export class BaselineCalibration {
  readonly #ranks = new ExpectedRanks(MOST_SCORES);

  /** @param score - a finite number. */
  add(score: number, hit: 0 | 1): void {
    // A file knows no -0, which 0 makes 0 of.
    this.#ranks.add(score + 0, hit);
  }

  /** Adds all that `other` has seen; `other` stays as it is. */
  merge(other: BaselineCalibration): void {
    this.#ranks.merge(other.#ranks);
  }

  /** How often the class was right at each score, in at most 200 knots; `undefined` without rows. */
  calibrationOf(className: string): ClassCalibration | undefined {
    const curve = calibrationCurve(this.#ranks.positives(), this.#ranks.negatives());
    return curve && { class: className, ...curve };
  }
}
