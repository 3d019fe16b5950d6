import type { BaselineFeature, FeatureType } from './baseline.ts';
import { BaselineColumn, type ColumnRules } from './baseline-column.ts';
import { BaselineError, type BaselineProblem } from './baseline-error.ts';
import { isFeatureName } from './baseline-schema.ts';
import { nearestName } from './nearest-name.ts';
import { asPlainList } from './output.ts';
import type { Features } from './prediction.ts';

export interface FeatureRules extends Omit<ColumnRules, 'type'> {
  /** Features beyond this number are skipped. */
  readonly limit: number;
  /** Features whose type was told, whatever their values look like. */
  readonly categorical: readonly string[];
  readonly numeric: readonly string[];
}

/** The inputs of a model, by name, in order of appearance; inputs without names are called f0, f1 and so on. */
export class BaselineFeatures {
  readonly #rules: FeatureRules;
  readonly #types: ReadonlyMap<string, FeatureType>;
  readonly #columns = new Map<string, BaselineColumn>();
  readonly #positions: readonly string[];
  #skippedValues = 0;

  /** @throws BaselineError when a feature is told to be of both types. */
  constructor(rules: FeatureRules) {
    const { numeric, categorical } = rules;
    const both = numeric.flatMap((name, index) =>
      categorical.includes(name)
        ? [{ path: `numeric[${index}]`, message: 'stands under categorical too' }]
        : [],
    );
    if (both.length > 0) throw new BaselineError(both);
    this.#rules = rules;
    this.#types = new Map([
      ...numeric.map((name) => [name, 'numeric'] as const),
      ...categorical.map((name) => [name, 'categorical'] as const),
    ]);
    this.#positions = Array.from({ length: rules.limit }, (_, index) => `f${index}`);
  }

  /** Values left out: of more features than the limit allows, or with a name that a feature cannot have. */
  get skippedValues(): number {
    return this.#skippedValues;
  }

  add(features: Features): void {
    const list = asPlainList(features);
    if (Array.isArray(list)) this.#addList(list);
    else for (const [name, value] of Object.entries(features)) this.#addValue(name, value);
  }

  /** Adds all that `other` has seen; `other` stays as it is. */
  merge(other: BaselineFeatures): void {
    this.#skippedValues += other.#skippedValues;
    for (const [name, column] of other.#columns) this.#columnOf(name)?.merge(column);
  }

  /**
   * @param rows - of the whole baseline.
   * @throws BaselineError when a type was told for a feature that no row has, or numeric for one without numbers.
   */
  finish(rows: number): readonly BaselineFeature[] {
    const problems = [...this.#unseen('numeric'), ...this.#unseen('categorical')];
    const features = Array.from(this.#columns, ([name, column]) => {
      const feature = column.feature(name, rows);
      if (feature === undefined) problems.push(this.#problem(name, 'numeric', 'has no numbers'));
      return feature;
    });
    if (problems.length > 0) throw new BaselineError(problems);
    return features.filter((feature) => feature !== undefined);
  }

  /** A list longer than the limit is a tensor, not a row of features. */
  #addList(values: readonly unknown[]): void {
    if (values.length > this.#rules.limit) this.#skippedValues += values.length;
    else
      for (const [index, value] of values.entries()) this.#addValue(this.#positions[index] as string, value);
  }

  #addValue(name: string, value: unknown): void {
    const column = this.#columnOf(name);
    if (column === undefined) this.#skippedValues += 1;
    else column.add(value);
  }

  #columnOf(name: string): BaselineColumn | undefined {
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    if (this.#columns.size >= this.#rules.limit || !isFeatureName(name)) return undefined;
    const column = new BaselineColumn({ ...this.#rules, type: this.#types.get(name) });
    this.#columns.set(name, column);
    return column;
  }

  #unseen(type: FeatureType): readonly BaselineProblem[] {
    return this.#rules[type]
      .filter((name) => !this.#columns.has(name))
      .map((name) => {
        const nearest = nearestName(name, this.#columns.keys());
        const question = nearest === undefined ? '' : `; did you mean ${JSON.stringify(nearest)}?`;
        return this.#problem(name, type, `is no feature of these rows${question}`);
      });
  }

  #problem(name: string, type: FeatureType, message: string): BaselineProblem {
    return {
      path: `${type}[${this.#rules[type].indexOf(name)}]`,
      message: `${JSON.stringify(name)} ${message}`,
    };
  }
}
