import type { BaselineFeature, ClassCalibration } from './baseline.ts';
import { BaselineCalibration } from './baseline-calibration.ts';
import { BaselineColumn } from './baseline-column.ts';
import { scoreFeature } from './baseline-schema.ts';
import { categoryOf, isFiniteNumber } from './feature-value.ts';
import type { Scores } from './prediction.ts';

interface ClassScores {
  readonly column: BaselineColumn;
  readonly calibration: BaselineCalibration;
}

interface ScoreRules {
  /** In the order of score vectors; those without a name are called by their position. */
  readonly classes: readonly string[];
  /** The class that a single score speaks of. */
  readonly positiveClass: string | undefined;
  readonly exactRows: number;
  /** Classes whose scores are kept. */
  readonly limit: number;
}

/** The scores of every class, as features of their own and beside the truths. */
export class BaselineScores {
  readonly #rules: ScoreRules;
  readonly #byClass = new Map<string, ClassScores>();

  constructor(rules: ScoreRules) {
    this.#rules = rules;
  }

  get isEmpty(): boolean {
    return this.#byClass.size === 0;
  }

  /** @param truth - the right class, where it is known. */
  add(scores: Scores, truth: unknown): void {
    const right = categoryOf(truth);
    for (const [name, score] of this.#named(scores)) {
      const known = this.#scoresOf(categoryOf(name));
      known?.column.add(score);
      if (right !== undefined && isFiniteNumber(score)) known?.calibration.add(score, name === right ? 1 : 0);
    }
  }

  /** Adds all that `other` has seen; `other` stays as it is. */
  merge(other: BaselineScores): void {
    for (const [name, { column, calibration }] of other.#byClass) {
      const known = this.#scoresOf(name);
      known?.column.merge(column);
      known?.calibration.merge(calibration);
    }
  }

  features(rows: number, classes: readonly string[]): readonly BaselineFeature[] {
    return this.#spokenOf(classes, Array.from(this.#byClass.keys()))
      .map((name) => this.#byClass.get(name)?.column.feature(scoreFeature(name), rows))
      .filter((feature) => feature !== undefined);
  }

  /** Of the classes that truths can name; `undefined` when no row has both scores and a truth. */
  calibration(classes: readonly string[]): { readonly classes: readonly ClassCalibration[] } | undefined {
    const calibrated = this.#spokenOf(classes, classes)
      .map((name) => this.#byClass.get(name)?.calibration.calibrationOf(name))
      .filter((calibration) => calibration !== undefined);
    return calibrated.length === 0 ? undefined : { classes: calibrated };
  }

  /** Of two classes the positive one: the other's scores are those of the first, turned round. */
  #spokenOf(classes: readonly string[], names: readonly string[]): readonly string[] {
    const positive = this.#rules.positiveClass ?? classes[1];
    const isEnough = classes.length === 2 && positive !== undefined && this.#byClass.has(positive);
    return isEnough ? [positive] : names;
  }

  #named(scores: Scores): readonly (readonly [name: string, score: unknown])[] {
    const { classes, positiveClass = classes.length === 2 ? classes[1] : undefined } = this.#rules;
    if (typeof scores === 'number') return positiveClass === undefined ? [] : [[positiveClass, scores]];
    if (!Array.isArray(scores)) return Object.entries(scores);
    return scores.map((score, index) => [classes[index] ?? String(index), score]);
  }

  #scoresOf(name: string | undefined): ClassScores | undefined {
    if (name === undefined) return undefined;
    const known = this.#byClass.get(name);
    if (known !== undefined || this.#byClass.size >= this.#rules.limit) return known;
    const { exactRows } = this.#rules;
    const scores = {
      column: new BaselineColumn({ type: 'numeric', exactRows, categories: 0 }),
      calibration: new BaselineCalibration(),
    };
    this.#byClass.set(name, scores);
    return scores;
  }
}
