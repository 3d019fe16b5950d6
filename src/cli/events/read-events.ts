import { realpath, stat } from 'node:fs/promises';
import type { LabelEvent, PredictionEvent } from '../../domain/event.ts';
import { isChosen, type ModelChoice } from '../../domain/model-choice.ts';
import type { Report } from '../../domain/report.ts';
import type { EventReport } from '../../report/event-report.ts';
import { LabelTable } from '../../report/label-table.ts';
import type { Terminal } from '../command.ts';
import { fileSize } from '../file-size.ts';
import { ProgressBar } from '../progress-bar.ts';
import { COMPRESSED, isCompressed } from '../rows/file-chunks.ts';
import { UsageError } from '../usage-error.ts';
import { Damages } from './damages.ts';
import { eachLine, eventIn, isLabelLine } from './event-lines.ts';
import { type Survey, survey } from './survey.ts';

/** Event logs, and what of them is wanted. */
export interface EventInput {
  readonly paths: readonly string[];
  readonly choice: ModelChoice;
  readonly terminal: Terminal;
  /** Called when the labels are known, and when the first and the last event are. */
  readonly begin: (known: Pick<Survey, 'span' | 'labels'>) => EventReport;
}

/** So many names tell what there is to choose from. */
const MOST_NAMES = 10;

/**
 * Reads logs twice, first their labels and then their predictions, and shows how far it is. What is damaged is passed
 * over and counted.
 *
 * @throws UsageError when a file is not there, or holds no prediction that is wanted.
 */
export async function readEvents(input: EventInput): Promise<Report> {
  const files = await withoutDoubles(input.paths);
  const sizes = await Promise.all(files.map(fileSize));
  const bar = new ProgressBar(input.terminal.stderr, 2 * sizes.reduce((sum, size) => sum + size, 0));
  try {
    return await readFiles(files, input, (bytes) => bar.advance(bytes));
  } finally {
    bar.clear();
  }
}

/** A file that two patterns of a shell stand for is read once, and so is one that is being packed just now. */
async function withoutDoubles(paths: readonly string[]): Promise<readonly string[]> {
  const byPlace = new Map<string, string>();
  for (const path of paths) {
    await checkFile(path);
    const unpacked = (await realpath(path)).slice(0, isCompressed(path) ? -COMPRESSED.length : undefined);
    if (!byPlace.has(unpacked)) byPlace.set(unpacked, path);
  }
  return Array.from(byPlace.values());
}

async function checkFile(path: string): Promise<void> {
  await fileSize(path);
  if ((await stat(path)).isFile()) return;
  throw new UsageError(`${path} is no file: events are read twice, which a pipe cannot do`);
}

async function readFiles(
  files: readonly string[],
  { choice, begin }: EventInput,
  onBytes: (bytes: number) => void,
): Promise<Report> {
  const damages = new Damages();
  const isWanted = (event: PredictionEvent | LabelEvent): boolean => isChosen(modelOf(event), choice);
  const labels = new LabelTable();
  const known = await survey(files, { labels, damages, onBytes, isChosen: isWanted });
  const report = known.span.firstMs <= known.span.lastMs ? begin(known) : undefined;
  const others = new Set<string>();
  for (const path of known.paths) {
    await eachLine(path, onBytes, (line) => {
      const event = isLabelLine(line) ? undefined : eventIn(line, damages);
      if (event?.type !== 'prediction') return;
      if (isWanted(event)) report?.add(event);
      else if (others.size < MOST_NAMES) others.add(modelText(modelOf(event)));
    }).catch((error: unknown) => damages.add(path, error));
  }
  if (report !== undefined && report.predictions > 0)
    return report.finish({ files, damaged: damages.tally() });
  throw new UsageError(others.size > 0 ? notAmong(choice, others) : nothingIn(files, damages));
}

function modelOf({ model_name: model, model_version: version }: PredictionEvent | LabelEvent): {
  readonly model: string;
  readonly version: string;
} {
  return { model, version };
}

function notAmong(choice: ModelChoice, others: ReadonlySet<string>): string {
  return `no prediction is of ${modelText(choice)}; there is ${Array.from(others).join('; ')}`;
}

function nothingIn(files: readonly string[], damages: Damages): string {
  const [first] = damages.tally().first;
  return `no predictions in ${files.join(', ')}${first === undefined ? '' : `; ${first.place}: ${first.reason}`}`;
}

/** `model churn, version 2`, or as much of it as is said. */
export function modelText({ model, version }: ModelChoice): string {
  return [model && `model ${model}`, version && `version ${version}`].filter(Boolean).join(', ');
}
