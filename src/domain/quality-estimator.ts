import { EstimatedQualitySums } from '../statistics/estimated-quality-sums.ts';
import { ScoreCalibrator } from '../statistics/score-calibration.ts';
import type { Baseline } from './baseline.ts';
import { type ClassScores, scoredName } from './class-scores.ts';

/** Estimates the quality of a model version without labels, from scores that its baseline calibrates. */
export class QualityEstimator {
  readonly #calibrator: ScoreCalibrator;
  /** In the order of the calibration: of two the positive one is the second. */
  readonly #classes: readonly string[];

  private constructor(calibrator: ScoreCalibrator, classes: readonly string[]) {
    this.#calibrator = calibrator;
    this.#classes = classes;
  }

  /** @returns `undefined` for a baseline whose scores have not been calibrated, or not for every class. */
  static of({ classes = [], calibration }: Baseline): QualityEstimator | undefined {
    const calibrated = calibration?.classes ?? [];
    const [only] = calibrated;
    if (classes.length === 2 && calibrated.length === 1 && only !== undefined) {
      const ordered = [...classes.filter((name) => name !== only.class), only.class];
      return new QualityEstimator(new ScoreCalibrator({ curves: [only] }), ordered);
    }
    const curves = classes.map((name) => calibrated.find(({ class: of }) => of === name));
    if (curves.length < 3 || curves.includes(undefined)) return undefined;
    const known = curves.filter((curve) => curve !== undefined);
    return new QualityEstimator(new ScoreCalibrator({ curves: known }), classes);
  }

  createSums(): EstimatedQualitySums {
    return new EstimatedQualitySums(this.#calibrator);
  }

  /**
   * Adds one prediction; one of a class, or with scores, that the baseline does not know is left out.
   *
   * @returns how likely it is right, 0..1; `undefined` when it was left out.
   */
  add(sums: EstimatedQualitySums, predicted: string, scores: ClassScores): number | undefined {
    const index = this.#classes.indexOf(predicted);
    const ordered = this.#ordered(scores);
    return index === -1 || ordered === undefined ? undefined : sums.add(index, ordered);
  }

  #ordered(scores: ClassScores): readonly number[] | undefined {
    const { values } = scores;
    if (values.length !== this.#classes.length) return undefined;
    const places = values.map((_, index) => this.#classes.indexOf(scoredName(scores, index)));
    if (places.includes(-1)) return undefined;
    const ordered = new Array<number>(values.length);
    for (const [index, place] of places.entries()) ordered[place] = values[index] as number;
    return ordered;
  }
}
