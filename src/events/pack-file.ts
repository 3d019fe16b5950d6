import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { isMissing } from './stats-of.ts';

export const PACKED = '.gz';

/** Where a file is packed until it is whole: hidden, so that no pattern for events finds it. */
export function partialPath(path: string): string {
  return join(dirname(path), `.${basename(path)}${PACKED}`);
}

/**
 * Puts a file's gzip in its place. A file that another process packs or has packed, or that grows meanwhile, is left as
 * it is.
 *
 * @throws what reading or writing throws, also when `signal` ends it; the file is as it was then.
 */
export async function packFile(path: string, signal: AbortSignal): Promise<void> {
  const partial = partialPath(path);
  const claim = await openNew(partial);
  if (claim === undefined) return;
  try {
    const source = createReadStream(path);
    // Flushed: it is on the disk before the file itself is deleted, should the machine fail.
    await pipeline(source, createGzip(), claim.createWriteStream({ flush: true }), { signal });
    const { size } = await stat(path);
    if (size !== source.bytesRead) return;
    await rename(partial, path + PACKED);
    await rm(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  } finally {
    await rm(partial, { force: true });
  }
}

/** @returns `undefined` when there is such a file already. */
async function openNew(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
}
