import type { Flag } from './command-arguments.ts';

/** How a command ended, for the shell. */
export const EXIT = { fine: 0, finding: 1, misuse: 2 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Where a command writes: data to `stdout`, talk to `stderr`. `process` is one. */
export interface Terminal {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean | undefined };
}

/** One command of the command line. */
export interface Command {
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What is typed behind the command's name. */
  readonly usage: string;
  /** What it reads, what it writes, and how it ends; by paragraph. */
  readonly description: readonly string[];
  readonly flags: Readonly<Record<string, Flag>>;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}
