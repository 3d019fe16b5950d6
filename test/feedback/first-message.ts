import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process that has said nothing by then has failed to start. */
const START_MS = 30_000;

/** What a process says when it has started. */
export async function firstMessage<Message>(child: ChildProcess): Promise<Message> {
  const [message] = await once(child, 'message', { signal: AbortSignal.timeout(START_MS) });
  return message;
}
