import { UsageError } from '../usage-error.ts';
import { fileChunks } from './file-chunks.ts';
import type { RowRequest } from './source-row.ts';

/** A longer line is no row: most likely the file has no lines at all. */
const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * The lines that end in each piece of a text file, then the last one, which need not end.
 *
 * @throws UsageError for a line that is too long, and for a packed file that cannot be unpacked.
 */
export async function* textLines(
  path: string,
  request: Pick<RowRequest, 'onBytes'>,
): AsyncGenerator<readonly string[]> {
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
