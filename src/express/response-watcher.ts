import type { ServerResponse } from 'node:http';
import type { Request, Response } from './http.ts';

/** What a handler gave to `res.json` or `res.send`. */
export type Captured =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string | Buffer; readonly contentType: string };

/** Who is told what one response does. */
export interface ResponseListener {
  /** No body is wanted, or one is already on its way: `send(object)` calls `json`, which calls `send`. */
  isBodyTaken: boolean;
  onHead(): void;
  /** Called when the body has been handed over; never throws. */
  onBody(captured: Captured): void;
}

type Method = (this: ServerResponse, ...args: unknown[]) => unknown;
type Watched = Partial<Record<'writeHead' | 'json' | 'send', Method>>;

/**
 * Notes when response heads are written and what handlers answer; nothing about the responses changes.
 *
 * The methods are wrapped on the app's own `app.response`, once, and find the listener of each response:
 * Express gives every response a prototype of its app, and a property added to the response itself
 * costs 4 to 5 µs a request (docs/design.md, "The hot path"). A response without such a prototype is
 * wrapped itself.
 */
export class ResponseWatcher {
  readonly #listenerOf: (res: ServerResponse) => ResponseListener | undefined;
  /** Prototypes that are wrapped, and how to unwrap each. */
  readonly #wrapped = new Map<object, () => void>();

  constructor(listenerOf: (res: ServerResponse) => ResponseListener | undefined) {
    this.#listenerOf = listenerOf;
  }

  /** To be called once for each response. */
  watch(req: Request, res: Response): void {
    const prototype = prototypeOfApp(req, res);
    if (prototype === undefined) this.#wrap(res);
    else if (!this.#wrapped.has(prototype)) this.#wrapped.set(prototype, this.#wrap(prototype));
  }

  /** Leaves every app as it was found. */
  close(): void {
    for (const unwrap of this.#wrapped.values()) unwrap();
    this.#wrapped.clear();
  }

  #wrap(target: object): () => void {
    const undo = [
      replace(target, 'writeHead', (original) => this.#watchedWriteHead(original)),
      replace(target, 'json', (original) => this.#watchedJson(original)),
      replace(target, 'send', (original) => this.#watchedSend(original)),
    ];
    return () => {
      for (const each of undo) each();
    };
  }

  #watchedWriteHead(original: () => Method): Method {
    const listenerOf = this.#listenerOf;
    return function writeHead(...args) {
      const result = original().apply(this, args);
      listenerOf(this)?.onHead();
      return result;
    };
  }

  #watchedJson(original: () => Method): Method {
    const listenerOf = this.#listenerOf;
    return function json(...args) {
      const listener = listenerOf(this);
      if (listener === undefined || listener.isBodyTaken) return original().apply(this, args);
      const result = whileTaken(listener, () => original().apply(this, args));
      listener.onBody({ kind: 'json', value: bodyOf(args) });
      return result;
    };
  }

  #watchedSend(original: () => Method): Method {
    const listenerOf = this.#listenerOf;
    return function send(...args) {
      const listener = listenerOf(this);
      if (listener === undefined || listener.isBodyTaken) return original().apply(this, args);
      const text = bodyOf(args);
      if (typeof text !== 'string' && !Buffer.isBuffer(text)) return original().apply(this, args);
      const result = whileTaken(listener, () => original().apply(this, args));
      listener.onBody({ kind: 'text', text, contentType: contentTypeOf(this) });
      return result;
    };
  }
}

/** The first of the calls that carry a body counts, unless it throws: then the handler may answer anew. */
function whileTaken(listener: ResponseListener, answer: () => unknown): unknown {
  listener.isBodyTaken = true;
  try {
    return answer();
  } catch (error) {
    listener.isBodyTaken = false;
    throw error;
  }
}

/** Puts a wrapper before a method, its own or inherited; answers how to take it away again. */
function replace(target: object, name: keyof Watched, wrap: (original: () => Method) => Method): () => void {
  const own = Object.getOwnPropertyDescriptor(target, name);
  const given = (target as Watched)[name];
  if (given === undefined) return () => undefined;
  // What is inherited is looked up anew at every call: it may be replaced after us.
  const original = own === undefined ? () => inherited(target, name) ?? given : () => given;
  const value = wrap(original);
  Object.defineProperty(target, name, { configurable: true, writable: true, value });
  return () => {
    if (Object.getOwnPropertyDescriptor(target, name)?.value !== value) return;
    if (own === undefined) delete (target as Watched)[name];
    else Object.defineProperty(target, name, own);
  };
}

function inherited(target: object, name: keyof Watched): Method | undefined {
  return (Object.getPrototypeOf(target) as Watched | null)?.[name];
}

interface AppLike {
  readonly parent?: AppLike;
  readonly response?: object;
}

/** The prototype that the outermost app gives to its responses; those of mounted apps inherit from it. */
function prototypeOfApp(req: Request, res: Response): object | undefined {
  let { app } = req as { app?: AppLike };
  while (app?.parent !== undefined) app = app.parent;
  const prototype = app?.response;
  const isInherited = prototype !== undefined && Object.prototype.isPrototypeOf.call(prototype, res);
  return isInherited ? prototype : undefined;
}

/** Express 4 still takes a status beside the body, on either side. */
function bodyOf(args: readonly unknown[]): unknown {
  return args.length === 2 && typeof args[0] === 'number' && typeof args[1] !== 'number' ? args[1] : args[0];
}

function contentTypeOf(res: ServerResponse): string {
  const type = res.getHeader('content-type');
  return typeof type === 'string' ? type : '';
}
