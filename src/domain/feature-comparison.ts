import type { FeatureBins } from './feature-bins.ts';
import { type DriftDistances, type FeatureDrift, featureDistances, featureDrift } from './feature-drift.ts';
import { type FeatureRates, featureRates } from './feature-rates.ts';

/** How one feature is now, beside how it was. What takes longer than the verdict is made when somebody reads it. */
export class FeatureComparison {
  readonly bins: FeatureBins;
  readonly drift: FeatureDrift;
  readonly #counts: Float64Array;

  /** @param counts - as counted by `bins.placeOf`; not changed from now on. */
  constructor(bins: FeatureBins, counts: Float64Array) {
    this.bins = bins;
    this.drift = featureDrift(bins, bins.valuesPerBin(counts));
    this.#counts = counts;
  }

  /** Rows per bin, in the order of `bins.binNames`. */
  get current(): readonly number[] {
    return this.bins.rowsPerBin(this.#counts);
  }

  /** `undefined` when one side has no rows. */
  get distances(): DriftDistances | undefined {
    return featureDistances(this.bins, this.bins.valuesPerBin(this.#counts));
  }

  get rates(): FeatureRates {
    return featureRates(this.bins, this.#counts);
  }
}
