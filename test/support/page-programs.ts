import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';

/** A folder with a program from a page, where only what pages tell their readers to install can be imported. */
function installProgram(code: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(resolve('.'), join(folder, 'node_modules/express-model-monitor'));
  for (const name of ['express', 'redis']) {
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name));
  }
  writeFileSync(join(folder, 'program.mjs'), code);
  return folder;
}

/** Runs a server from a page until the test ends; the lines it has written so far. It has to complain of nothing. */
export function startPageProgram(
  t: TestContext,
  code: string,
  env: Readonly<Record<string, string>>,
): { readonly lines: readonly string[] } {
  const cwd = installProgram(code);
  const child = spawn(process.execPath, ['program.mjs'], { cwd, env: { ...process.env, ...env } });
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  const errors = text(child.stderr);
  t.after(async () => {
    child.kill();
    assert.equal(await errors, '');
    rmSync(cwd, { recursive: true });
  });
  return { lines };
}

/** Runs a program from a page to its end. */
export async function runPageProgram(
  code: string,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const cwd = installProgram(code);
  const child = spawn(process.execPath, ['program.mjs'], { cwd });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  rmSync(cwd, { recursive: true });
  return { stdout, stderr };
}

/** A command in a console block, and what stands beneath it. */
export interface ConsoleStep {
  readonly command: string;
  readonly expected: string;
}

export function consoleSteps(block: string): ConsoleStep[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((step) => {
      const end = step.indexOf('\n');
      return { command: step.slice(0, end), expected: step.slice(end + 1).trim() };
    });
}

/** What a command of a page prints with a server on this port, tried again until the server listens. */
export async function outputOf({ command }: ConsoleStep, port: number): Promise<string> {
  const silent = command.replace('curl', 'curl -s').replaceAll('3000', String(port));
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const child = spawn('sh', ['-c', silent]);
    const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
    if (output !== '') return output.replaceAll('\r', '').trim();
    await new Promise((proceed) => setTimeout(proceed, 100));
  }
  throw new Error(`no answer to ${silent}`);
}
