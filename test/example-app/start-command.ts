import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export interface CommandOptions {
  readonly command: 'main.ts' | 'demo.ts';
  readonly args?: readonly string[];
  readonly port: string;
}

export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartedCommand {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly result: Promise<CommandResult>;
}

/** Starts one of the example's commands as npm would, in a process of its own. */
export function startCommand({ command, args = [], port }: CommandOptions): StartedCommand {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', `example-app/${command}`, ...args], {
    cwd: root,
    env: { ...process.env, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  const result = output.then(([stdout, stderr]) => ({ exitCode: child.exitCode, stdout, stderr }));
  return { child, result };
}

/** Where the demo says that it keeps its event log. */
export function eventsFolderIn(stdout: string): string {
  return /^Every prediction and label is in (\S+)\. A report of them:$/m.exec(stdout)?.[1] ?? '';
}
