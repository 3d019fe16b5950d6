import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { firstMessage } from '../feedback/first-message.ts';

/** What a replica says when it serves. */
export interface ReplicaStart {
  readonly url: string;
  /** Of `monitor.rules()`. */
  readonly rules: string;
}

export interface Replica extends ReplicaStart {
  /** It closes its monitor, and has to end by itself then. */
  readonly close: () => Promise<void>;
}

/**
 * Serves the weather model in a process of its own, which ends with the test.
 *
 * @param receiverUrl - who its monitor tells of alerts.
 */
export async function startReplica(t: TestContext, receiverUrl: string): Promise<Replica> {
  const file = join(import.meta.dirname, 'weather-replica.ts');
  const child = fork(file, [receiverUrl], { execArgv: ['--import', 'tsx'] });
  t.after(() => child.kill('SIGKILL'));
  const started = await firstMessage<ReplicaStart>(child);
  const close = async (): Promise<void> => {
    const ended = once(child, 'close');
    child.send('close');
    assert.deepEqual(await ended, [0, null]);
  };
  return { ...started, close };
}
