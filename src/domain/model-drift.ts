import type { EstimatedQuality } from '../statistics/estimated-quality.ts';
import type { EstimatedQualitySums } from '../statistics/estimated-quality-sums.ts';
import type { Baseline } from './baseline.ts';
import type { FeatureBins } from './feature-bins.ts';
import { type FeatureRow, FeatureTable } from './feature-counts.ts';
import { type FeatureDrift, featureDrift } from './feature-drift.ts';
import { type FeatureRates, featureRates } from './feature-rates.ts';
import type { Limits } from './limits.ts';
import { SLOTS_PER_WINDOW, type WindowRules } from './model-window.ts';
import { QualityEstimator } from './quality-estimator.ts';
import { type Mergeable, TimeSlots } from './time-slots.ts';

/** How one feature is now, beside how it was. */
export interface FeatureComparison {
  readonly bins: FeatureBins;
  /** Rows per bin over the window, in the order of `bins.binNames`. */
  readonly current: Float64Array;
  readonly drift: FeatureDrift;
  readonly rates: FeatureRates;
}

/** The current window beside the baseline. */
export interface DriftWindow {
  readonly comparisons: readonly FeatureComparison[];
  /** What the quality is likely to be; `undefined` when the baseline cannot tell. */
  readonly estimate: EstimatedQuality | undefined;
}

export interface DriftRules extends WindowRules {
  readonly limits?: Pick<Limits, 'features'>;
}

/** What one slot of time counts for the comparison with a baseline. */
class DriftCounts implements Mergeable<DriftCounts> {
  readonly features: Float64Array;
  readonly estimate: EstimatedQualitySums | undefined;

  constructor(places: number, estimate: EstimatedQualitySums | undefined) {
    this.features = new Float64Array(places);
    this.estimate = estimate;
  }

  merge({ features, estimate }: DriftCounts): void {
    addAll(this.features, features);
    if (estimate !== undefined) this.estimate?.merge(estimate);
  }
}

/**
 * The predictions of a model version beside its baseline: features by bin, from the start and over the window, and
 * what the quality is likely to be.
 */
export class ModelDrift {
  readonly baseline: Baseline;
  readonly #table: FeatureTable;
  readonly #estimator: QualityEstimator | undefined;
  readonly #slots: TimeSlots<DriftCounts>;
  /** Of the slots that are over: a value is counted once, in the current slot, and not in two places. */
  readonly #past: Float64Array;
  #current: DriftCounts;
  /** What was read since the last prediction and the beginning of the slot. */
  #reading: { readonly slot: DriftCounts; readonly window: DriftWindow } | undefined;

  constructor(baseline: Baseline, { windowSeconds, now, limits }: DriftRules) {
    this.baseline = baseline;
    this.#table = new FeatureTable(baseline, limits);
    this.#estimator = QualityEstimator.of(baseline);
    this.#slots = new TimeSlots({
      slotSeconds: windowSeconds / SLOTS_PER_WINDOW,
      slots: SLOTS_PER_WINDOW,
      create: () => new DriftCounts(this.#table.places, this.#estimator?.createSums()),
      now,
    });
    this.#past = new Float64Array(this.#table.places);
    this.#current = this.#slots.current();
  }

  /** Whether the scores of a prediction are looked at. */
  get readsScores(): boolean {
    return this.#estimator !== undefined || this.#table.countsScores;
  }

  add(row: FeatureRow): void {
    this.#reading = undefined;
    const { features, estimate } = this.#slot();
    this.#table.add(features, row);
    if (estimate === undefined || row.scores === undefined || row.meaning.kind !== 'class') return;
    this.#estimator?.add(estimate, row.meaning.name, row.scores);
  }

  /** Every feature with its rows per bin since the start, in the order of its `binNames`. */
  *totals(): Generator<readonly [FeatureBins, Float64Array]> {
    const counts = this.#past.slice();
    addAll(counts, this.#slot().features);
    yield* this.#table.entries(counts);
  }

  /** The current window beside the baseline; read many times a scrape, it is made once. */
  window(): DriftWindow {
    const slot = this.#slot();
    if (this.#reading?.slot === slot) return this.#reading.window;
    const { features, estimate } = this.#slots.sumOfLast(SLOTS_PER_WINDOW);
    const comparisons = Array.from(this.#table.entries(features), ([bins, counts]) => ({
      bins,
      current: bins.rowsPerBin(counts),
      drift: featureDrift(bins, counts),
      rates: featureRates(bins, counts),
    }));
    const isEstimated = estimate !== undefined && estimate.rows > 0;
    const window = { comparisons, estimate: isEstimated ? estimate.quality() : undefined };
    this.#reading = { slot, window };
    return window;
  }

  /** The current slot; what the one before held is added to the past when it ends. */
  #slot(): DriftCounts {
    const current = this.#slots.current();
    if (current !== this.#current) {
      addAll(this.#past, this.#current.features);
      this.#current = current;
    }
    return current;
  }
}

function addAll(sums: Float64Array, counts: Float64Array): void {
  for (let place = 0; place < sums.length; place += 1) {
    sums[place] = (sums[place] as number) + (counts[place] as number);
  }
}
