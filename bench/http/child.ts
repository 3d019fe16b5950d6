import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where servers run, and where the load runs: one core each, where the machine can pin. */
const CORES = { server: '0', load: '1' } as const;

/** Whether both cores can be given out by `taskset`; without it the scheduler decides, with more noise. */
export const isPinned: boolean = Object.values(CORES).every(
  (core) => spawnSync('taskset', ['-c', core, 'true']).status === 0,
);

/** A real file for a server's log, without a name from the start: nothing is left however the run ends. */
function openLogFile(): number {
  const folder = mkdtempSync(join(tmpdir(), 'bench-http-'));
  const file = openSync(join(folder, 'log'), 'w');
  rmSync(folder, { recursive: true });
  return file;
}

/** One process of the bench, spoken to over IPC: one question, one answer, in turn. */
export class Child {
  readonly #process: ChildProcess;
  readonly #ended: Promise<never>;

  /** `name` is the variant of a server, and what the process is called when it fails. */
  constructor(role: keyof typeof CORES, name: string) {
    const pin = isPinned ? ['taskset', '-c', CORES[role]] : [];
    const file = fileURLToPath(new URL(`${role}.ts`, import.meta.url));
    const [command = '', ...args] = [...pin, process.execPath, '--import', 'tsx', file, name];
    const log = openLogFile();
    this.#process = spawn(command, args, { stdio: ['ignore', log, 'inherit', 'ipc'] });
    closeSync(log);
    this.#ended = once(this.#process, 'exit').then(() => {
      throw new Error(`the process of ${name} ended early`);
    });
    // Only a waiting question makes an early end an error.
    this.#ended.catch(() => {});
  }

  /** The next message, typed by what the caller knows of the other side. */
  async answer<Answer>(): Promise<Answer> {
    const [message] = await Promise.race([once(this.#process, 'message'), this.#ended]);
    return message;
  }

  tell(message: object): void {
    this.#process.send(message);
  }

  ask<Answer>(question: object): Promise<Answer> {
    const answer = this.answer<Answer>();
    this.tell(question);
    return answer;
  }

  stop(): void {
    this.#process.kill();
  }
}
