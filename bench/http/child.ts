import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Where servers run, and where the load runs: one core each, where the machine can pin. */
const CORES = { server: '0', load: '1' } as const;

/** Whether both cores can be given out by `taskset`; without it the scheduler decides, with more noise. */
export const isPinned: boolean = Object.values(CORES).every(
  (core) => spawnSync('taskset', ['-c', core, 'true']).status === 0,
);

interface ChildPlan {
  /** What it is called when it fails. */
  name: string;
  role: keyof typeof CORES;
  /** An open file: every server logs to one of its own. */
  stdout: number;
}

/** One process of the bench, spoken to over IPC: one question, one answer, in turn. */
export class Child {
  readonly #process: ChildProcess;
  readonly #ended: Promise<never>;

  constructor(plan: ChildPlan) {
    const pin = isPinned ? ['taskset', '-c', CORES[plan.role]] : [];
    const file = fileURLToPath(new URL(`${plan.role}.ts`, import.meta.url));
    const [command = '', ...args] = [...pin, process.execPath, '--import', 'tsx', file, plan.name];
    this.#process = spawn(command, args, { stdio: ['ignore', plan.stdout, 'inherit', 'ipc'] });
    this.#ended = once(this.#process, 'exit').then(() => {
      throw new Error(`the process of ${plan.name} ended early`);
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
