import type { BaselineFeature, FeatureType } from './baseline.ts';
import { CategoryBins } from './feature-category-bins.ts';
import { NumericBins } from './feature-numeric-bins.ts';

/**
 * The bins of one feature of a baseline, and where they are in an array of counts, which may be of several features. A
 * caller owns the counts, as many arrays as it likes: one look-up finds the place in all of them, and arrays of several
 * slots of time, or of several processes, add up place by place.
 *
 * ```ts
 * const place = bins.placeOf(value);
 * cumulative[place] += 1;
 * currentSlot[place] += 1;
 * ```
 */
export interface FeatureBins {
  /** The feature's name. */
  readonly name: string;
  readonly type: FeatureType;
  /** How many places it takes: of a feature by itself `new Float64Array(bins.places)` are the counts. */
  readonly places: number;
  /** What the bins are called: the value bins, then `@missing` and `@invalid`. */
  readonly binNames: readonly string[];
  /** Bins that hold values, and that the distances are made of. */
  readonly valueBins: number;
  /** Rows of the baseline per bin, in the order of `binNames`. */
  readonly baseline: readonly number[];
  /** Those of them that are of `valueBins`. */
  readonly baselineValues: readonly number[];
  /** Where a value is counted. Allocates nothing for a value that the baseline saw. */
  placeOf(value: unknown): number;
  /** Rows per bin, in the order of `binNames`, of an array of counts. */
  rowsPerBin(counts: Float64Array): readonly number[];
  /**
   * Those of them that are of `valueBins`. A plain array: thousands are made for a snapshot, and the memory of a typed one
   * is asked of the system.
   */
  valuesPerBin(counts: Float64Array): readonly number[];
  /** Values that the baseline never saw; `undefined` for a numeric feature. */
  unseen(counts: Float64Array): number | undefined;
  /** Values outside the baseline's smallest and largest; `undefined` for a categorical feature. */
  outOfRange(counts: Float64Array): number | undefined;
}

/**
 * The bins of a feature.
 *
 * @param rows - of the whole baseline: what of them is neither counted nor missing was invalid.
 * @param firstPlace - where its places begin in an array of counts.
 */
export function featureBins(feature: BaselineFeature, rows: number, firstPlace = 0): FeatureBins {
  return feature.type === 'numeric'
    ? new NumericBins(feature, rows, firstPlace)
    : new CategoryBins(feature, rows, firstPlace);
}
