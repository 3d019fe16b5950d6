import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Limits } from '../../src/index.ts';
import { firstMessage } from './first-message.ts';
import { ModelClient } from './model-client.ts';

/** Where predictions wait for their labels. */
export type StorePlace =
  | { readonly kind: 'memory' }
  | { readonly kind: 'file'; readonly place: string }
  | { readonly kind: 'redis'; readonly place: string; readonly timeoutMs?: number };

/** What a serving process is started with. */
export interface ServingOptions {
  readonly store: StorePlace;
  readonly limits?: Partial<Limits>;
}

/** An Express app with a monitor, in a process of its own that ends with the test. */
export class ServingProcess {
  readonly client: ModelClient;
  readonly #child: ChildProcess;

  static async start(t: TestContext, options: ServingOptions): Promise<ServingProcess> {
    const file = join(import.meta.dirname, 'serving-process.ts');
    const child = fork(file, [JSON.stringify(options)], { execArgv: ['--import', 'tsx'] });
    t.after(() => child.kill('SIGKILL'));
    const { port } = await firstMessage<{ port: number }>(child);
    return new ServingProcess(child, new ModelClient(port));
  }

  private constructor(child: ChildProcess, client: ModelClient) {
    this.#child = child;
    this.client = client;
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    const ended = once(this.#child, 'close');
    this.#child.kill('SIGKILL');
    await ended;
  }

  /** It closes its monitor, and has to end by itself then. */
  async close(): Promise<void> {
    const ended = once(this.#child, 'close');
    this.#child.send('close');
    assert.deepEqual(await ended, [0, null]);
  }
}
