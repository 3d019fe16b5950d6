import { readFile } from 'node:fs/promises';
import type { Baseline } from '../domain/baseline.ts';
import { BaselineError } from '../domain/baseline-error.ts';
import { readBaseline } from '../domain/baseline-reader.ts';
import { UsageError } from './usage-error.ts';

/** @throws UsageError when the file is not there, or holds something else. */
export async function readBaselineFile(path: string): Promise<Baseline> {
  return await readable(path, (content) => readBaseline(content));
}

/**
 * The baselines of a file that may hold several, as a monitor writes those that it has learned.
 *
 * @throws UsageError when the file is not there, or holds something else.
 */
export async function readBaselinesFile(path: string): Promise<readonly Baseline[]> {
  return await readable(path, (content) => {
    const all: readonly unknown[] = Array.isArray(content) ? content : [content];
    return all.map((one) => readBaseline(one));
  });
}

async function readable<T>(path: string, read: (content: unknown) => T): Promise<T> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new UsageError(`no such file: ${path}`) : error;
  });
  try {
    return read(JSON.parse(text));
  } catch (error) {
    if (error instanceof BaselineError) throw new UsageError(`${path}: ${problemsOf(error)}`);
    throw new UsageError(`${path} is no baseline: ${(error as Error).message}`);
  }
}

function problemsOf({ problems }: BaselineError): string {
  return problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
}
