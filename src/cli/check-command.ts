import type { Baseline } from '../domain/baseline.ts';
import { isScoreFeature } from '../domain/baseline-schema.ts';
import { BaselineCheck } from './baseline-check.ts';
import { readBaselineFile } from './baseline-file.ts';
import { checkReport } from './check-report.ts';
import { checkTable } from './check-table.ts';
import { type Command, EXIT, type ExitCode, type Terminal } from './command.ts';
import { type CommandArguments, type Flag, parseArguments } from './command-arguments.ts';
import { didYouMean } from './did-you-mean.ts';
import { readRows } from './read-rows.ts';
import { namedBy, RequiredColumns } from './required-columns.ts';
import { nameScores, ROW_FLAGS, type RowFlag, scoreColumns } from './row-flags.ts';
import type { RowInput } from './row-input.ts';
import { TableColumns } from './table-columns.ts';
import { UsageError } from './usage-error.ts';

type CheckFlag = RowFlag | 'json';
type Arguments = CommandArguments<CheckFlag>;

const FLAGS: Readonly<Record<CheckFlag, Flag>> = {
  ...ROW_FLAGS,
  features: {
    value: 'A,B',
    isRepeatable: true,
    help: 'the features to compare; by default all of the baseline',
  },
  ignore: { value: 'A,B', isRepeatable: true, help: 'features of the baseline that are not compared' },
  json: { help: 'write all figures as JSON instead of a table' },
};

/** `check`: whether rows are still like those of a baseline. */
export const checkCommand: Command = {
  summary: 'compare rows with a baseline: has a feature drifted?',
  usage: 'BASELINE ROWS... [options]',
  description: [
    'Compares rows (of files as for `baseline`) with a baseline file, feature by feature, and outputs and scores where their columns are named. Other columns are passed over.',
    'A feature has drifted when its population stability index (psi) reaches a threshold made for so many rows, which chance alone passes at most once in a thousand times. Below 30 rows nothing is said.',
    'Ends with 1 when something drifted, with 0 otherwise. Reading is strict: a damaged line ends it with 2 and an error that names file, line and field.',
  ],
  flags: FLAGS,
  run: (args, terminal) => check(parseArguments(args, FLAGS), terminal),
};

async function check(given: Arguments, terminal: Terminal): Promise<ExitCode> {
  const [baselinePath, ...paths] = given.positionals;
  if (baselinePath === undefined || paths.length === 0) {
    throw new UsageError('check needs a BASELINE and ROWS; see check --help');
  }
  const baseline = await readBaselineFile(baselinePath);
  const inputs = comparedInputs(baseline, given);
  const comparison = new BaselineCheck(baseline, inputs);
  const { rows } = await readRows(inputOf(given, baseline, inputs), terminal, (row) => comparison.add(row));
  const report = checkReport(baseline, comparison.result(), rows);
  terminal.stdout.write(given.has('json') ? `${JSON.stringify(report, null, 2)}\n` : checkTable(report));
  const { drifted, features } = report;
  terminal.stderr.write(`${drifted.length} of ${features.length} features drifted\n`);
  return drifted.length === 0 ? EXIT.fine : EXIT.finding;
}

/** The baseline's features, without its outputs and scores, as far as the flags want them. */
function comparedInputs({ features }: Baseline, given: Arguments): readonly string[] {
  const known = features.map(({ name }) => name).filter((name) => !isScoreFeature(name));
  for (const name of [...given.names('features'), ...given.names('ignore')]) {
    if (known.includes(name)) continue;
    throw new UsageError(`the baseline has no feature ${JSON.stringify(name)}${didYouMean(name, known)}`);
  }
  const wanted = given.has('features') ? given.names('features') : known;
  return wanted.filter((name) => !given.names('ignore').includes(name));
}

function inputOf(given: Arguments, baseline: Baseline, inputs: readonly string[]): RowInput {
  const positiveClass = given.text('positive') ?? baseline.classes?.[1];
  const prediction = given.text('prediction');
  const scores = nameScores(scoreColumns(given), positiveClass);
  return {
    paths: given.positionals.slice(1),
    columns: new TableColumns({ prediction, scores, features: inputs }),
    required: new RequiredColumns([
      ...namedBy('the baseline', inputs),
      ...namedBy('--prediction', given.list('prediction')),
      ...namedBy(
        '--score',
        scores.map(([column]) => column),
      ),
    ]),
    keepsText: categoriesAsWritten(baseline, prediction),
    chosen: { model: given.text('model'), version: given.text('version') },
    positiveClass,
  };
}

/**
 * A cell that is written as a category of the baseline is that category. So `007` stays what it is where it was told to
 * be a category, and `1.0` is the number 1 where it was not.
 */
function categoriesAsWritten(baseline: Baseline, prediction: string | undefined): RowInput['keepsText'] {
  const outputs = prediction === undefined ? [] : [[prediction, baseline.prediction] as const];
  const features = [...baseline.features.map((feature) => [feature.name, feature] as const), ...outputs];
  const categories = new Map(
    features.map(([column, feature]) => [
      column,
      new Set(
        feature?.type === 'categorical' ? [...feature.categories, ...(feature.otherCategories ?? [])] : [],
      ),
    ]),
  );
  return (column, cell) => categories.get(column)?.has(cell) ?? false;
}
