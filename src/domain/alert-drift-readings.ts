import type { EstimatedQuality } from '../statistics/estimated-quality.ts';
import type { EstimatedMetric, FeatureMetric } from './alert-metrics.ts';
import type { Reading, ReadingsByMetric } from './alert-reading.ts';
import type { FeatureComparison } from './feature-comparison.ts';
import type { Rate } from './feature-rates.ts';

/** What is said of every feature, by metric. The output is one of the features here. */
export function featureReadings(comparisons: readonly FeatureComparison[]): ReadingsByMetric {
  const ofAll = (read: (comparison: FeatureComparison) => Omit<Reading, 'class' | 'feature'>): Reading[] =>
    comparisons.map((comparison) => ({ class: '', feature: comparison.bins.name, ...read(comparison) }));
  const readings: Readonly<Record<Exclude<FeatureMetric, 'prediction_drift'>, readonly Reading[]>> = {
    drift: ofAll(verdictOf),
    psi: ofAll(({ drift }) => ({ value: drift.psi, n: drift.rows })),
    missing_rate: ofAll(({ rates }) => shareOf(rates.missing)),
    unseen_rate: ofAll(({ rates }) => shareOf(rates.unseen)),
    out_of_range_rate: ofAll(({ rates }) => shareOf(rates.outOfRange)),
  };
  return new Map(Object.entries(readings));
}

const ESTIMATES = {
  estimated_accuracy: 'accuracy',
  estimated_precision: 'precision',
  estimated_recall: 'recall',
  estimated_f1: 'f1',
  estimated_roc_auc: 'rocAuc',
} as const satisfies Readonly<Record<EstimatedMetric, keyof EstimatedQuality>>;

/**
 * One figure of the estimate.
 *
 * @param calibrationRows - of the baseline whose scores the estimate is made with.
 */
export function estimateReading(
  metric: EstimatedMetric,
  estimate: EstimatedQuality,
  calibrationRows: number,
): Reading {
  const reading = { class: '', feature: '', value: estimate[ESTIMATES[metric]], n: estimate.rows };
  return metric === 'estimated_accuracy' ? { ...reading, calibrationRows } : reading;
}

/** The psi beside the threshold that the verdict is made with. */
function verdictOf({ drift }: FeatureComparison): Omit<Reading, 'class' | 'feature'> {
  if (drift.verdict === 'not_enough_rows') return { value: undefined, n: drift.rows };
  return { value: drift.psi, n: drift.rows, threshold: drift.threshold };
}

function shareOf(rate: Rate | undefined): Omit<Reading, 'class' | 'feature'> {
  if (rate === undefined || rate.rows === 0) return { value: undefined, n: rate?.rows ?? 0 };
  return { value: rate.hits / rate.rows, n: rate.rows, hits: rate.hits };
}
