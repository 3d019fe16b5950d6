import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ModelMonitorError } from '../options/model-monitor-error.ts';
import type { ModelMonitorOptions } from '../options/model-monitor-options.ts';
import { type Configuration, parseOptions } from '../options/parse-options.ts';
import { UsageError } from './usage-error.ts';

/**
 * Reads the options of a monitor from the file that `--config` names: JSON, or an ES module whose default export they
 * are, so that the application may import the same file.
 *
 * @param path - the defaults when absent.
 * @throws UsageError with every problem.
 */
export async function readOptions(path: string | undefined): Promise<Configuration> {
  if (path === undefined) return parseOptions({});
  const options = await (extname(path) === '.json' ? readJson(path) : importDefault(path));
  try {
    return parseOptions(options as ModelMonitorOptions);
  } catch (error) {
    throw error instanceof ModelMonitorError ? new UsageError(`${path}: ${problemsOf(error)}`) : error;
  }
}

async function readJson(path: string): Promise<unknown> {
  const text = await readText(path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is no JSON: ${(error as Error).message}`);
  }
}

async function importDefault(path: string): Promise<unknown> {
  await readText(path);
  const module: object = await import(pathToFileURL(resolve(path)).href).catch((error: Error) => {
    throw new UsageError(`${path} cannot be imported: ${error.message}`);
  });
  if ('default' in module) return module.default;
  throw new UsageError(`${path} has no default export: expected export default { ... } with the options`);
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new UsageError(`no such file: ${path}`) : error;
  });
}

function problemsOf({ problems }: ModelMonitorError): string {
  return problems.map(({ path, message }) => `${path === '' ? 'options' : path}: ${message}`).join('; ');
}
