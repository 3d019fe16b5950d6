import { estimatedAccuracyInterval } from '../statistics/estimated-accuracy-interval.ts';
import type { EstimatedQuality } from '../statistics/estimated-quality.ts';
import type { Interval } from '../statistics/wilson-interval.ts';
import type { Baseline, FeatureType } from './baseline.ts';
import { givenOf } from './baseline-parts.ts';
import { PREDICTION_FEATURE } from './baseline-schema.ts';
import type { FeatureComparison } from './feature-comparison.ts';
import type { DriftDistances, FeatureDrift } from './feature-drift.ts';
import type { Rate } from './feature-rates.ts';
import type { ModelBaseline } from './model-baseline.ts';
import type { ModelDrift } from './model-drift.ts';
import { SLOTS_PER_WINDOW } from './model-window.ts';

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
  /**
   * The model's inputs, its scores as `@score:CLASS`, its output as `@prediction`. Those that moved most when several
   * versions have too many features to tell of all: ask for one version then.
   */
  readonly features: readonly FeatureSnapshot[];
  /**
   * What the quality is likely to be, without any label; absent when it cannot be said, and nothing but the accuracy
   * when not all features are told of.
   */
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
  readonly histogram: HistogramSnapshot;
}

/** Rows of the baseline and of the window, side by side: three lists of one length. */
export interface HistogramSnapshot {
  /**
   * Of a numeric feature the upper edges, ascending, the last one `+Inf`; else the categories, `@other`, `@unseen`.
   * Then `@missing` and `@invalid`.
   */
  readonly bins: readonly string[];
  readonly baseline: readonly number[];
  readonly current: readonly number[];
  /** The smallest and the largest value of the baseline; of a numeric feature only. */
  readonly range?: { readonly min: number; readonly max: number };
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

/** How much is told of a version: of one all there is, of each of many only as much as fits in. */
export interface DriftDetail {
  /** How many features are told of. */
  readonly mostFeatures: number;
  /** Which estimates: the others take longer than all the rest. */
  readonly estimates: 'all' | 'accuracy';
}

export function driftSnapshot(baseline: ModelBaseline, detail: DriftDetail): DriftSnapshot | undefined {
  const { drift, progress, state } = baseline;
  if (progress !== undefined) return { baseline: 'learning', ...progress };
  if (drift === undefined || state === 'learning') return undefined;
  return { baseline: state, ...comparedSnapshot(drift, detail) };
}

function comparedSnapshot(drift: ModelDrift, detail: DriftDetail): Omit<ComparedSnapshot, 'baseline'> {
  const { createdAt, rows } = drift.baseline;
  const window = drift.window();
  const features = mostMoved(window.comparisons, detail.mostFeatures);
  const estimate = detail.estimates === 'all' ? window.estimate : expectedAccuracy(drift);
  return {
    createdAt,
    rows,
    drifted: driftedShare(window.comparisons),
    features: features.map((comparison) => featureSnapshot(comparison, drift.baseline)),
    ...givenOf({ estimate: estimate && estimateSnapshot(estimate, rows) }),
  };
}

function expectedAccuracy({ expectedHits }: ModelDrift): Estimate | undefined {
  const { rows, hits } = expectedHits.sumOfLast(SLOTS_PER_WINDOW);
  return rows === 0 ? undefined : { rows, accuracy: hits / rows };
}

/** The features furthest beyond their thresholds, or nearest to them, in their order. */
function mostMoved(comparisons: readonly FeatureComparison[], most: number): readonly FeatureComparison[] {
  if (comparisons.length <= most) return comparisons;
  const movements = comparisons.map(movementOf);
  const furthestFirst = Array.from(movements.keys()).sort(
    (a, b) => (movements[b] as number) - (movements[a] as number),
  );
  const chosen = new Set(furthestFirst.slice(0, most));
  return comparisons.filter((_, index) => chosen.has(index));
}

function movementOf({ drift: { psi = 0, threshold = 1 } }: FeatureComparison): number {
  return psi / threshold;
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

function featureSnapshot(comparison: FeatureComparison, baseline: Baseline): FeatureSnapshot {
  const { bins, current, drift, distances, rates } = comparison;
  return {
    feature: bins.name,
    type: bins.type,
    verdict: drift.verdict,
    rows: drift.rows,
    ...givenOf({ threshold: drift.threshold, distances }),
    rates: givenOf({
      missing: shareOf(rates.missing),
      invalid: shareOf(rates.invalid),
      unseen: shareOf(rates.unseen),
      outOfRange: shareOf(rates.outOfRange),
    }),
    histogram: {
      bins: bins.binNames,
      baseline: bins.baseline,
      current,
      ...givenOf({ range: rangeOf(baseline, bins.name) }),
    },
  };
}

type Estimate = Pick<EstimatedQuality, 'rows'> & Partial<Omit<EstimatedQuality, 'classes'>>;

function rangeOf({ features, prediction }: Baseline, name: string): HistogramSnapshot['range'] {
  const feature = name === PREDICTION_FEATURE ? prediction : features.find((one) => one.name === name);
  return feature?.type === 'numeric' ? { min: feature.min, max: feature.max } : undefined;
}

function estimateSnapshot(estimate: Estimate, calibrationRows: number): EstimateSnapshot {
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
