import type { Request } from './http.ts';
import { trackRequest } from './tracked-request.ts';

/** How many monitors wait for the requests that inherit from an object. */
const waitingByPrototype = new WeakMap<object, number>();

/**
 * Has the requests that inherit from an object tracked from the moment Express first gives them a
 * `baseUrl`: a property that is there already costs more to watch (docs/design.md, "The hot path").
 *
 * @returns how to leave; with the last monitor the object is as it was found.
 */
export function joinRequests(prototype: object): () => void {
  const waiting = waitingByPrototype.get(prototype) ?? 0;
  if (waiting === 0 && !startWaiting(prototype)) return () => undefined;
  waitingByPrototype.set(prototype, waiting + 1);
  return () => {
    const others = (waitingByPrototype.get(prototype) ?? 1) - 1;
    waitingByPrototype.set(prototype, others);
    if (others === 0) stopWaiting(prototype);
  };
}

/** Where something else of that name is inherited, requests are tracked when they reach a handler of ours. */
function startWaiting(prototype: object): boolean {
  return !('baseUrl' in prototype) && Reflect.defineProperty(prototype, 'baseUrl', FIRST_BASE_URL);
}

function stopWaiting(prototype: object): void {
  const found = Object.getOwnPropertyDescriptor(prototype, 'baseUrl');
  if (found?.set === FIRST_BASE_URL.set) Reflect.deleteProperty(prototype, 'baseUrl');
}

/** Meets the first assignment to `req.baseUrl`; all others meet the request's own property. */
const FIRST_BASE_URL: PropertyDescriptor & ThisType<Request> = {
  configurable: true,
  get() {
    return undefined;
  },
  set(value: string | undefined) {
    if (tryToTrack(this, value)) return;
    Object.defineProperty(this, 'baseUrl', { configurable: true, enumerable: true, writable: true, value });
  },
};

/** Not what the application assigns to the prototype itself, which is meant for all requests. */
function tryToTrack(req: Request, baseUrl: string | undefined): boolean {
  if (waitingByPrototype.has(req)) return false;
  try {
    trackRequest(req, baseUrl);
    return true;
  } catch {
    // A stranger in the place of a request. Should it reach a handler of ours, that one reports what is wrong.
    return false;
  }
}
