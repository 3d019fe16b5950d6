import type { BaselineFeature } from './baseline.ts';
import { BaselineColumn, type ColumnRules } from './baseline-column.ts';
import { PREDICTION_FEATURE } from './baseline-schema.ts';
import type { TaskName } from './prediction.ts';

/** More are no classes but names, or numbers, of something else. */
const MOST_CLASSES = 100;

/** The outputs of a model, and the truths: together they tell the task and the classes. */
export class BaselineOutputs {
  readonly #rules: ColumnRules;
  readonly #outputs: BaselineColumn;
  readonly #truths: BaselineColumn;

  constructor(rules: Omit<ColumnRules, 'type'>) {
    this.#rules = { ...rules, type: undefined };
    this.#outputs = new BaselineColumn(this.#rules);
    this.#truths = new BaselineColumn(this.#rules);
  }

  add(output: unknown, truth: unknown): void {
    this.#outputs.add(output);
    this.#truths.add(truth);
  }

  /** Adds all that `other` has seen; `other` stays as it is. */
  merge(other: BaselineOutputs): void {
    this.#outputs.merge(other.#outputs);
    this.#truths.merge(other.#truths);
  }

  /** `undefined` without outputs and truths. */
  task(): TaskName | undefined {
    return this.#said().task();
  }

  /** In order, and the positive one of two last; `undefined` when there are none, or too many. */
  classes(positiveClass: string | undefined): readonly string[] | undefined {
    const names = this.#said().categoryNames();
    if (names.length === 0 || names.length > MOST_CLASSES) return undefined;
    const classes = names.toSorted(names.every(isNumber) ? (a, b) => Number(a) - Number(b) : undefined);
    return classes.length === 2 && classes[0] === positiveClass ? classes.toReversed() : classes;
  }

  /**
   * The outputs as a feature: classes whatever they are called, or the numbers of a regression.
   *
   * @returns `undefined` when there are none of that kind.
   */
  prediction(task: TaskName | 'auto', rows: number): BaselineFeature | undefined {
    if (this.#outputs.isEmpty) return undefined;
    return this.#outputs.feature(PREDICTION_FEATURE, rows, task === 'regression' ? 'numeric' : 'categorical');
  }

  /** One column of both: a truth with a fraction makes a regression of outputs that are whole. */
  #said(): BaselineColumn {
    const said = new BaselineColumn(this.#rules);
    said.merge(this.#outputs);
    said.merge(this.#truths);
    return said;
  }
}

function isNumber(name: string): boolean {
  return String(Number(name)) === name;
}
