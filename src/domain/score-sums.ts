import { squaredDistance } from '../statistics/brier-score.ts';
import { CalibrationBins } from '../statistics/calibration-bins.ts';
import { CompensatedSum } from '../statistics/compensated-sum.ts';
import { surprise } from '../statistics/log-loss.ts';
import { ratio } from '../statistics/ratio.ts';

/** The scores of one labelled prediction, beside the truth. */
export interface ScoredLabel {
  readonly scores: readonly number[];
  /** The index of the right class in `scores`. */
  readonly truth: number;
  /** The class whose score is compared with how often it comes true: its number among the confusion classes. */
  readonly spokenOf: number;
  /** Its score. */
  readonly score: number;
  readonly hit: 0 | 1;
}

/** What labelled scores add up to: sums only, so that those of several windows or processes add up. */
export class ScoreSums {
  /** By the number of the class whose score it is. */
  readonly calibration: Map<number, CalibrationBins> = new Map();
  #labels = 0;
  readonly #logLoss = new CompensatedSum();
  readonly #squaredDistance = new CompensatedSum();

  get labels(): number {
    return this.#labels;
  }

  /** Sum of -ln of the right class's score. */
  get logLoss(): number {
    return this.#logLoss.value;
  }

  /** Sum of the squared distances of the scores from the truth. */
  get squaredDistance(): number {
    return this.#squaredDistance.value;
  }

  add(label: ScoredLabel): void {
    this.#labels += 1;
    this.#logLoss.add(surprise(label.scores[label.truth] as number));
    this.#squaredDistance.add(distanceOf(label));
    this.#binsOf(label.spokenOf).add(label.score, label.hit);
  }

  merge(other: ScoreSums): void {
    this.#labels += other.#labels;
    this.#logLoss.merge(other.#logLoss);
    this.#squaredDistance.merge(other.#squaredDistance);
    for (const [spokenOf, bins] of other.calibration) this.#binsOf(spokenOf).merge(bins);
  }

  figures(): {
    logLoss: number | undefined;
    brierScore: number | undefined;
    calibrationError: number | undefined;
  } {
    const all = new CalibrationBins();
    for (const bins of this.calibration.values()) all.merge(bins);
    return {
      logLoss: ratio(this.logLoss, this.#labels),
      brierScore: ratio(this.squaredDistance, this.#labels),
      calibrationError: all.calibrationError(),
    };
  }

  #binsOf(spokenOf: number): CalibrationBins {
    const known = this.calibration.get(spokenOf);
    if (known !== undefined) return known;
    const bins = new CalibrationBins();
    this.calibration.set(spokenOf, bins);
    return bins;
  }
}

/** Of two classes that of the positive one's score; the other's may differ, as rounded scores need not sum to 1. */
function distanceOf(label: ScoredLabel): number {
  return label.scores.length === 2 ? (label.score - label.hit) ** 2 : squaredDistance(label);
}
