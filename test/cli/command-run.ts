import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../../src/cli/run-command-line.ts';
import { type ProgramResult, runProgram } from '../support/programs.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** A file of the data sets that the tests read. */
export function dataSet(name: string): string {
  return fileURLToPath(new URL(`../../node_modules/vega-datasets/data/${name}`, import.meta.url));
}

/** The days of one place in the data set on weather, as a CSV file. */
export function daysIn(place: string): string {
  const [header, ...lines] = readFileSync(dataSet('weather.csv'), 'utf8').split('\n');
  return [header, ...lines.filter((line) => line.startsWith(place)), ''].join('\n');
}

/** A file that lies beside the tests. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** A folder of its own with these files, which goes when the test has ended. */
export function folderOf(
  t: TestContext,
  files: Readonly<Record<string, string | Uint8Array>> = {},
): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'command-line-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return (name) => join(folder, name);
}

/** Runs the command line in a process of its own, as a shell does. */
export function spawnCommand(...args: readonly string[]): Promise<ProgramResult> {
  return runProgram(process.execPath, ['--import', 'tsx', MAIN, ...args]);
}

/** Runs the command line in this process, which takes a tenth of the time. */
export async function runCommand(...args: readonly string[]): Promise<ProgramResult> {
  const written = { stdout: '', stderr: '' };
  const writer = (name: keyof typeof written): { write(text: string): void } => ({
    write(text) {
      written[name] += text;
    },
  });
  const exitCode = await runCommandLine(args, { stdout: writer('stdout'), stderr: writer('stderr') });
  return { exitCode, ...written };
}

/** The baseline that a command prints, without the date at which it was made. */
export async function baselineOf(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { exitCode, stdout, stderr } = await runCommand('baseline', ...args);
  if (exitCode !== 0) throw new Error(stderr);
  const { createdAt: _, ...baseline } = JSON.parse(stdout);
  return baseline;
}

/** Rows as lines of comma-separated values, and as JSON Lines. */
export function csvOf(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const header = Object.keys(rows[0] ?? {});
  return [header, ...rows.map((row) => header.map((name) => row[name] ?? ''))]
    .map((cells) => `${cells.join(',')}\n`)
    .join('');
}

export function jsonLinesOf(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
