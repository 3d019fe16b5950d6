import { sumOf } from '../statistics/sum-of.ts';
import type { FeatureBins } from './feature-bins.ts';

/** A share by its counts, which its confidence interval needs. */
export interface Rate {
  readonly hits: number;
  readonly rows: number;
}

/** Shares of values that are not as they should be. */
export interface FeatureRates {
  /** Of all values, the invalid ones among them. */
  readonly missing: Rate;
  /** Of all values, the missing ones among them. */
  readonly invalid: Rate;
  /** Of the values in bins: what the baseline never saw; `undefined` for a numeric feature. */
  readonly unseen: Rate | undefined;
  /** Of the values in bins: outside the baseline's range; `undefined` for a categorical feature. */
  readonly outOfRange: Rate | undefined;
}

export function featureRates(bins: FeatureBins, counts: Float64Array): FeatureRates {
  const values = sumOf(bins.valuesPerBin(counts));
  const [missing = 0, invalid = 0] = bins.rowsPerBin(counts).slice(bins.valueBins);
  const all = values + missing + invalid;
  const ofValues = (hits: number | undefined): Rate | undefined =>
    hits === undefined ? undefined : { hits, rows: values };
  return {
    missing: { hits: missing, rows: all },
    invalid: { hits: invalid, rows: all },
    unseen: ofValues(bins.unseen(counts)),
    outOfRange: ofValues(bins.outOfRange(counts)),
  };
}
