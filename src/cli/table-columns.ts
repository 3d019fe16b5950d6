import { describe } from '../domain/baseline-problems.ts';
import type { Scores } from '../domain/prediction.ts';
import type { SourceRow } from './rows/source-row.ts';
import { UsageError } from './usage-error.ts';

/** What the columns of a table are. */
export interface ColumnRoles {
  readonly truth?: string | undefined;
  readonly prediction?: string | undefined;
  readonly scores?: readonly (readonly [column: string, className: string])[] | undefined;
  /** By default all columns that are nothing else. */
  readonly features?: readonly string[] | undefined;
  readonly ignored?: readonly string[] | undefined;
}

/** A row of a file with its parts told apart. */
export interface InputRow {
  readonly features: Readonly<Record<string, unknown>>;
  readonly output: unknown;
  /** By class, or in the order of the classes. */
  readonly scores: Exclude<Scores, number> | undefined;
  readonly truth: unknown;
}

/** Tells the parts of a table's rows apart, as the flags of a command say. */
export class TableColumns {
  readonly #truth: string | undefined;
  readonly #prediction: string | undefined;
  readonly #scores: readonly (readonly [column: string, className: string])[];
  /** `undefined` when every column is one that is nothing else. */
  readonly #features: ReadonlySet<string> | undefined;
  readonly #noFeatures: ReadonlySet<string>;
  readonly #roles: ReadonlySet<string>;

  /** @throws UsageError when a column is an input and something else. */
  constructor({ truth, prediction, scores = [], features, ignored = [] }: ColumnRoles) {
    this.#truth = truth;
    this.#prediction = prediction;
    this.#scores = scores;
    this.#features = features && new Set(features);
    const roles = [truth, prediction, ...scores.map(([column]) => column)];
    this.#roles = new Set(roles.filter((column) => column !== undefined));
    this.#noFeatures = new Set([...this.#roles, ...ignored]);
    const doubled = features?.find((column) => this.#roles.has(column));
    if (doubled !== undefined) {
      throw new UsageError(`${JSON.stringify(doubled)} cannot be an input and something else`);
    }
  }

  isFeature(column: string): boolean {
    return this.#features?.has(column) !== false && !this.#noFeatures.has(column);
  }

  isRead(column: string): boolean {
    return this.#roles.has(column) || this.isFeature(column);
  }

  /** @throws UsageError when a score is none. */
  rowOf(row: SourceRow, path: string): InputRow {
    const { values } = row;
    return {
      features: this.featuresOf(values),
      output: this.#prediction === undefined ? undefined : values[this.#prediction],
      scores: this.#scoresOf(row, path),
      truth: this.#truth === undefined ? undefined : values[this.#truth],
    };
  }

  /** The values that are inputs. */
  featuresOf(values: InputRow['features']): InputRow['features'] {
    return Object.fromEntries(Object.entries(values).filter(([name]) => this.isFeature(name)));
  }

  #scoresOf(row: SourceRow, path: string): Readonly<Record<string, number>> | undefined {
    const scores = this.#scores.flatMap(([column, className]) => {
      const score = scoreIn(row, column, path);
      return score === undefined ? [] : [[className, score] as const];
    });
    return scores.length === 0 ? undefined : Object.fromEntries(scores);
  }
}

function scoreIn({ values, line }: SourceRow, column: string, path: string): number | undefined {
  const score = values[column] ?? undefined;
  if (score === undefined || isScore(score)) return score;
  throw new UsageError(
    `${path}:${line}: column ${JSON.stringify(column)}: expected a score in 0..1, got ${describe(score)}`,
  );
}

function isScore(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}
