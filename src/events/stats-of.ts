import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';

/** What a path leads to now; `undefined` for nothing. */
export async function statsOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether there was no such file; other processes may move it away or delete it at any time. */
export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
