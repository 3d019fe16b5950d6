import { stat } from 'node:fs/promises';
import { UsageError } from './usage-error.ts';

/**
 * The size of a file that is to be read, in bytes; tells before any work what cannot be read.
 *
 * @throws UsageError when it is not there, or is a directory.
 */
export async function fileSize(path: string): Promise<number> {
  const file = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new UsageError(`no such file: ${path}`) : error;
  });
  if (file.isDirectory()) throw new UsageError(`${path} is a directory, not a file of rows`);
  return file.size;
}
