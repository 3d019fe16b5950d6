import type { ServerResponse } from 'node:http';

/** What a handler gave to `res.json` or `res.send`, kept until the response has been handed over. */
export type Captured =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string | Buffer; readonly contentType: string };

type Method = (this: ServerResponse, ...args: unknown[]) => unknown;

/** The methods that are wrapped; a plain Node response has only the first. */
interface Wrappable {
  writeHead: Method;
  json?: Method;
  send?: Method;
}

/** Who is told what the response does; each is called at most once, the head before the body is sent. */
export interface ResponseListener {
  onHead(): void;
  onBody(captured: Captured): void;
}

/** Notes the moment the response head is written; nothing about the response changes. */
export function watchHead(res: ServerResponse, listener: ResponseListener): void {
  const target = res as unknown as Wrappable;
  const { writeHead } = target;
  let isWritten = false;
  target.writeHead = function watchedWriteHead(...args) {
    const result = writeHead.apply(this, args);
    if (!isWritten) {
      isWritten = true;
      listener.onHead();
    }
    return result;
  };
}

/**
 * Notes the first value that `res.json` or `res.send` sent. `send(object)` calls `json`, which calls `send`
 * with the text, so the first of these calls that carries a body counts and the others pass through.
 */
export function watchBody(res: ServerResponse, listener: ResponseListener): void {
  const target = res as unknown as Wrappable;
  const { json, send } = target;
  let isTaken = false;
  const take = (call: () => unknown): unknown => {
    isTaken = true;
    try {
      return call();
    } catch (error) {
      // Nothing was sent: the handler, or an error handler, may still answer.
      isTaken = false;
      throw error;
    }
  };
  if (json !== undefined) {
    target.json = function watchedJson(...args) {
      if (isTaken) return json.apply(this, args);
      const result = take(() => json.apply(this, args));
      listener.onBody({ kind: 'json', value: bodyOf(args) });
      return result;
    };
  }
  if (send !== undefined) {
    target.send = function watchedSend(...args) {
      const body = bodyOf(args);
      if (isTaken || !(typeof body === 'string' || Buffer.isBuffer(body))) return send.apply(this, args);
      const result = take(() => send.apply(this, args));
      listener.onBody({ kind: 'text', text: body, contentType: typeOf(res) });
      return result;
    };
  }
}

/** Express 4 still takes a status beside the body, on either side. */
function bodyOf(args: readonly unknown[]): unknown {
  return args.length === 2 && typeof args[0] === 'number' && typeof args[1] !== 'number' ? args[1] : args[0];
}

function typeOf(res: ServerResponse): string {
  const type = res.getHeader('content-type');
  return typeof type === 'string' ? type : '';
}
