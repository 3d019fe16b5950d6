import type { ServerResponse } from 'node:http';
import type { Request, Response } from './http.ts';
import { type FindListener, joinResponses } from './watched-responses.ts';

/**
 * Notes when response heads are written and what handlers answer; nothing about the responses changes.
 *
 * The methods are wrapped on the app's own `app.response`, once, and find the listener of each response:
 * Express gives every response a prototype of its app, and a property added to the response itself
 * costs 4 to 5 µs a request (docs/design.md, "The hot path"). A response without such a prototype is
 * wrapped itself.
 */
export class ResponseWatcher {
  readonly #listenerOf: FindListener;
  /** Prototypes whose responses are watched, and how to stop. */
  readonly #joined = new Map<object, () => void>();

  constructor(listenerOf: FindListener) {
    this.#listenerOf = listenerOf;
  }

  /** To be called once for each response. */
  watch(req: Request, res: Response): void {
    if (this.#joined.has(Object.getPrototypeOf(res))) return;
    const prototype = prototypeOfApp(req, res);
    if (prototype === undefined) joinResponses(res, this.#listenerOf);
    else if (!this.#joined.has(prototype)) {
      this.#joined.set(prototype, joinResponses(prototype, this.#listenerOf));
    }
  }

  /** Leaves every app as it was found. */
  close(): void {
    for (const leave of this.#joined.values()) leave();
    this.#joined.clear();
  }
}

interface AppLike {
  readonly parent?: AppLike;
  readonly response?: object;
}

/** The prototype that the outermost app gives to its responses; those of mounted apps inherit from it. */
function prototypeOfApp(req: Request, res: ServerResponse): object | undefined {
  let { app } = req as { app?: AppLike };
  while (app?.parent !== undefined) app = app.parent;
  const prototype = app?.response;
  const isInherited = prototype !== undefined && Object.prototype.isPrototypeOf.call(prototype, res);
  return isInherited ? prototype : undefined;
}
