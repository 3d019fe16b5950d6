import { fileChunks } from './file-chunks.ts';
import type { RowRequest } from './source-row.ts';

/** A longer line is no row: most likely the file has no lines at all. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** What is wrong with a line that is not handed on. */
export const TOO_LONG = 'too long for JSON Lines';

/**
 * The lines that end in each piece of a text file, then the last one, which need not end. A line that is too long is
 * `undefined`, as soon as that is known.
 *
 * @throws UsageError for a packed file that cannot be unpacked.
 */
export async function* textLines(
  path: string,
  request: Pick<RowRequest, 'onBytes'>,
): AsyncGenerator<readonly (string | undefined)[]> {
  const decoder = new TextDecoder();
  let begun = '';
  let isTooLong = false;
  for await (const chunk of fileChunks(path, request)) {
    const lines = (begun + decoder.decode(chunk, { stream: true })).split('\n');
    begun = lines.pop() ?? '';
    if (isTooLong) isTooLong = lines.shift() === undefined;
    yield lines;
    if (!isTooLong && begun.length > LONGEST_LINE) {
      isTooLong = true;
      yield [undefined];
    }
    if (isTooLong) begun = '';
  }
  if (!isTooLong) yield [begun + decoder.decode()];
}
