import type { CategoricalBaselineFeature } from './baseline.ts';
import type { FeatureBins } from './feature-bins.ts';
import { categoryOf, INVALID, MISSING, UNSEEN } from './feature-value.ts';
import { OTHER } from './limits.ts';

/**
 * Bins of categories: one for each that the baseline counts, `@other` for those that it cut, `@unseen` for all others.
 */
export class CategoryBins implements FeatureBins {
  readonly name: string;
  readonly type = 'categorical';
  readonly places: number;
  readonly binNames: readonly string[];
  readonly valueBins: number;
  readonly baseline: readonly number[];
  /** Places by value as it arrives, so that a number needs no text made of it: 1 stands for `'1'` too. */
  readonly #places = new Map<unknown, number>();
  /** Where a category goes that has no place of its own. */
  readonly #unknown: number;
  readonly #unseen: number;
  readonly #invalid: number;

  constructor(feature: CategoricalBaselineFeature, rows: number) {
    const { categories, counts, other, otherCategories = [], missing } = feature;
    const others = other > 0 ? [OTHER] : [];
    this.name = feature.name;
    this.binNames = [...categories, ...others, UNSEEN, MISSING, INVALID];
    this.places = this.binNames.length;
    this.valueBins = this.places - 2;
    this.#unseen = this.valueBins - 1;
    this.#invalid = this.places - 1;
    const otherRows = other > 0 ? [other] : [];
    const invalid = rows - missing - other - counts.reduce((sum, count) => sum + count, 0);
    this.baseline = [...counts, ...otherRows, 0, missing, invalid];
    for (const [place, name] of categories.entries()) this.#learn(name, place);
    for (const name of otherCategories) this.#learn(name, categories.length);
    for (const nothing of [null, undefined]) this.#places.set(nothing, this.valueBins);
    this.#unknown = other > 0 && !areAllNamed(feature) ? categories.length : this.#unseen;
  }

  placeOf(value: unknown): number {
    return this.#places.get(value) ?? this.#placeOfText(value);
  }

  rowsPerBin(counts: Float64Array): readonly number[] {
    // A loop takes 25 ns where `Array.from` takes 400.
    const rows = new Array<number>(counts.length);
    for (let bin = 0; bin < counts.length; bin += 1) rows[bin] = counts[bin] as number;
    return rows;
  }

  unseen(counts: Float64Array): number {
    return counts[this.#unseen] as number;
  }

  outOfRange(): undefined {
    return undefined;
  }

  #placeOfText(value: unknown): number {
    const category = categoryOf(value);
    if (category === undefined) return this.#invalid;
    return this.#places.get(category) ?? this.#unknown;
  }

  #learn(category: string, place: number): void {
    this.#places.set(category, place);
    const asNumber = Number(category);
    if (String(asNumber) === category && Number.isFinite(asNumber)) this.#places.set(asNumber, place);
    if (category === 'true' || category === 'false') this.#places.set(category === 'true', place);
  }
}

/** Whether every category that was cut is named, so that any other one must be new. */
function areAllNamed({ otherCategories }: CategoricalBaselineFeature): boolean {
  return otherCategories !== undefined && otherCategories.at(-1) !== OTHER;
}
