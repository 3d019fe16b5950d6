import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FileTargetOptions } from './file-target.ts';

/** Why events cannot be written to a file, as far as that can be told before it is tried. */
export function writeProblem({
  path,
  rotation,
}: Pick<FileTargetOptions, 'path' | 'rotation'>): string | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) return 'expected the path of a file, got that of a folder';
    if (stats !== undefined) accessSync(path, constants.W_OK);
    if (stats === undefined || rotation !== undefined) accessSync(dirname(path), constants.W_OK);
    return undefined;
  } catch (error) {
    return `cannot be written to: ${error instanceof Error ? error.message : String(error)}`;
  }
}
