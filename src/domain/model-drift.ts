import type { EstimatedQuality } from '../statistics/estimated-quality.ts';
import type { EstimatedQualitySums } from '../statistics/estimated-quality-sums.ts';
import type { Baseline } from './baseline.ts';
import type { FeatureBins } from './feature-bins.ts';
import { FeatureComparison } from './feature-comparison.ts';
import { type FeatureLimits, type FeatureRow, FeatureTable } from './feature-counts.ts';
import { retainedSlots, SLOTS_PER_WINDOW, type WindowRules } from './model-window.ts';
import { QualityEstimator } from './quality-estimator.ts';
import { type Mergeable, TimeSlots } from './time-slots.ts';

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

/** The values of one slot of time, by place. */
class FeatureCounts implements Mergeable<FeatureCounts> {
  readonly places: Float64Array;

  constructor(places: number) {
    this.places = new Float64Array(places);
  }

  merge({ places }: FeatureCounts): void {
    addAll(this.places, places);
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
  readonly #slots: TimeSlots<FeatureCounts>;
  readonly #estimates: TimeSlots<EstimatedQualitySums> | undefined;
  /** Of the slots that are over: a value is counted once, in the current slot, and not in two places. */
  readonly #past: Float64Array;
  #current: FeatureCounts;
  /** What was read since the last prediction and the beginning of the slot. */
  #reading: { readonly slot: FeatureCounts; readonly window: DriftWindow } | undefined;

  constructor(baseline: Baseline, { inputs, ...window }: DriftRules) {
    this.baseline = baseline;
    const retained = retainedSlots(window);
    this.expectedHits = new TimeSlots({ ...retained, create: () => new ExpectedHits() });
    this.#table = new FeatureTable(baseline, inputs);
    const { places } = this.#table;
    const ring = { ...retained, slots: SLOTS_PER_WINDOW };
    this.#slots = new TimeSlots({ ...ring, create: () => new FeatureCounts(places) });
    const estimator = QualityEstimator.of(baseline);
    this.#estimator = estimator;
    this.#estimates = estimator && new TimeSlots({ ...ring, create: () => estimator.createSums() });
    this.#past = new Float64Array(places);
    this.#current = this.#slots.current();
  }

  /** Whether the scores of a prediction are looked at. */
  get readsScores(): boolean {
    return this.#estimator !== undefined || this.#table.countsScores;
  }

  add(row: FeatureRow): void {
    this.#reading = undefined;
    this.#table.add(this.#slot().places, row);
    if (this.#estimates === undefined || row.scores === undefined || row.meaning.kind !== 'class') return;
    const chance = this.#estimator?.add(this.#estimates.current(), row.meaning.name, row.scores);
    if (chance !== undefined) this.expectedHits.current().add(chance);
  }

  /** Every feature with its rows per bin since the start, in the order of its `binNames`. */
  *totals(): Generator<readonly [FeatureBins, Float64Array]> {
    const counts = this.#past.slice();
    addAll(counts, this.#slot().places);
    yield* this.#table.entries(counts);
  }

  /** The current window beside the baseline; read many times a scrape, it is made once. */
  window(): DriftWindow {
    const slot = this.#slot();
    if (this.#reading?.slot === slot) return this.#reading.window;
    const { places } = this.#slots.sumOfLast(SLOTS_PER_WINDOW);
    const comparisons = Array.from(
      this.#table.entries(places),
      ([bins, counts]) => new FeatureComparison(bins, counts),
    );
    const window = withEstimate(comparisons, () => this.#estimate());
    this.#reading = { slot, window };
    return window;
  }

  #estimate(): EstimatedQuality | undefined {
    const sums = this.#estimates?.sumOfLast(SLOTS_PER_WINDOW);
    return sums === undefined || sums.rows === 0 ? undefined : sums.quality();
  }

  /** The current slot; what the one before held is added to the past when it ends. */
  #slot(): FeatureCounts {
    const current = this.#slots.current();
    if (current !== this.#current) {
      addAll(this.#past, this.#current.places);
      this.#current = current;
    }
    return current;
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

function addAll(sums: Float64Array, counts: Float64Array): void {
  for (let place = 0; place < sums.length; place += 1) {
    sums[place] = (sums[place] as number) + (counts[place] as number);
  }
}
