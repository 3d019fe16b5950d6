import { QuantileSketch } from '../statistics/quantile-sketch.ts';
import { RocAucSketch } from '../statistics/roc-auc-sketch.ts';
import type { LabelledRow } from './label-counts.ts';
import type { ScoredLabel } from './score-sums.ts';

/** Where the curve of two classes is kept. */
const POSITIVE = 0;

/**
 * What of labelled predictions needs their order and not their sums: medians and the area under the ROC curve.
 * Bounded, but much larger than sums, so it is kept for the current window only.
 */
export class LabelRanks {
  readonly absoluteErrors: QuantileSketch = new QuantileSketch();
  /** By the index of the class in the scores; of two classes the positive one's alone. */
  readonly #roc = new Map<number, RocAucSketch>();
  readonly #mostClasses: number;

  /** @param mostClasses - scores of more classes are left out: each class has a sketch of its own. */
  constructor(mostClasses: number) {
    this.#mostClasses = mostClasses;
  }

  add({ scores, values }: LabelledRow): void {
    if (values !== undefined) this.absoluteErrors.add(Math.abs(values.output - values.truth));
    if (scores !== undefined) this.#addScores(scores);
  }

  merge(other: LabelRanks): void {
    this.absoluteErrors.merge(other.absoluteErrors);
    for (const [index, sketch] of other.#roc) this.#sketchOf(index).merge(sketch);
  }

  /** Mean over the classes that have both right and wrong rows; `undefined` when none has. */
  rocAuc(): number | undefined {
    const areas = Array.from(this.#roc.values(), (sketch) => sketch.rocAuc()).filter(
      (area) => area !== undefined,
    );
    return areas.length === 0 ? undefined : areas.reduce((sum, area) => sum + area, 0) / areas.length;
  }

  #addScores({ scores, truth, score, hit }: ScoredLabel): void {
    if (scores.length === 2) {
      this.#sketchOf(POSITIVE).add(score, hit);
      return;
    }
    if (scores.length > this.#mostClasses) return;
    for (const [index, value] of scores.entries()) this.#sketchOf(index).add(value, truth === index ? 1 : 0);
  }

  #sketchOf(index: number): RocAucSketch {
    const known = this.#roc.get(index);
    if (known !== undefined) return known;
    const sketch = new RocAucSketch();
    this.#roc.set(index, sketch);
    return sketch;
  }
}
