import type { RankSummary } from '../statistics/rank-summary.ts';
import type {
  BaselineFeature,
  CategoricalBaselineFeature,
  FeatureType,
  NumericBaselineFeature,
} from './baseline.ts';
import { BaselineCategories } from './baseline-categories.ts';
import { decileBins } from './baseline-deciles.ts';
import { BaselineNumbers } from './baseline-numbers.ts';
import { givenOf } from './baseline-parts.ts';
import { MOST_OTHER_CATEGORIES } from './baseline-schema.ts';
import { categoryOf, isFiniteNumber, isMissing } from './feature-value.ts';
import { OTHER } from './limits.ts';
import type { TaskName } from './prediction.ts';

/** A feature with no more different numbers than this is categorical, unless told otherwise. */
const MOST_NUMBERS_OF_A_CATEGORY = 10;
/** Whole numbers are classes as long as there are fewer different ones. */
const DIFFERENT_NUMBERS_OF_A_REGRESSION = 21;
/** Names counted exactly beyond those that the baseline shows. */
const MORE_CATEGORIES = 5000;

export interface ColumnRules {
  /** `undefined` when the values are to tell. */
  readonly type: FeatureType | undefined;
  /** Numbers kept exactly. */
  readonly exactRows: number;
  /** Categories shown by name. */
  readonly categories: number;
}

/** The values of one feature, in bounded memory: numbers by value, all others by category. */
export class BaselineColumn {
  readonly #rules: ColumnRules;
  readonly #numbers: BaselineNumbers;
  readonly #categories: BaselineCategories;
  /** Values that are not missing; those of them that are counted nowhere are invalid. */
  #present = 0;

  constructor(rules: ColumnRules) {
    this.#rules = rules;
    this.#numbers = new BaselineNumbers(rules.exactRows);
    this.#categories = new BaselineCategories(rules.categories + MORE_CATEGORIES);
  }

  /** Whether every value was missing. */
  get isEmpty(): boolean {
    return this.#present === 0;
  }

  add(value: unknown): void {
    if (isMissing(value)) return;
    this.#present += 1;
    const { type } = this.#rules;
    if (type !== 'categorical' && isFiniteNumber(value)) this.#numbers.add(value);
    else if (type !== 'numeric') this.#addCategory(value);
  }

  /** Adds all that `other` has seen; `other` stays as it is. */
  merge(other: BaselineColumn): void {
    this.#present += other.#present;
    this.#numbers.merge(other.#numbers);
    this.#categories.merge(other.#categories);
  }

  /** What the values are, as outputs or truths of a model; `undefined` without any. */
  task(): TaskName | undefined {
    if (this.#categories.total > 0) return 'classification';
    if (this.#numbers.count === 0) return undefined;
    const { values } = this.#numbers.summary();
    const isRegression =
      values.length >= DIFFERENT_NUMBERS_OF_A_REGRESSION || values.some((value) => !Number.isInteger(value));
    return isRegression ? 'regression' : 'classification';
  }

  /** Every category, numbers among them, by falling count. */
  categoryNames(): readonly string[] {
    return this.#allCategories(this.#numbers.summary())
      .ranked()
      .map(([name]) => name);
  }

  /**
   * @param rows - of the whole baseline.
   * @returns `undefined` for a numeric feature without a number.
   */
  feature(name: string, rows: number, type?: FeatureType): BaselineFeature | undefined {
    const missing = rows - this.#present;
    const numbers = this.#numbers.summary();
    return (type ?? this.#type(numbers)) === 'numeric'
      ? this.#numeric({ name, missing, numbers })
      : this.#categorical({ name, missing, numbers });
  }

  /** Numbers decide for as long as most values are numbers: a text among them is one that went wrong. */
  #type(numbers: RankSummary): FeatureType {
    if (this.#rules.type !== undefined) return this.#rules.type;
    const areMostNumbers = this.#numbers.count >= this.#categories.total;
    return areMostNumbers && numbers.values.length > MOST_NUMBERS_OF_A_CATEGORY ? 'numeric' : 'categorical';
  }

  #numeric({ name, missing, numbers }: Summed): NumericBaselineFeature | undefined {
    const [min, max] = [numbers.values[0], numbers.values.at(-1)];
    if (min === undefined || max === undefined) return undefined;
    const { mean, standardDeviation: std } = this.#numbers.moments;
    return { name, type: 'numeric', ...decileBins(numbers), min, max, mean, std, missing };
  }

  #categorical({ name, missing, numbers }: Summed): CategoricalBaselineFeature {
    const all = this.#allCategories(numbers);
    const ranked = all.ranked();
    const shown = ranked.slice(0, this.#rules.categories);
    const counts = shown.map(([, rows]) => rows);
    const other = all.total - counts.reduce((sum, rows) => sum + rows, 0);
    const others = ranked.slice(shown.length).map(([category]) => category);
    const otherCategories = other === 0 ? undefined : namedOthers(others, all.hasForgotten);
    return {
      name,
      type: 'categorical',
      categories: shown.map(([category]) => category),
      counts,
      other,
      ...givenOf({ otherCategories }),
      missing,
    };
  }

  #addCategory(value: unknown): void {
    const category = categoryOf(value);
    if (category !== undefined) this.#categories.add(category);
  }

  /** Numbers become categories once it is known that this is what they are. */
  #allCategories({ values, rows }: RankSummary): BaselineCategories {
    const all = new BaselineCategories(this.#rules.categories + MORE_CATEGORIES);
    all.merge(this.#categories);
    for (const [index, value] of values.entries()) all.add(String(value), rows[index] as number);
    return all;
  }
}

/** A column at the end of its rows. */
interface Summed {
  readonly name: string;
  readonly missing: number;
  readonly numbers: RankSummary;
}

/** As many names as a baseline keeps; `@other` in place of the last when these are not all. */
function namedOthers(names: readonly string[], hasForgotten: boolean): readonly string[] {
  if (names.length <= MOST_OTHER_CATEGORIES && !hasForgotten) return names;
  return [...names.slice(0, MOST_OTHER_CATEGORIES - 1), OTHER];
}
