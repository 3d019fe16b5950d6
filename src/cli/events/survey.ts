import type { LabelEvent } from '../../domain/event.ts';
import type { LabelTable } from '../../report/label-table.ts';
import type { TimeSpan } from '../../report/report-time.ts';
import { UsageError } from '../usage-error.ts';
import type { Damages } from './damages.ts';
import { eachLine, eventIn, isLabelLine, timeIn } from './event-lines.ts';

/** What the first reading of logs finds out. */
export interface Survey {
  /** The logs in the order in which they begin. */
  readonly paths: readonly string[];
  /** When the first and the last event were. */
  readonly span: TimeSpan;
  readonly labels: LabelTable;
}

export interface SurveyParts {
  readonly labels: LabelTable;
  readonly damages: Damages;
  readonly onBytes: (bytes: number) => void;
  /** Whether a label is wanted. */
  readonly isChosen: (label: LabelEvent) => boolean;
}

/** Reads the labels of logs, and the times of everything in them: into predictions it looks no further. */
export async function survey(paths: readonly string[], parts: SurveyParts): Promise<Survey> {
  const spans: (readonly [path: string, span: TimeSpan])[] = [];
  for (const path of paths) spans.push([path, await surveyFile(path, parts)]);
  const inOrder = spans.toSorted(([, a], [, b]) => a.firstMs - b.firstMs);
  return {
    paths: inOrder.map(([path]) => path),
    span: spans.reduce((sum, [, span]) => joined(sum, span), NEVER),
    labels: parts.labels,
  };
}

const NEVER: TimeSpan = { firstMs: Number.POSITIVE_INFINITY, lastMs: Number.NEGATIVE_INFINITY };

function joined(a: TimeSpan, b: TimeSpan): TimeSpan {
  return { firstMs: Math.min(a.firstMs, b.firstMs), lastMs: Math.max(a.lastMs, b.lastMs) };
}

async function surveyFile(
  path: string,
  { labels, damages, onBytes, isChosen }: SurveyParts,
): Promise<TimeSpan> {
  let span = NEVER;
  await eachLine(path, onBytes, (line) => {
    const timeMs = timeIn(line);
    if (timeMs !== undefined) span = joined(span, { firstMs: timeMs, lastMs: timeMs });
    if (!isLabelLine(line)) return;
    const event = eventIn(line, damages);
    if (event?.type === 'label' && isChosen(event)) labels.add(event);
  }).catch((error: unknown) => {
    // A file that ends too early is told of when its predictions are read.
    if (!(error instanceof UsageError)) throw error;
  });
  return span;
}
