import { estimateReading, featureReadings } from './alert-drift-readings.ts';
import { type EstimatedMetric, isEstimated, isOfClasses, isOfFeatures } from './alert-metrics.ts';
import { emptyReading, type Reading, type ReadingsByMetric } from './alert-reading.ts';
import type { AlertRule } from './alert-rule.ts';
import { PREDICTION_FEATURE } from './baseline-schema.ts';
import type { ModelState } from './model-state.ts';
import type { RecentSums } from './model-window.ts';
import { qualityFigures } from './quality-figures.ts';

const NO_METRICS: ReadingsByMetric = new Map();
const NOTHING: readonly Reading[] = [emptyReading()];

/** The figures of one model version at one moment; each kind is read when a rule first asks for it. */
export class AlertFigures {
  readonly #state: ModelState;
  readonly #withRanks: boolean;
  readonly #quality = new Map<number | undefined, ReadingsByMetric>();
  #features: ReadingsByMetric | undefined;
  readonly #estimates = new Map<EstimatedMetric, readonly Reading[]>();

  /** @param options - `withRanks` when a rule asks for what needs the order of values: it takes longest to read. */
  constructor(state: ModelState, { withRanks }: { readonly withRanks: boolean }) {
    this.#state = state;
    this.#withRanks = withRanks;
  }

  /** All that a rule is about here. What it names by itself is there even without a figure. */
  readingsFor({ metric, overSeconds, bound, scope }: AlertRule): readonly Reading[] {
    if (metric === 'prediction_drift') return ofFeature(this.#ofFeatures().get('drift'), PREDICTION_FEATURE);
    if (isOfFeatures(metric)) return ofFeature(this.#ofFeatures().get(metric), scope.feature);
    if (isEstimated(metric)) return this.#ofEstimate(metric);
    const readings = this.#ofQuality(overSeconds).get(metric);
    if (!isOfClasses(metric)) return readings ?? NOTHING;
    // A baseline has figures of the whole model only.
    return ofClass(readings, bound.kind === 'below_baseline' ? '' : scope.class);
  }

  #ofQuality(overSeconds: number | undefined): ReadingsByMetric {
    const known = this.#quality.get(overSeconds);
    if (known !== undefined) return known;
    const { window } = this.#state;
    const sums = overSeconds === undefined && this.#withRanks ? window.sums() : window.sumsOver(overSeconds);
    const readings = qualityReadings(sums, this.#state);
    this.#quality.set(overSeconds, readings);
    return readings;
  }

  #ofFeatures(): ReadingsByMetric {
    const drift = this.#state.baseline?.drift;
    this.#features ??= drift === undefined ? NO_METRICS : featureReadings(drift.window().comparisons);
    return this.#features;
  }

  #ofEstimate(metric: EstimatedMetric): readonly Reading[] {
    const known = this.#estimates.get(metric);
    if (known !== undefined) return known;
    const drift = this.#state.baseline?.drift;
    const estimate = drift?.window().estimate;
    const isKnown = drift !== undefined && estimate !== undefined;
    const readings = isKnown ? [estimateReading(metric, estimate, drift.baseline.rows)] : NOTHING;
    this.#estimates.set(metric, readings);
    return readings;
  }
}

function qualityReadings(sums: RecentSums, state: ModelState): ReadingsByMetric {
  const readings = new Map<string, Reading[]>();
  for (const { metric, class: name, value, n, hits } of qualityFigures(sums, state.tally(sums.labels))) {
    const known = readings.get(metric);
    const reading = { class: name, feature: '', value, n, hits };
    if (known === undefined) readings.set(metric, [reading]);
    else known.push(reading);
  }
  const { predictions, unread } = sums.traffic;
  // Labels that came today for the predictions of yesterday do not make it more than all.
  readings.set('label_rate', [shareOf(Math.min(sums.labels.labels, predictions), predictions)]);
  return readings.set('unread_rate', [shareOf(unread, predictions + unread)]);
}

function shareOf(hits: number, n: number): Reading {
  return n === 0 ? emptyReading() : { class: '', feature: '', value: hits / n, n, hits };
}

/** That of one class, or those of all when none is named. */
function ofClass(readings: readonly Reading[] = [], name: string | undefined): readonly Reading[] {
  if (name === undefined) return readings.filter((reading) => reading.class !== '');
  return [readings.find((reading) => reading.class === name) ?? emptyReading({ class: name })];
}

/** That of one feature, or those of all inputs and scores when none is named. */
function ofFeature(readings: readonly Reading[] = [], name: string | undefined): readonly Reading[] {
  if (name === undefined) return readings.filter(({ feature }) => feature !== PREDICTION_FEATURE);
  return [readings.find(({ feature }) => feature === name) ?? emptyReading({ feature: name })];
}
