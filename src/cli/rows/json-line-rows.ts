import { UsageError } from '../usage-error.ts';
import { fileChunks } from './file-chunks.ts';
import type { RowRequest, SourceRow } from './source-row.ts';

/** A longer line is no row: most likely the file has no lines at all. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** Reads JSON Lines: an object a line; blank lines are none. */
export async function* readJsonLines(path: string, request: RowRequest): AsyncGenerator<SourceRow> {
  let line = 0;
  for await (const texts of linesOf(path, request)) {
    for (const text of texts) {
      line += 1;
      if (text.trim() !== '') yield { values: parseLine(text, `${path}:${line}`), line };
    }
  }
}

/** The lines that end in each piece of the file, then the last one, which need not end. */
async function* linesOf(path: string, request: RowRequest): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let begun = '';
  for await (const chunk of fileChunks(path, request)) {
    const lines = (begun + decoder.decode(chunk, { stream: true })).split('\n');
    begun = lines.pop() ?? '';
    if (begun.length > LONGEST_LINE) throw new UsageError(`${path}: a line is too long for JSON Lines`);
    yield lines;
  }
  yield [begun + decoder.decode()];
}

function parseLine(text: string, place: string): SourceRow['values'] {
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
