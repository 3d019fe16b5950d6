import { type EstimatedQuality, estimatedQuality } from './estimated-quality.ts';
import { ExpectedConfusion } from './expected-confusion.ts';
import { ExpectedRocAuc } from './expected-roc-auc.ts';
import type { ScoreCalibrator } from './score-calibration.ts';

/**
 * What the quality of a stream of predictions without labels is estimated from. Bounded, whatever the stream:
 * 85 kB for two classes, for more 85 kB a class. Those of several windows or processes add up.
 */
export class EstimatedQualitySums {
  readonly #calibrator: ScoreCalibrator;
  readonly #confusion: ExpectedConfusion;
  /** Per class; of two the second's alone, which tells the first's. */
  readonly #rocAucs: readonly ExpectedRocAuc[];

  constructor(calibrator: ScoreCalibrator) {
    this.#calibrator = calibrator;
    const { classes } = calibrator;
    this.#confusion = new ExpectedConfusion(classes);
    this.#rocAucs = Array.from({ length: classes === 2 ? 1 : classes }, () => new ExpectedRocAuc());
  }

  /** Predictions added. */
  get rows(): number {
    return this.#confusion.rows;
  }

  /**
   * @param predicted - index of the class that was predicted.
   * @param scores - per class: what the model said, a finite number.
   * @returns how likely the prediction is right, 0..1.
   * @throws RangeError when it is not so; then nothing is added.
   */
  add(predicted: number, scores: ArrayLike<number>): number {
    const probabilities = this.#calibrator.probabilities(scores);
    this.#confusion.add(predicted, probabilities);
    const first = scores.length - this.#rocAucs.length;
    for (const [curve, rocAuc] of this.#rocAucs.entries()) {
      rocAuc.add(scores[first + curve] as number, probabilities[first + curve] as number);
    }
    return probabilities[predicted] as number;
  }

  /**
   * Adds all that `other` holds, which was calibrated alike; `other` stays as it is.
   *
   * @throws RangeError when it has another number of classes.
   */
  merge(other: EstimatedQualitySums): void {
    this.#confusion.merge(other.#confusion);
    for (const [curve, rocAuc] of other.#rocAucs.entries()) this.#rocAucs[curve]?.merge(rocAuc);
  }

  /**
   * @param positive - index of the positive of two classes.
   * @throws RangeError when it is not the index of a class.
   */
  quality(positive = 1): EstimatedQuality {
    return estimatedQuality({ confusion: this.#confusion, rocAucs: this.#rocAucs, positive });
  }
}
