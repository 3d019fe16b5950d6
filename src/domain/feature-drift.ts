import { driftThreshold } from '../statistics/drift-threshold.ts';
import { hellingerDistance } from '../statistics/hellinger-distance.ts';
import { jensenShannonDistance } from '../statistics/jensen-shannon-distance.ts';
import { kolmogorovSmirnov } from '../statistics/kolmogorov-smirnov.ts';
import { lInfinityDistance } from '../statistics/l-infinity-distance.ts';
import { psi } from '../statistics/psi.ts';
import type { FeatureType } from './baseline.ts';
import { allOf, givenOf } from './baseline-parts.ts';
import type { FeatureBins } from './feature-bins.ts';

/** Below this many current values nothing is said: every distance would be made of chance. */
export const FEWEST_ROWS = 30;

/** How far the current values are from the baseline, by five methods. 0 is identical; all but psi end at 1. */
export interface DriftDistances {
  readonly psi: number;
  readonly js: number;
  readonly hellinger: number;
  readonly linf: number;
  /** Of a numeric feature only: categories have no order. */
  readonly ks?: number;
}

interface ComparedRows {
  /** Current values in bins: missing and invalid ones are left out. */
  readonly rows: number;
  /** The baseline's values in bins. */
  readonly baselineRows: number;
}

/** Whether a feature's values are still those of the baseline. */
export type FeatureDrift =
  | (ComparedRows & {
      readonly verdict: 'drifted' | 'stable';
      readonly distances: DriftDistances;
      /** The psi from which on a feature of so many rows has drifted. */
      readonly threshold: number;
    })
  | (ComparedRows & {
      readonly verdict: 'not_enough_rows';
      /** To look at, not to judge by; `undefined` when one side has no rows. */
      readonly distances: DriftDistances | undefined;
      readonly threshold: number | undefined;
    });

/**
 * Compares current counts with the baseline's: drifted when psi has reached the threshold that chance alone passes
 * in one window of a thousand.
 *
 * @param counts - `bins.places` of them, as counted by `bins.placeOf`.
 */
export function featureDrift(bins: FeatureBins, counts: Float64Array): FeatureDrift {
  const baseline = bins.baseline.subarray(0, bins.valueBins);
  const current = bins.rowsPerBin(counts).subarray(0, bins.valueBins);
  const compared = { rows: sum(current), baselineRows: sum(baseline) };
  const threshold = driftThreshold(compared.rows, compared.baselineRows, bins.valueBins);
  const distances = distancesBetween(baseline, current, bins.type);
  if (compared.rows < FEWEST_ROWS || threshold === undefined || distances === undefined) {
    return { verdict: 'not_enough_rows', ...compared, distances, threshold };
  }
  const verdict = distances.psi >= threshold ? 'drifted' : 'stable';
  return { verdict, ...compared, distances, threshold };
}

function distancesBetween(
  baseline: Float64Array,
  current: Float64Array,
  type: FeatureType,
): DriftDistances | undefined {
  const ofAnyType = allOf({
    psi: psi(baseline, current),
    js: jensenShannonDistance(baseline, current),
    hellinger: hellingerDistance(baseline, current),
    linf: lInfinityDistance(baseline, current),
  });
  const ks = type === 'numeric' ? kolmogorovSmirnov(baseline, current) : undefined;
  return ofAnyType && { ...ofAnyType, ...givenOf({ ks }) };
}

function sum(counts: Float64Array): number {
  return counts.reduce((total, count) => total + count, 0);
}
