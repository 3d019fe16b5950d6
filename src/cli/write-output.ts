import { randomUUID } from 'node:crypto';
import { access, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Terminal } from './command.ts';
import { UsageError } from './usage-error.ts';

const STANDARD_OUTPUT = '-';

/**
 * Makes sure, before the long work, that its result can be written.
 *
 * @throws UsageError when the folder is not there or closed, or a folder has the file's name.
 */
export async function checkOutput(path: string | undefined): Promise<void> {
  if (path === undefined || path === STANDARD_OUTPUT) return;
  const folder = dirname(path);
  await access(folder, constants.W_OK).catch(() => {
    throw new UsageError(`cannot write to the folder ${folder}`);
  });
  const known = await stat(path).catch(() => undefined);
  if (known?.isDirectory()) throw new UsageError(`${path} is a directory, not a file to write to`);
}

/** Writes a command's data to the file that `-o` names, or to standard output without one and for `-`. */
export async function writeOutput(path: string | undefined, text: string, terminal: Terminal): Promise<void> {
  if (path === undefined || path === STANDARD_OUTPUT) terminal.stdout.write(text);
  else await replaceFile(path, text);
}

/** Whoever reads the file meanwhile finds the old text or the new one, never a part of it. */
async function replaceFile(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const known = await stat(target).catch(() => undefined);
  // A device or a pipe, such as /dev/null, is written to: to replace it would take it away from everybody.
  if (known !== undefined && !known.isFile()) return await writeFile(target, text);
  const draft = join(dirname(target), `.${basename(target)}.${randomUUID()}`);
  try {
    await writeFile(draft, text, { flag: 'wx', ...(known && { mode: known.mode }) });
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
