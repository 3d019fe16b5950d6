import { estimatedAccuracyInterval } from '../statistics/estimated-accuracy-interval.ts';
import type { EstimatedQuality } from '../statistics/estimated-quality.ts';
import type { Interval } from '../statistics/wilson-interval.ts';
import type { FeatureType } from './baseline.ts';
import { givenOf } from './baseline-parts.ts';
import { PREDICTION_FEATURE } from './baseline-schema.ts';
import type { DriftDistances, FeatureDrift } from './feature-drift.ts';
import type { Rate } from './feature-rates.ts';
import type { ModelBaseline } from './model-baseline.ts';
import type { FeatureComparison, ModelDrift } from './model-drift.ts';

/** A model version beside its baseline, over the current window. */
export type DriftSnapshot =
  | { readonly baseline: 'learning'; readonly rows: number; readonly of: number }
  | ComparedSnapshot;

export interface ComparedSnapshot {
  readonly baseline: 'given' | 'learned';
  /** When it was made, ISO 8601. */
  readonly createdAt: string;
  /** Rows of the baseline. */
  readonly rows: number;
  /** Features that have drifted, of those with enough rows to tell; the output is not among them. */
  readonly drifted: { readonly features: number; readonly of: number; readonly share?: number };
  /** The model's inputs, its scores as `@score:CLASS`, its output as `@prediction`. */
  readonly features: readonly FeatureSnapshot[];
  /** What the quality is likely to be, without any label; absent when it cannot be said. */
  readonly estimate?: EstimateSnapshot;
}

export interface FeatureSnapshot {
  readonly feature: string;
  readonly type: FeatureType;
  readonly verdict: FeatureDrift['verdict'];
  /** Values in the window, missing and invalid ones not among them. */
  readonly rows: number;
  /** The psi from which on it has drifted. */
  readonly threshold?: number;
  readonly distances?: DriftDistances;
  /** Shares of the values in the window. */
  readonly rates: {
    readonly missing?: number;
    readonly invalid?: number;
    readonly unseen?: number;
    readonly outOfRange?: number;
  };
  readonly bins: readonly { readonly bin: string; readonly baseline: number; readonly current: number }[];
}

export interface EstimateSnapshot {
  /** Predictions that it rests on. */
  readonly rows: number;
  readonly accuracy?: number;
  /** Where the accuracy is likely to be found, with 95 % confidence. */
  readonly accuracyInterval?: Interval;
  readonly precision?: number;
  readonly recall?: number;
  readonly f1?: number;
  readonly rocAuc?: number;
}

const CONFIDENCE = 0.95;

export function driftSnapshot(baseline: ModelBaseline): DriftSnapshot | undefined {
  const { drift, progress, state } = baseline;
  if (progress !== undefined) return { baseline: 'learning', ...progress };
  if (drift === undefined || state === 'learning') return undefined;
  return comparedSnapshot(drift, state);
}

function comparedSnapshot(drift: ModelDrift, state: ComparedSnapshot['baseline']): ComparedSnapshot {
  const { createdAt, rows } = drift.baseline;
  const { comparisons, estimate } = drift.window();
  return {
    baseline: state,
    createdAt,
    rows,
    drifted: driftedShare(comparisons),
    features: comparisons.map(featureSnapshot),
    ...givenOf({ estimate: estimate && estimateSnapshot(estimate, rows) }),
  };
}

/** How many of the model's inputs and scores have drifted. */
export function driftedShare(comparisons: readonly FeatureComparison[]): ComparedSnapshot['drifted'] {
  const told = comparisons.filter(
    ({ bins, drift }) => bins.name !== PREDICTION_FEATURE && drift.verdict !== 'not_enough_rows',
  );
  const features = told.filter(({ drift }) => drift.verdict === 'drifted').length;
  return told.length === 0
    ? { features, of: 0 }
    : { features, of: told.length, share: features / told.length };
}

function featureSnapshot({ bins, current, drift, rates }: FeatureComparison): FeatureSnapshot {
  const { name, type, binNames, baseline } = bins;
  return {
    feature: name,
    type,
    verdict: drift.verdict,
    rows: drift.rows,
    ...givenOf({ threshold: drift.threshold, distances: drift.distances }),
    rates: givenOf({
      missing: shareOf(rates.missing),
      invalid: shareOf(rates.invalid),
      unseen: shareOf(rates.unseen),
      outOfRange: shareOf(rates.outOfRange),
    }),
    bins: binNames.map((bin, index) => ({
      bin,
      baseline: baseline[index] ?? 0,
      current: current[index] ?? 0,
    })),
  };
}

function estimateSnapshot(estimate: EstimatedQuality, calibrationRows: number): EstimateSnapshot {
  const { rows, accuracy, precision, recall, f1, rocAuc } = estimate;
  const interval =
    accuracy === undefined || calibrationRows === 0
      ? undefined
      : estimatedAccuracyInterval({ accuracy, rows, calibrationRows }, CONFIDENCE);
  return { rows, ...givenOf({ accuracy, accuracyInterval: interval, precision, recall, f1, rocAuc }) };
}

function shareOf(rate: Rate | undefined): number | undefined {
  return rate === undefined || rate.rows === 0 ? undefined : rate.hits / rate.rows;
}
