import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';

/** What a store process is asked to do. */
export type ProcessTask =
  | { readonly take: readonly string[] }
  /** Put `count` predictions named `STREAM-0`, `STREAM-1`…, and take every second of them. */
  | { readonly stream: string; readonly count: number };

/** One id for which a call of its store has resolved: put, or taken with that result. */
export interface Answered {
  readonly id: string;
  readonly result: 'stored' | 'joined' | 'unknown' | 'duplicate' | 'expired';
}

export type ProcessMessage = Answered | 'ready' | 'done';

/** Another process with the same store. */
export class StoreProcess {
  readonly answered: Answered[] = [];
  readonly #child: ChildProcess;
  readonly #events = new EventEmitter();

  static async start(kind: 'file' | 'redis', place: string): Promise<StoreProcess> {
    const started = new StoreProcess(kind, place);
    await once(started.#events, 'ready');
    return started;
  }

  private constructor(kind: string, place: string) {
    const file = join(import.meta.dirname, 'store-process.ts');
    this.#child = fork(file, [kind, place], { execArgv: ['--import', 'tsx'] });
    this.#child.on('message', (message: ProcessMessage) => {
      if (typeof message === 'object') this.answered.push(message);
      this.#events.emit(typeof message === 'string' ? message : 'answered');
    });
  }

  /** The ids that were answered so. */
  idsOf(result: Answered['result']): readonly string[] {
    return this.answered.filter((answered) => answered.result === result).map(({ id }) => id);
  }

  /** Gives it a task. */
  begin(task: ProcessTask): void {
    this.#child.send(task);
  }

  async done(): Promise<void> {
    await once(this.#events, 'done');
  }

  async hasAnswered(count: number): Promise<void> {
    while (this.answered.length < count) await once(this.#events, 'answered');
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await once(this.#child, 'close');
  }

  /** It closes its store, and has to end by itself then. */
  async close(): Promise<void> {
    const ended = once(this.#child, 'close');
    this.#child.send('close');
    assert.deepEqual(await ended, [0, null]);
  }
}
