import { UsageError } from '../usage-error.ts';
import type { RowRequest, SourceRow } from './source-row.ts';
import { TOO_LONG, textLines } from './text-lines.ts';

/** Reads JSON Lines: an object a line; blank lines are none. */
export async function* readJsonLines(path: string, request: RowRequest): AsyncGenerator<SourceRow> {
  let line = 0;
  for await (const texts of textLines(path, request)) {
    for (const text of texts) {
      line += 1;
      if (text === undefined) throw new UsageError(`${path}:${line}: ${TOO_LONG}`);
      if (text.trim() !== '') yield { values: parseLine(text, `${path}:${line}`), line };
    }
  }
}

/**
 * The object that a line of JSON Lines holds.
 *
 * @param place - the file and the line, for the error.
 * @throws UsageError when it holds none.
 */
export function parseLine(text: string, place: string): SourceRow['values'] {
  const value = parseJson(text, place);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isObject) return value as SourceRow['values'];
  throw new UsageError(`${place}: expected an object such as {"a": 1}`);
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${place}: not JSON: ${(error as Error).message}`);
  }
}
