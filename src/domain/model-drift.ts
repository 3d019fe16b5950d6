import type { EstimatedQuality } from '../statistics/estimated-quality.ts';
import type { EstimatedQualitySums } from '../statistics/estimated-quality-sums.ts';
import type { Baseline } from './baseline.ts';
import type { FeatureBins } from './feature-bins.ts';
import { FeatureComparison } from './feature-comparison.ts';
import { type FeatureLimits, type FeatureRow, FeatureTable } from './feature-counts.ts';
import { retainedSlots, SLOTS_PER_WINDOW, type WindowRules } from './model-window.ts';
import { QualityEstimator } from './quality-estimator.ts';
import { type Mergeable, TimeSlots } from './time-slots.ts';
import { WindowedCounts } from './windowed-counts.ts';

/** The current window beside the baseline. */
export interface DriftWindow {
  readonly comparisons: readonly FeatureComparison[];
  /** What the quality is likely to be, if that can be told; summed when first read, which has to be at once. */
  readonly estimate: EstimatedQuality | undefined;
}

export interface DriftRules extends WindowRules {
  readonly inputs?: FeatureLimits;
}

/** Predictions of one slot of time, and how many of them are likely right. */
export class ExpectedHits implements Mergeable<ExpectedHits> {
  rows = 0;
  hits = 0;

  add(probability: number): void {
    this.rows += 1;
    this.hits += probability;
  }

  merge({ rows, hits }: ExpectedHits): void {
    this.rows += rows;
    this.hits += hits;
  }
}

/**
 * The predictions of a model version beside its baseline: features by bin, from the start and over the window, and
 * what the quality is likely to be.
 */
export class ModelDrift {
  readonly baseline: Baseline;
  /** Kept as long as slots are: all that is known of how an estimate went over time. */
  readonly expectedHits: TimeSlots<ExpectedHits>;
  readonly #table: FeatureTable;
  readonly #estimator: QualityEstimator | undefined;
  readonly #counts: WindowedCounts;
  readonly #estimates: TimeSlots<EstimatedQualitySums> | undefined;
  /** What was read since the last prediction and the beginning of the slot. */
  #reading: { readonly slot: number; readonly window: DriftWindow } | undefined;

  constructor(baseline: Baseline, { inputs, ...window }: DriftRules) {
    this.baseline = baseline;
    const retained = retainedSlots(window);
    this.expectedHits = new TimeSlots({ ...retained, create: () => new ExpectedHits() });
    this.#table = new FeatureTable(baseline, inputs);
    this.#counts = new WindowedCounts({ ...retained, places: this.#table.places });
    const estimator = QualityEstimator.of(baseline);
    this.#estimator = estimator;
    const ring = { ...retained, slots: SLOTS_PER_WINDOW };
    this.#estimates = estimator && new TimeSlots({ ...ring, create: () => estimator.createSums() });
  }

  /** Whether the scores of a prediction are looked at. */
  get readsScores(): boolean {
    return this.#estimator !== undefined || this.#table.countsScores;
  }

  add(row: FeatureRow): void {
    this.#reading = undefined;
    this.#table.add(this.#counts.current(), row);
    if (this.#estimates === undefined || row.scores === undefined || row.meaning.kind !== 'class') return;
    const chance = this.#estimator?.add(this.#estimates.current(), row.meaning.name, row.scores);
    if (chance !== undefined) this.expectedHits.current().add(chance);
  }

  /** Every feature with its rows per bin since the start, in the order of its `binNames`. */
  *totals(): Generator<readonly [FeatureBins, Float64Array]> {
    const counts = this.#counts.total();
    for (const bins of this.#table.features) yield [bins, counts];
  }

  /** The current window beside the baseline; read many times a scrape, it is made once. */
  window(): DriftWindow {
    const { slot } = this.#counts;
    if (this.#reading?.slot === slot) return this.#reading.window;
    const counts = this.#counts.window();
    const comparisons = this.#table.features.map((bins) => new FeatureComparison(bins, counts));
    const window = withEstimate(comparisons, () => this.#estimate());
    this.#reading = { slot, window };
    return window;
  }

  #estimate(): EstimatedQuality | undefined {
    const sums = this.#estimates?.sumOfLast(SLOTS_PER_WINDOW);
    return sums === undefined || sums.rows === 0 ? undefined : sums.quality();
  }
}

/** The estimate is made when it is asked for: it takes longer than all the rest, and not every reader asks. */
function withEstimate(
  comparisons: readonly FeatureComparison[],
  estimate: () => EstimatedQuality | undefined,
): DriftWindow {
  let known: { readonly estimate: EstimatedQuality | undefined } | undefined;
  return {
    comparisons,
    get estimate() {
      known ??= { estimate: estimate() };
      return known.estimate;
    },
  };
}
