import { rulesInput } from '../monitor-rules.ts';
import { prometheusRules } from '../rules/prometheus-rules.ts';
import { type Command, EXIT, type ExitCode, type Terminal } from './command.ts';
import { type Flag, parseArguments } from './command-arguments.ts';
import { readOptions } from './read-options.ts';
import { UsageError } from './usage-error.ts';
import { checkOutput, writeOutput } from './write-output.ts';

const FLAGS: Readonly<Record<'config' | 'output', Flag>> = {
  config: {
    value: 'FILE',
    help: 'options of the monitor: JSON, or an ES module whose default export they are; by default none',
  },
  output: { short: 'o', value: 'FILE', help: 'where to write; by default to standard output' },
};

/** `rules`: what Prometheus has to know to judge as the monitor does. */
export const rulesCommand: Command = {
  summary: 'write recording and alerting rules for Prometheus',
  usage: '[options]',
  description: [
    'Writes a rule file for Prometheus: the figures of every model version over the window and all replicas, an alert for each of the alerts in the options, and burn rates of the objectives in them. Without options the figures alone, over ten minutes.',
    'It is made of the options alerts, slo, window, metrics.prefix, classes, positiveClass and baseline; others may stand there too.',
  ],
  flags: FLAGS,
  run: writeRules,
};

async function writeRules(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const given = parseArguments(args, FLAGS);
  const [stray] = given.positionals;
  if (stray !== undefined)
    throw new UsageError(`rules takes no ${stray}; options are read from --config FILE`);
  await checkOutput(given.text('output'));
  const input = rulesInput(await readOptions(given.text('config')));
  await writeOutput(given.text('output'), prometheusRules(input), terminal);
  return EXIT.fine;
}
