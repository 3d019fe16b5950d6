import type { CommandArguments, Flag } from './command-arguments.ts';
import { UsageError } from './usage-error.ts';

export type RowFlag = 'prediction' | 'score' | 'positive' | 'features' | 'ignore' | 'model' | 'version';

/** Flags of every command that reads rows: what the columns are, and whose predictions count. */
export const ROW_FLAGS: Readonly<Record<RowFlag, Flag>> = {
  prediction: { value: 'COLUMN', help: 'what the model said: a class, or the number of a regression' },
  score: {
    value: 'CLASS=COLUMN',
    isRepeatable: true,
    help: 'the probability of a class, once for each; or one COLUMN alone, for the positive class',
  },
  positive: { value: 'CLASS', help: 'the positive of two classes; by default the second in order' },
  features: { value: 'A,B', isRepeatable: true, help: 'the inputs; by default all columns without a role' },
  ignore: { value: 'A,B', isRepeatable: true, help: 'columns that are no inputs' },
  model: { value: 'NAME', help: "the model's name; of an event log only its predictions are read" },
  version: { value: 'VERSION', help: "the model's version; likewise" },
};

/** Columns of scores with their classes; of a column alone the class is `undefined`: it is the positive one. */
export type ScoreColumns = readonly (readonly [column: string, className: string | undefined])[];

/** @throws UsageError when the scores are neither one column alone nor one for each class. */
export function scoreColumns(given: CommandArguments<RowFlag>): ScoreColumns {
  const scores = given.list('score');
  const [first] = scores;
  if (first !== undefined && scores.length === 1 && !first.includes('=')) return [[first, undefined]];
  const named = scores.map(splitScore);
  if (new Set(named.map(([, className]) => className)).size === named.length) return named;
  throw new UsageError('--score names a class twice');
}

function splitScore(score: string): readonly [column: string, className: string] {
  const [, className, column] = /^([^=]+)=(.+)$/.exec(score) ?? [];
  if (className !== undefined && column !== undefined) return [column, className];
  throw new UsageError(`--score ${score}: where there are several, each is CLASS=COLUMN`);
}

/** @throws UsageError when nothing says whose scores a column alone holds. */
export function nameScores(
  scores: ScoreColumns,
  positiveClass: string | undefined,
): readonly (readonly [column: string, className: string])[] {
  return scores.map(([column, className = positiveClass]) => {
    if (className !== undefined) return [column, className];
    throw new UsageError(`--score ${column}: of which class? Say it with --positive CLASS`);
  });
}
