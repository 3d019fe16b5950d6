import { EVENT_SCHEMA, type LabelEvent, type PredictionEvent } from '../../domain/event.ts';
import { readEvent } from '../rows/event.ts';
import { parseLine } from '../rows/json-line-rows.ts';
import { TOO_LONG, textLines } from '../rows/text-lines.ts';
import { UsageError } from '../usage-error.ts';
import type { Damages } from './damages.ts';

/** A line of a log, and its number. */
export interface EventLine {
  readonly path: string;
  /** Empty when the line is too long to be read. */
  readonly text: string;
  readonly line: number;
}

/** How lines begin that we wrote ourselves. */
const PREDICTION_START = `{"schema":"${EVENT_SCHEMA}","type":"prediction"`;
const LABEL_START = `{"schema":"${EVENT_SCHEMA}","type":"label"`;
const TIME = /"time":"([^"]+)"/;

/** Hands on the lines of a log that are not blank. */
export async function eachLine(
  path: string,
  onBytes: (bytes: number) => void,
  take: (line: EventLine) => void,
): Promise<void> {
  let line = 0;
  for await (const texts of textLines(path, { onBytes })) {
    for (const text of texts) {
      line += 1;
      if (text?.trim() !== '') take({ path, text: text ?? '', line });
    }
  }
}

/** Whether a line is about a label. Of ours the beginning tells; those of others have to be read. */
export function isLabelLine({ text }: EventLine): boolean {
  if (text.startsWith(PREDICTION_START)) return false;
  return text.startsWith(LABEL_START) || valueIn(text)?.['type'] === 'label';
}

/** When the event of a line was, in milliseconds since 1970; `undefined` when it does not say. */
export function timeIn({ text }: EventLine): number | undefined {
  const isOurs = text.startsWith(PREDICTION_START) || text.startsWith(LABEL_START);
  const time = isOurs ? TIME.exec(text)?.[1] : eventTimeIn(valueIn(text));
  const timeMs = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

/** The event of a line; `undefined` when it holds none, which is noted. */
export function eventIn(
  { path, text, line }: EventLine,
  damages: Damages,
): PredictionEvent | LabelEvent | undefined {
  const place = `${path}:${line}`;
  try {
    if (text === '') throw new UsageError(`${place}: ${TOO_LONG}`);
    return readEvent({ values: parseLine(text, place), line }, path);
  } catch (error) {
    damages.add(place, error);
    return undefined;
  }
}

/** A line that is no event may say any time. */
function eventTimeIn(value: ReturnType<typeof valueIn>): unknown {
  return value?.['schema'] === EVENT_SCHEMA ? value['time'] : undefined;
}

function valueIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return parseLine(text, '');
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
