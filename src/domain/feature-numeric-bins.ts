import { lowerBound } from '../statistics/bucket-counts.ts';
import { sumOf } from '../statistics/sum-of.ts';
import type { NumericBaselineFeature } from './baseline.ts';
import type { FeatureBins } from './feature-bins.ts';
import { INVALID, isMissing, MISSING } from './feature-value.ts';

/** Room for nine deciles and both ends of the range. */
const QUICK_EDGES = 11;

/**
 * Bins of numbers: up to and including each edge, and above the last. The counts hold two places more, for what lies
 * below the baseline's smallest and above its largest value, so that the one search finds what is out of range too.
 */
export class NumericBins implements FeatureBins {
  readonly name: string;
  readonly type = 'numeric';
  readonly places: number;
  readonly binNames: readonly string[];
  readonly valueBins: number;
  readonly baseline: readonly number[];
  readonly baselineValues: readonly number[];
  /**
   * The largest number below the range, the baseline's edges, the largest in the range, then infinities. A plain array:
   * V8 reaches its elements in fewer instructions than those of a typed array.
   */
  readonly #edges: readonly number[];
  /** The places: below the range, the bins, above the range, missing, invalid. */
  readonly #first: number;
  readonly #above: number;
  readonly #missing: number;
  readonly #invalid: number;

  constructor(feature: NumericBaselineFeature, rows: number, firstPlace: number) {
    const { edges, counts, missing } = feature;
    this.name = feature.name;
    this.valueBins = counts.length;
    this.#first = firstPlace;
    this.#above = firstPlace + counts.length + 1;
    this.#missing = this.#above + 1;
    this.#invalid = this.#above + 2;
    this.places = counts.length + 4;
    this.binNames = [...edges.map(String), '+Inf', MISSING, INVALID];
    this.baselineValues = counts;
    this.baseline = [...counts, missing, rows - missing - sumOf(counts)];
    const known = [nextBelow(feature.min), ...edges, feature.max];
    const spare = Math.max(0, QUICK_EDGES - known.length);
    this.#edges = [...known, ...Array.from({ length: spare }, () => Number.POSITIVE_INFINITY)];
  }

  /**
   * Of eleven edges every third tells the group, and two more the place in it. Without a branch that the processor could
   * guess wrong that is the price of three bare increments, where a binary search costs 25 (bench/micro/feature-bins.ts).
   */
  placeOf(value: unknown): number {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      return isMissing(value) ? this.#missing : this.#invalid;
    }
    const edges = this.#edges;
    if (edges.length > QUICK_EDGES) return this.#first + lowerBound(edges, value);
    const group =
      3 *
      (Number((edges[2] as number) < value) +
        Number((edges[5] as number) < value) +
        Number((edges[8] as number) < value));
    const place = this.#first + group;
    return place + Number((edges[group] as number) < value) + Number((edges[group + 1] as number) < value);
  }

  rowsPerBin(counts: Float64Array): readonly number[] {
    return [...this.valuesPerBin(counts), counts[this.#missing] as number, counts[this.#invalid] as number];
  }

  valuesPerBin(counts: Float64Array): readonly number[] {
    const rows = new Array<number>(this.valueBins);
    const last = this.valueBins - 1;
    for (let bin = 0; bin <= last; bin += 1) rows[bin] = counts[this.#first + 1 + bin] as number;
    rows[0] = (rows[0] as number) + (counts[this.#first] as number);
    rows[last] = (rows[last] as number) + (counts[this.#above] as number);
    return rows;
  }

  unseen(): undefined {
    return undefined;
  }

  outOfRange(counts: Float64Array): number {
    return (counts[this.#first] as number) + (counts[this.#above] as number);
  }
}

/** The largest number below `value`: the one whose bits come before. */
function nextBelow(value: number): number {
  if (value === 0) return -Number.MIN_VALUE;
  const number = Float64Array.of(value);
  const bits = new BigInt64Array(number.buffer);
  bits[0] = (bits[0] as bigint) + (value > 0 ? -1n : 1n);
  return number[0] as number;
}
