import type { Baseline, BaselineFeature } from '../domain/baseline.ts';
import { isScoreFeature, PREDICTION_FEATURE, scoreFeature } from '../domain/baseline-schema.ts';
import { type FeatureBins, featureBins } from '../domain/feature-bins.ts';
import { FeatureComparison } from '../domain/feature-comparison.ts';
import type { Scores } from '../domain/prediction.ts';
import type { InputRow } from './table-columns.ts';

/** The current values of one feature, by bin. */
class CountedFeature {
  readonly bins: FeatureBins;
  readonly #counts: Float64Array;
  #rows = 0;

  constructor(feature: BaselineFeature, baselineRows: number) {
    this.bins = featureBins(feature, baselineRows);
    this.#counts = new Float64Array(this.bins.places);
  }

  get isEmpty(): boolean {
    return this.#rows === 0;
  }

  add(value: unknown): void {
    const place = this.bins.placeOf(value);
    this.#counts[place] = (this.#counts[place] as number) + 1;
    this.#rows += 1;
  }

  result(): FeatureComparison {
    return new FeatureComparison(this.bins, this.#counts);
  }
}

/** Compares rows with a baseline. */
export class BaselineCheck {
  readonly #classes: readonly string[];
  readonly #inputs: readonly CountedFeature[];
  /** The scores and the output, by name. */
  readonly #others: ReadonlyMap<string, CountedFeature>;

  /** @param inputs - the names of the features to compare, besides outputs and scores. */
  constructor({ classes = [], features, prediction, rows }: Baseline, inputs: readonly string[]) {
    this.#classes = classes;
    this.#inputs = features
      .filter(({ name }) => inputs.includes(name))
      .map((feature) => new CountedFeature(feature, rows));
    const others = features.filter(({ name }) => isScoreFeature(name));
    this.#others = new Map(
      [...others, ...(prediction === undefined ? [] : [prediction])].map((feature) => [
        feature.name,
        new CountedFeature(feature, rows),
      ]),
    );
  }

  add({ features, output, scores }: InputRow): void {
    for (const feature of this.#inputs) {
      const { name } = feature.bins;
      feature.add(Object.hasOwn(features, name) ? features[name] : undefined);
    }
    if (output !== undefined) this.#others.get(PREDICTION_FEATURE)?.add(output);
    if (scores === undefined) return;
    for (const [name, score] of this.#named(scores)) this.#others.get(scoreFeature(name))?.add(score);
  }

  /** The inputs, and outputs and scores where rows have some. */
  result(): readonly FeatureComparison[] {
    const others = Array.from(this.#others.values()).filter(({ isEmpty }) => !isEmpty);
    return [...this.#inputs, ...others].map((feature) => feature.result());
  }

  #named(scores: Scores): readonly (readonly [className: string, score: unknown])[] {
    return Array.isArray(scores)
      ? scores.map((score, index) => [this.#classes[index] ?? String(index), score])
      : Object.entries(scores);
  }
}
