import { AsyncResource } from 'node:async_hooks';
import { Socket } from 'node:net';
import onFinished from 'on-finished';
import type { Request, Response } from './http.ts';

export interface Completion {
  /** Called once on the response, when it has ended or its client is gone. */
  readonly done: (this: Response) => void;
  /** Whether `done` runs user code that may count on the AsyncLocalStorage context of this call. */
  readonly keepsContext: boolean;
}

/**
 * Waits for the end of a response; `done` never runs before this returns.
 *
 * A response at the head of its connection emits `close` exactly once, however it ends, so one listener
 * is enough; `onFinished` costs several times as much (docs/design.md, "The hot path").
 */
export function whenDone(req: Request, res: Response, { done, keepsContext }: Completion): void {
  // The connection may be gone before the first handler of ours is reached: then nothing is emitted any more.
  const isConnected = !req.socket?.destroyed;
  const isHead = isConnected && res.socket instanceof Socket;
  if (isHead && !keepsContext) {
    res.on('close', done);
    return;
  }
  const call = (): void => done.call(res);
  const tell = keepsContext ? AsyncResource.bind(call) : call;
  if (isHead) res.on('close', tell);
  else if (isConnected) whenTurnIsOver(req, res, tell);
  else setImmediate(tell);
}

/**
 * Whether all of the response was handed to the connection, once it is done. Node below 24 says `finish`,
 * too, when the last write failed because the client had left, and when `end` came after a `destroy`.
 */
export function isDelivered(req: Request, res: Response): boolean {
  return res.writableFinished && !res.socket?.destroyed && !req.socket?.errored;
}

/**
 * A response queued behind another on a pipelined connection may never emit anything: on-finished waits
 * for its turn, and the socket's own `close` is the backstop. on-finished also knows the responses of
 * adapters that have no connection at all, which end without a `close`.
 */
function whenTurnIsOver(req: Request, res: Response, tell: () => void): void {
  const { socket } = req;
  if (!(socket instanceof Socket)) {
    onFinished(res, tell);
    return;
  }
  const waiting = waitingOn(socket);
  const finish = (): void => {
    if (waiting.delete(finish)) tell();
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
