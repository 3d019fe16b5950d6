import { driftThreshold } from '../statistics/drift-threshold.ts';
import { hellingerDistance } from '../statistics/hellinger-distance.ts';
import { jensenShannonDistance } from '../statistics/jensen-shannon-distance.ts';
import { kolmogorovSmirnov } from '../statistics/kolmogorov-smirnov.ts';
import { lInfinityDistance } from '../statistics/l-infinity-distance.ts';
import { psi } from '../statistics/psi.ts';
import { sumOf } from '../statistics/sum-of.ts';
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

type Verdict =
  | {
      readonly verdict: 'drifted' | 'stable';
      readonly psi: number;
      /** The psi from which on a feature of so many rows has drifted. */
      readonly threshold: number;
    }
  | {
      readonly verdict: 'not_enough_rows';
      /** To look at, not to judge by; `undefined` when one side has no rows. */
      readonly psi: number | undefined;
      readonly threshold: number | undefined;
    };

/** Whether a feature's values are still those of the baseline. */
export type FeatureDrift = ComparedRows & Verdict;

/**
 * Compares current rows with the baseline's: drifted when psi has reached the threshold that chance alone passes in
 * one window of a thousand.
 *
 * @param current - rows per bin, of the bins that hold values.
 */
export function featureDrift(
  { baselineValues: baseline, valueBins }: FeatureBins,
  current: readonly number[],
): FeatureDrift {
  const [rows, baselineRows] = [sumOf(current), sumOf(baseline)];
  const threshold = driftThreshold(rows, baselineRows, valueBins);
  const distance = psi(baseline, current);
  if (rows < FEWEST_ROWS || threshold === undefined || distance === undefined) {
    return { verdict: 'not_enough_rows', rows, baselineRows, psi: distance, threshold };
  }
  const verdict = distance >= threshold ? 'drifted' : 'stable';
  return { verdict, rows, baselineRows, psi: distance, threshold };
}

/**
 * All distances of current rows from the baseline's.
 *
 * @param current - rows per bin, of the bins that hold values.
 * @returns `undefined` when one side has no rows.
 */
export function featureDistances(bins: FeatureBins, current: readonly number[]): DriftDistances | undefined {
  const { baselineValues: baseline } = bins;
  const ofAnyType = allOf({
    psi: psi(baseline, current),
    js: jensenShannonDistance(baseline, current),
    hellinger: hellingerDistance(baseline, current),
    linf: lInfinityDistance(baseline, current),
  });
  const ks = bins.type === 'numeric' ? kolmogorovSmirnov(baseline, current) : undefined;
  return ofAnyType && { ...ofAnyType, ...givenOf({ ks }) };
}
