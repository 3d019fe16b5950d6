import { readFile } from 'node:fs/promises';
import { promqlDuration } from '../rules/promql.ts';
import { type Command, EXIT, type ExitCode, type Terminal } from './command.ts';
import { type Flag, parseArguments } from './command-arguments.ts';
import { readOptions } from './read-options.ts';
import { UsageError } from './usage-error.ts';
import { checkOutput, writeOutput } from './write-output.ts';

/** Made by docs/grafana/generate-dashboard.ts; the folder is a part of the package. */
const DASHBOARD = new URL('../../docs/grafana/dashboard.json', import.meta.url);

const FLAGS: Readonly<Record<'config' | 'output', Flag>> = {
  config: {
    value: 'FILE',
    help: 'options of the monitor, as for `rules`: the dashboard takes window and metrics.prefix from them',
  },
  output: { short: 'o', value: 'FILE', help: 'where to write; by default to standard output' },
};

/** The variables of a dashboard as far as they are looked at here. */
interface Dashboard {
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly query?: unknown }[];
  };
}

/** `dashboard`: what there is to see, for Grafana. */
export const dashboardCommand: Command = {
  summary: 'write a dashboard for Grafana',
  usage: '[options]',
  description: [
    'Writes a dashboard to import into Grafana: requests, latency, errors, quality, classes, drift, labels and alerts of the model versions that a Prometheus data source knows. It needs no recording rules.',
  ],
  flags: FLAGS,
  run: writeDashboard,
};

async function writeDashboard(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const given = parseArguments(args, FLAGS);
  const [stray] = given.positionals;
  if (stray !== undefined)
    throw new UsageError(`dashboard takes no ${stray}; options are read from --config FILE`);
  await checkOutput(given.text('output'));
  const text = await readFile(DASHBOARD, 'utf8');
  const dashboard = given.has('config') ? await adapted(text, given.text('config')) : text;
  await writeOutput(given.text('output'), dashboard, terminal);
  return EXIT.fine;
}

/** The same, with the variables set to what the options say. */
async function adapted(text: string, config: string | undefined): Promise<string> {
  const { metrics, windowSeconds } = await readOptions(config);
  const values: Readonly<Record<string, string>> = {
    prefix: metrics?.prefix ?? '',
    window: promqlDuration(windowSeconds),
  };
  const dashboard: Dashboard = JSON.parse(text);
  const list = dashboard.templating.list.map((variable) => {
    const value = values[variable.name];
    if (value === undefined) return variable;
    // A window that is not among those to choose from becomes the first of them.
    const query = variable.name === 'prefix' ? value : firstOf(value, String(variable.query));
    return { ...variable, query, current: { text: value, value } };
  });
  return `${JSON.stringify({ ...dashboard, templating: { list } }, null, 2)}\n`;
}

function firstOf(value: string, others: string): string {
  const choices = others.split(',');
  return choices.includes(value) ? others : [value, ...choices].join(',');
}
