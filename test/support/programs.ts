import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** Debian's own Python: its packages (python3-prometheus-client and others) are not seen by another one. */
const PYTHON = '/usr/bin/python3';

/** What a program wrote and how it ended. */
export interface ProgramResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * For a test's `skip` option: why it cannot run, or `false`. Where `CI` is set nothing is skipped, and the
 * test fails on what is missing.
 */
export function skipWithout(program: string, debianPackage: string): string | false {
  if (process.env['CI'] !== undefined) return false;
  const found = spawnSync(program, ['--version'], { stdio: 'ignore' });
  return found.error === undefined ? false : `${program} is not installed (apt-get install ${debianPackage})`;
}

/** As `skipWithout`, for a module of Debian's Python. */
export function skipWithoutPython(module: string, debianPackage: string): string | false {
  if (process.env['CI'] !== undefined) return false;
  const found = spawnSync(PYTHON, ['-c', `import ${module}`], { stdio: 'ignore' });
  return found.status === 0
    ? false
    : `Python's ${module} is not installed (apt-get install ${debianPackage})`;
}

/** Runs a program to its end with `input` on its standard input. */
export async function runProgram(
  program: string,
  args: readonly string[],
  input = '',
): Promise<ProgramResult> {
  const child = spawn(program, args);
  // One that reads no input may have ended before it is given any; what it did is told by its exit code.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { exitCode, stdout, stderr };
}

/** Runs a Python script that reads standard input and prints one JSON value. */
export async function runPython(script: string, input: string): Promise<unknown> {
  const { exitCode, stdout, stderr } = await runProgram(PYTHON, ['-c', script], input);
  if (exitCode !== 0) throw new Error(`Python ended with ${exitCode}: ${stderr}`);
  return JSON.parse(stdout);
}
