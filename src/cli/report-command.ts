import { realpath } from 'node:fs/promises';
import type { ReportColumns } from '../domain/report.ts';
import { EventReport } from '../report/event-report.ts';
import { daysIn } from '../report/report-time.ts';
import { type Command, EXIT, type ExitCode, type Terminal } from './command.ts';
import { type CommandArguments, type Flag, parseArguments } from './command-arguments.ts';
import { readEvents } from './events/read-events.ts';
import { reportNotes } from './report-notes.ts';
import { reportPage } from './report-page.ts';
import { reportRules } from './report-rules.ts';
import { UsageError } from './usage-error.ts';
import { checkOutput, writeOutput } from './write-output.ts';

type ReportFlag = 'baseline' | 'by' | 'model' | 'version' | 'config' | 'positive' | 'json' | 'output';
type Arguments = CommandArguments<ReportFlag>;

const FLAGS: Readonly<Record<ReportFlag, Flag>> = {
  baseline: {
    value: 'FILE',
    isRepeatable: true,
    help: 'what features, outputs and scores are compared with; a file of `baseline`, or one that a monitor learned',
  },
  by: { value: 'version|day', help: 'what stands side by side; by default versions. Days are those of UTC' },
  model: { value: 'NAME', help: 'this model only' },
  version: { value: 'VERSION', help: 'this version only' },
  config: {
    value: 'FILE',
    help: 'options of the monitor that wrote the events, as for `rules`: task, classes, positiveClass, threshold, accuracy, limits and baseline are taken from them',
  },
  positive: { value: 'CLASS', help: 'the positive of two classes; by default that of the options' },
  json: { help: 'write all figures as JSON instead of a page' },
  output: { short: 'o', value: 'FILE', help: 'where to write; by default to standard output' },
};

/** More columns than this cannot be compared by eye. */
const MOST_DAYS = 92;

/** `report`: what an event log says of models, as a page to send around. */
export const reportCommand: Command = {
  summary: 'make a report of event logs: quality, versions, drift, the worst predictions',
  usage: 'EVENTS... [options]',
  description: [
    'Makes one self-contained page of the files that `modelMonitor({ events })` wrote: quality over time, versions compared, drift of every feature, data quality and the worst predictions. Files may be packed (.gz); the files of a rotated log, or of several processes, can be given as they are, in any order.',
    'The figures are those of the live page, over everything that is in the files. A damaged line is passed over, counted and named.',
  ],
  flags: FLAGS,
  run: (args, terminal) => makeReport(parseArguments(args, FLAGS), terminal),
};

async function makeReport(given: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (given.positionals.length === 0) throw new UsageError('report needs EVENTS; see report --help');
  const by = columnsOf(given.text('by'));
  await checkOutput(given.text('output'));
  await checkKept(given.positionals, given.text('output'));
  const rules = await reportRules({
    config: given.text('config'),
    baselines: given.list('baseline'),
    positiveClass: given.text('positive'),
  });
  const report = await readEvents({
    paths: given.positionals,
    choice: { model: given.text('model'), version: given.text('version') },
    terminal,
    begin: ({ span, labels }) => {
      if (by === 'day') checkDays(daysIn(span));
      return new EventReport({ rules, span, labels, by });
    },
  });
  terminal.stderr.write(reportNotes(report, rules.baselines));
  const text = given.has('json') ? `${JSON.stringify(report, null, 2)}\n` : await reportPage(report);
  await writeOutput(given.text('output'), text, terminal);
  return EXIT.fine;
}

/** A name forgotten after `-o` must not cost an event log. */
async function checkKept(events: readonly string[], output: string | undefined): Promise<void> {
  if (output === undefined) return;
  const [target, ...kept] = await Promise.all(
    [output, ...events].map((path) => realpath(path).catch(() => undefined)),
  );
  if (target === undefined || !kept.includes(target)) return;
  throw new UsageError(`${output} holds events of the report, which it would replace`);
}

function columnsOf(by = 'version'): ReportColumns {
  if (by === 'version' || by === 'day') return by;
  throw new UsageError(`--by ${by}: expected version or day`);
}

function checkDays(days: number): void {
  if (days <= MOST_DAYS) return;
  throw new UsageError(`--by day: at most ${MOST_DAYS} days stand side by side, these events are of ${days}`);
}
