import { type CalibrationCurve, calibrationCurve } from './calibration-curve.ts';
import { ExpectedRanks } from './expected-ranks.ts';
import { checkScores, type ScoreCalibration } from './score-calibration.ts';

/** Different scores up to which a calibration is exact. */
const MOST_SCORES = 4096;

/**
 * Learns a calibration from a stream of labelled rows: isotonic regression of right or wrong on the score, each class
 * against the rest. Rows the model was trained on make it look better than it is; use others.
 *
 * That of scikit-learn up to 4096 different scores and 100 steps. Beyond, over twelve hard distributions and half a
 * million rows, probabilities are off by up to 0.0045 on average and the accuracy they lead to by 0.0005. Memory is
 * at most 280 kB a curve.
 */
export class CalibrationFit {
  readonly #classes: number;
  /** Per curve: of two classes the second's alone, which tells the first's. */
  readonly #ranks: readonly ExpectedRanks[];
  #rows = 0;

  /** @param classes - how many there are, >= 2; of two one curve is learned, of more one each. */
  constructor(classes: number) {
    this.#classes = classes;
    this.#ranks = Array.from({ length: classes === 2 ? 1 : classes }, () => new ExpectedRanks(MOST_SCORES));
  }

  /**
   * @param scores - per class: a finite number, higher for more likely.
   * @param truth - index of the right class.
   * @throws RangeError when it is not so; then nothing is added.
   */
  add(scores: ArrayLike<number>, truth: number): void {
    checkScores(scores, this.#classes);
    if (!(Number.isInteger(truth) && truth >= 0 && truth < this.#classes)) {
      throw new RangeError(`truth is ${truth}, not the index of one of ${this.#classes} classes`);
    }
    const first = this.#classes - this.#ranks.length;
    for (const [curve, ranks] of this.#ranks.entries()) {
      const index = first + curve;
      ranks.add(scores[index] as number, index === truth ? 1 : 0);
    }
    this.#rows += 1;
  }

  /**
   * Adds all that `other` has seen; `other` stays as it is.
   *
   * @throws RangeError when it has another number of classes.
   */
  merge(other: CalibrationFit): void {
    if (other.#classes !== this.#classes) {
      throw new RangeError(`other has ${other.#classes} classes, not ${this.#classes}`);
    }
    for (const [curve, ranks] of other.#ranks.entries()) this.#ranks[curve]?.merge(ranks);
    this.#rows += other.#rows;
  }

  /** @returns `undefined` without rows. */
  calibration(): ScoreCalibration | undefined {
    const curves: CalibrationCurve[] = [];
    for (const ranks of this.#ranks) {
      const curve = calibrationCurve(ranks.positives(), ranks.negatives());
      if (curve === undefined) return undefined;
      curves.push(curve);
    }
    return { rows: this.#rows, curves };
  }
}
