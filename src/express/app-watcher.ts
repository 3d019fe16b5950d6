import type { Request, Response } from './http.ts';
import { joinRequests } from './watched-requests.ts';
import { type FindListener, joinResponses } from './watched-responses.ts';

/**
 * Watches the apps that requests come through: when response heads are written, what handlers answer, and
 * how requests begin; nothing about either changes.
 *
 * The methods are wrapped on the app's own `app.response`, once, and find the listener of each response:
 * Express gives every response a prototype of its app, and a property added to the response itself
 * costs 1 to 5 µs a request (docs/design.md, "The hot path"). A response without such a prototype is
 * wrapped itself.
 */
export class AppWatcher {
  readonly #listenerOf: FindListener;
  /** How to stop watching, by what responses inherit from; an app that is dropped takes its own with it. */
  readonly #leaveByPrototype = new WeakMap<object, () => void>();
  #prototypes: readonly WeakRef<object>[] = [];

  constructor(listenerOf: FindListener) {
    this.#listenerOf = listenerOf;
  }

  /** To be called once for each response. */
  watch(req: Request, res: Response): void {
    if (this.#leaveByPrototype.has(Object.getPrototypeOf(res))) return;
    const app = outermostApp(req);
    const prototype = inheritedBy(res, app?.response);
    if (prototype === undefined) joinResponses(res, this.#listenerOf);
    else if (!this.#leaveByPrototype.has(prototype)) this.#join(prototype, inheritedBy(req, app?.request));
  }

  #join(response: object, request: object | undefined): void {
    const leaveResponses = joinResponses(response, this.#listenerOf);
    const leaveRequests = request && joinRequests(request);
    this.#leaveByPrototype.set(response, () => {
      leaveResponses();
      leaveRequests?.();
    });
    const alive = this.#prototypes.filter((prototype) => prototype.deref() !== undefined);
    this.#prototypes = [...alive, new WeakRef(response)];
  }

  /** Leaves every app as it was found. */
  close(): void {
    for (const reference of this.#prototypes) {
      const prototype = reference.deref();
      if (prototype === undefined) continue;
      this.#leaveByPrototype.get(prototype)?.();
      this.#leaveByPrototype.delete(prototype);
    }
    this.#prototypes = [];
  }
}

interface AppLike {
  readonly parent?: AppLike;
  /** What its requests and responses inherit from; those of mounted apps inherit from their parent's. */
  readonly request?: object;
  readonly response?: object;
}

function outermostApp(req: Request): AppLike | undefined {
  let { app } = req as { app?: AppLike };
  while (app?.parent !== undefined) app = app.parent;
  return app;
}

function inheritedBy(message: object, prototype: object | undefined): object | undefined {
  const isInherited = prototype !== undefined && Object.prototype.isPrototypeOf.call(prototype, message);
  return isInherited ? prototype : undefined;
}
