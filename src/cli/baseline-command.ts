import type { Baseline } from '../domain/baseline.ts';
import { BaselineBuilder, type BaselineOptions } from '../domain/baseline-builder.ts';
import { BaselineError } from '../domain/baseline-error.ts';
import { BaselineMaker } from '../domain/baseline-maker.ts';
import { baselineNotes } from './baseline-notes.ts';
import { type Command, EXIT, type ExitCode, type Terminal } from './command.ts';
import { type CommandArguments, type Flag, parseArguments } from './command-arguments.ts';
import { didYouMean } from './did-you-mean.ts';
import { readRows } from './read-rows.ts';
import { namedBy, RequiredColumns } from './required-columns.ts';
import { nameScores, ROW_FLAGS, type RowFlag, scoreColumns } from './row-flags.ts';
import type { RowInput } from './row-input.ts';
import { TableColumns } from './table-columns.ts';
import { UsageError } from './usage-error.ts';
import { checkOutput, writeOutput } from './write-output.ts';

type BaselineFlag = RowFlag | 'truth' | 'categorical' | 'numeric' | 'output';
type Arguments = CommandArguments<BaselineFlag>;

const FLAGS: Readonly<Record<BaselineFlag, Flag>> = {
  truth: { value: 'COLUMN', help: 'what turned out to be right' },
  ...ROW_FLAGS,
  categorical: {
    value: 'A,B',
    isRepeatable: true,
    help: 'categories whatever they look like; the cells of a CSV file stay as written, 007 is "007"',
  },
  numeric: { value: 'A,B', isRepeatable: true, help: 'numbers, however few different ones there are' },
  output: { short: 'o', value: 'FILE', help: 'where to write; by default to standard output' },
};

/** `baseline`: how a model's inputs and outputs were at training time, to compare live ones with. */
export const baselineCommand: Command = {
  summary: 'make a baseline of the rows that a model was trained or tested on',
  usage: 'FILE... [options]',
  description: [
    'Makes the file that live inputs and outputs are compared with, of the rows of .csv, .jsonl (or .ndjson) and .parquet files or of our event log. The text formats may be packed (.csv.gz).',
    'A CSV cell that is written like a number is one, an empty cell is a missing value. Columns of text, of true and false and of at most 10 different numbers are categories, all others numbers.',
    'Reading is strict: a damaged line ends it with an error that names file, line and field, and nothing is written.',
  ],
  flags: FLAGS,
  async run(args, terminal) {
    try {
      return await makeBaseline(parseArguments(args, FLAGS), terminal);
    } catch (error) {
      throw error instanceof BaselineError ? new UsageError(inFlags(error)) : error;
    }
  },
};

async function makeBaseline(given: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (given.positionals.length === 0) throw new UsageError('baseline needs a FILE; see baseline --help');
  await checkOutput(given.text('output'));
  const classes = await classesOf(given, terminal);
  const positiveClass = given.text('positive') ?? classes?.[1];
  const scores = nameScores(scoreColumns(given), positiveClass);
  const columns = new TableColumns({
    truth: given.text('truth'),
    prediction: given.text('prediction'),
    scores,
    features: given.has('features') ? given.names('features') : undefined,
    ignored: given.names('ignore'),
  });
  const maker = makerFor(given, columns, { classes, positiveClass });
  const tally = await readRows(inputOf(given, columns), terminal, (row) => maker.add(row));
  const baseline = maker.finish();
  checkClasses(baseline, [given.text('positive'), ...scores.map(([, className]) => className)]);
  await writeOutput(given.text('output'), `${JSON.stringify(baseline, null, 2)}\n`, terminal);
  const { skippedValues } = maker;
  terminal.stderr.write(baselineNotes(baseline, { ...tally, skippedValues }));
  return EXIT.fine;
}

/** The two classes that a score column alone speaks of, which a first reading has to find out. */
async function classesOf(given: Arguments, terminal: Terminal): Promise<readonly string[] | undefined> {
  if (scoreColumns(given).every(([, className]) => className !== undefined)) return undefined;
  const positiveClass = given.text('positive');
  const builder = new BaselineBuilder({ createdAt: new Date(), task: 'classification', positiveClass });
  const { truth, prediction } = { truth: given.text('truth'), prediction: given.text('prediction') };
  const columns = new TableColumns({ truth, prediction, features: [] });
  await readRows(inputOf(given, columns), terminal, (row) => builder.add(row));
  const { classes = [] } = builder.finish();
  return classes.length === 2 ? classes : undefined;
}

function inputOf(given: Arguments, columns: TableColumns): RowInput {
  const categorical = new Set(given.names('categorical'));
  return {
    paths: given.positionals,
    columns,
    required: new RequiredColumns([
      ...namedBy('--truth', given.list('truth')),
      ...namedBy('--prediction', given.list('prediction')),
      ...namedBy(
        '--score',
        scoreColumns(given).map(([column]) => column),
      ),
      ...namedBy('--features', given.names('features')),
      ...namedBy('--ignore', given.names('ignore')),
      ...namedBy('--numeric', given.names('numeric')),
      ...namedBy('--categorical', given.names('categorical')),
    ]),
    keepsText: (column) => categorical.has(column),
    chosen: { model: given.text('model'), version: given.text('version') },
    positiveClass: given.text('positive'),
  };
}

function makerFor(
  given: Arguments,
  columns: TableColumns,
  { classes, positiveClass }: Pick<BaselineOptions, 'classes' | 'positiveClass'>,
): BaselineMaker {
  return new BaselineMaker({
    createdAt: new Date(),
    model: given.text('model'),
    version: given.text('version'),
    classes,
    positiveClass,
    categorical: given.names('categorical').filter((column) => columns.isFeature(column)),
    numeric: given.names('numeric').filter((column) => columns.isFeature(column)),
  });
}

/** A class that no row has would leave its scores without a truth, unnoticed. */
function checkClasses({ classes }: Baseline, named: readonly (string | undefined)[]): void {
  const unknown = named.find((name) => name !== undefined && classes?.includes(name) === false);
  if (unknown === undefined || classes === undefined) return;
  const hint = didYouMean(unknown, classes, `the classes are ${classes.join(', ')}`);
  throw new UsageError(`no row is of the class ${JSON.stringify(unknown)}${hint}`);
}

/** The builder speaks of the options that the flags became. */
function inFlags({ problems }: BaselineError): string {
  return problems.map(({ path, message }) => `--${path.replace(/\[.*/, '')}: ${message}`).join('; ');
}
