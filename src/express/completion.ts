import type { Socket } from 'node:net';
import onFinished from 'on-finished';
import type { Request, Response } from './http.ts';

export interface Completion {
  /** Called once, when the response has ended or its client is gone. */
  readonly done: () => void;
  /** Whether `done` runs user code that may count on the AsyncLocalStorage context of this call. */
  readonly keepsContext: boolean;
}

/**
 * Waits for the end of a response.
 *
 * A response at the head of its connection emits `close` exactly once, however it ends, so one listener
 * is enough; `onFinished` costs several times as much (docs/design.md, "The hot path"). A response queued
 * behind another on a pipelined connection may never emit anything: there on-finished waits for its turn,
 * and the socket's own `close` is the backstop. on-finished also keeps the async context.
 */
export function whenDone(req: Request, res: Response, { done, keepsContext }: Completion): void {
  const isHeadOfConnection = res.socket !== null && !res.writableEnded;
  if (isHeadOfConnection && !keepsContext) {
    res.on('close', done);
    return;
  }
  const waiting = waitingOn(req.socket);
  const finish = (): void => {
    if (waiting.delete(finish)) done();
  };
  waiting.add(finish);
  onFinished(res, finish);
}

const waitingBySocket = new WeakMap<Socket, Set<() => void>>();

/** What has to be told when a socket closes: one listener for any number of pipelined requests. */
function waitingOn(socket: Socket): Set<() => void> {
  const known = waitingBySocket.get(socket);
  if (known !== undefined) return known;
  const waiting = new Set<() => void>();
  waitingBySocket.set(socket, waiting);
  socket.once('close', () => {
    for (const finish of waiting) finish();
  });
  return waiting;
}
