import type { ServerResponse } from 'node:http';

/** What a handler gave to `res.json` or `res.send`. */
export type Captured =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string | Buffer; readonly contentType: string };

/** Who is told what one response does. */
export interface ResponseListener {
  /** No body is wanted, or one is already on its way: `send(object)` calls `json`, which calls `send`. */
  isBodyTaken: boolean;
  /**
   * Called before the head is written, while headers can still be set, or added to the list of those that
   * were given to `writeHead`.
   */
  beforeHead(statusCode: number, rawHeaders: unknown[] | undefined): void;
  onHead(): void;
  /** Called when the body has been handed over; never throws. */
  onBody(captured: Captured): void;
}

/** A monitor's listener of a response, if it watches it; never throws. */
export type FindListener = (res: ServerResponse) => ResponseListener | undefined;

type Method = (this: ServerResponse, ...args: unknown[]) => unknown;
type Methods = Partial<Record<'writeHead' | 'json' | 'send', Method>>;

/** The monitors of one object's responses: its methods are wrapped once for all of them. */
interface Watch {
  readonly finders: FindListener[];
  readonly unwrap: () => void;
}

const watchesByTarget = new WeakMap<object, Watch>();

/**
 * Joins the watch over the responses of an object: a response, or what responses inherit from.
 *
 * @returns how to leave; with the last monitor the object is as it was found.
 */
export function joinResponses(target: object, find: FindListener): () => void {
  const watch = watchesByTarget.get(target) ?? startWatch(target);
  watch.finders.push(find);
  return () => {
    const place = watch.finders.indexOf(find);
    if (place !== -1) watch.finders.splice(place, 1);
    if (watch.finders.length > 0 || watchesByTarget.get(target) !== watch) return;
    watchesByTarget.delete(target);
    watch.unwrap();
  };
}

function startWatch(target: object): Watch {
  const finders: FindListener[] = [];
  const undo = [
    replace(target, 'writeHead', (original) => watchedWriteHead(finders, original)),
    replace(target, 'json', (original) => watchedJson(finders, original)),
    replace(target, 'send', (original) => watchedSend(finders, original)),
  ];
  const unwrap = (): void => {
    for (const each of undo) each();
  };
  const watch = { finders, unwrap };
  watchesByTarget.set(target, watch);
  return watch;
}

function watchedWriteHead(finders: readonly FindListener[], original: () => Method): Method {
  return function writeHead(...args) {
    const statusCode = typeof args[0] === 'number' ? args[0] : this.statusCode;
    const rawHeaders = rawHeadersOf(this, args);
    for (const find of finders) find(this)?.beforeHead(statusCode, rawHeaders);
    if (rawHeaders !== undefined) args.splice(-1, 1, rawHeaders);
    const result = original().apply(this, args);
    for (const find of finders) find(this)?.onHead();
    return result;
  };
}

/**
 * A copy of the list of headers given to `writeHead`, while none are set: Node does not merge a list with
 * headers that are set, but refuses pairs and drops all but the last of a name.
 */
function rawHeadersOf(res: ServerResponse, args: readonly unknown[]): unknown[] | undefined {
  const given = args.at(-1);
  return Array.isArray(given) && res.getHeaderNames().length === 0 ? [...given] : undefined;
}

function watchedJson(finders: readonly FindListener[], original: () => Method): Method {
  return function json(...args) {
    const listeners = listenersFor(this, finders);
    if (listeners.length === 0) return original().apply(this, args);
    const result = whileTaken(listeners, () => original().apply(this, args));
    for (const listener of listeners) listener.onBody({ kind: 'json', value: bodyOf(args) });
    return result;
  };
}

function watchedSend(finders: readonly FindListener[], original: () => Method): Method {
  return function send(...args) {
    const text = bodyOf(args);
    const isText = typeof text === 'string' || Buffer.isBuffer(text);
    const listeners = isText ? listenersFor(this, finders) : NOBODY;
    if (!isText || listeners.length === 0) return original().apply(this, args);
    const result = whileTaken(listeners, () => original().apply(this, args));
    const captured: Captured = { kind: 'text', text, contentType: contentTypeOf(this) };
    for (const listener of listeners) listener.onBody(captured);
    return result;
  };
}

const NOBODY: readonly ResponseListener[] = [];

/** Who still waits for the body of a response. */
function listenersFor(res: ServerResponse, finders: readonly FindListener[]): readonly ResponseListener[] {
  let waiting = NOBODY;
  for (const find of finders) {
    const listener = find(res);
    if (listener === undefined || listener.isBodyTaken) continue;
    // There is one monitor, nearly always, and an array that is pushed to begins with room for 17.
    waiting = waiting === NOBODY ? [listener] : [...waiting, listener];
  }
  return waiting;
}

/** The first of the calls that carry a body counts, unless it throws: then the handler may answer anew. */
function whileTaken(listeners: readonly ResponseListener[], answer: () => unknown): unknown {
  for (const listener of listeners) listener.isBodyTaken = true;
  try {
    return answer();
  } catch (error) {
    for (const listener of listeners) listener.isBodyTaken = false;
    throw error;
  }
}

/** Puts a wrapper before a method, its own or inherited; answers how to take it away again. */
function replace(target: object, name: keyof Methods, wrap: (original: () => Method) => Method): () => void {
  const own = Object.getOwnPropertyDescriptor(target, name);
  const given = (target as Methods)[name];
  if (given === undefined) return () => undefined;
  // What is inherited is looked up anew at every call: it may be replaced after us.
  const original = own === undefined ? () => inherited(target, name) ?? given : () => given;
  const value = wrap(original);
  Object.defineProperty(target, name, { configurable: true, writable: true, value });
  return () => {
    if (Object.getOwnPropertyDescriptor(target, name)?.value !== value) return;
    // An application may have frozen it since.
    if (own === undefined) Reflect.deleteProperty(target, name);
    else Reflect.defineProperty(target, name, own);
  };
}

function inherited(target: object, name: keyof Methods): Method | undefined {
  return (Object.getPrototypeOf(target) as Methods | null)?.[name];
}

/** Express 4 still takes a status beside the body, on either side. */
function bodyOf(args: readonly unknown[]): unknown {
  return args.length === 2 && typeof args[0] === 'number' && typeof args[1] !== 'number' ? args[1] : args[0];
}

function contentTypeOf(res: ServerResponse): string {
  const type = res.getHeader('content-type');
  return typeof type === 'string' ? type : '';
}
