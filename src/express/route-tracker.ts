import { UNMATCHED } from '../domain/routes.ts';
import type { Request } from './http.ts';
import { joinTemplates, leafTemplate, mountTemplate } from './route-template.ts';

/** Two monitors, or two copies of this package, share one tracker per request. */
const TRACKER = Symbol.for('express-model-monitor.route-tracker@1');

interface Mount {
  readonly baseUrl: string;
  readonly template: string;
}

const ROOT: Mount = { baseUrl: '', template: '' };
const NO_PARAMS = {};

/**
 * Follows one request through the routers and knows the template of the route that answered.
 *
 * The routers of Express 4 and 5 assign `req.baseUrl` on entering a mount and `req.route` on matching a
 * route, and put both back on the way out, before an error handler runs; so the assignments are watched.
 * No other public place tells the whole template on every version (docs/design.md, "Route templates").
 */
export class RouteTracker {
  readonly #req: Request;
  #mounts: Mount[] = [ROOT];
  #baseUrl: string | undefined;
  #route: unknown;
  #routeParams: unknown;
  #mountTemplate = '';
  #mountUrl = '';

  private constructor(req: Request) {
    this.#req = req;
    this.#route = req.route;
    this.#routeParams = req.params;
    this.enter(req.baseUrl);
    this.#mountTemplate = this.#mount.template;
    this.#mountUrl = this.#mount.baseUrl;
  }

  /** Starts following a request, from where it stands now. */
  static follow(req: Request): RouteTracker {
    const holder = req as Request & { [TRACKER]?: RouteTracker };
    if (holder[TRACKER] !== undefined) return holder[TRACKER];
    const tracker = new RouteTracker(req);
    holder[TRACKER] = tracker;
    Object.defineProperties(req, accessors(tracker));
    return tracker;
  }

  get baseUrl(): string | undefined {
    return this.#baseUrl;
  }

  get route(): unknown {
    return this.#route;
  }

  /** A mount was entered (the path grew) or left. */
  enter(baseUrl: string | undefined): void {
    this.#baseUrl = baseUrl;
    const url = baseUrl ?? '';
    while (this.#mounts.length > 1 && !url.startsWith(this.#mount.baseUrl)) this.#mounts.pop();
    const parent = this.#mount;
    if (url.length <= parent.baseUrl.length) return;
    const params = (this.#req.params ?? NO_PARAMS) as Readonly<Record<string, unknown>>;
    const template = parent.template + mountTemplate(url.slice(parent.baseUrl.length), params);
    this.#mounts.push({ baseUrl: url, template });
  }

  /** A route matched: the router assigns it, and the route again once `req.params` are its own. */
  match(route: unknown): void {
    this.#route = route;
    this.#routeParams = this.#req.params;
    this.#mountTemplate = this.#mount.template;
    this.#mountUrl = this.#mount.baseUrl;
  }

  /**
   * The full template of the route that answered, once the response has ended. After a route the router
   * gives each further layer its own `req.params`: a 404 with other params than the route's came from
   * behind it.
   */
  template(statusCode: number, path: string): string {
    if (this.#route === undefined || this.#route === null) return UNMATCHED;
    if (statusCode === 404 && this.#req.params !== this.#routeParams) return UNMATCHED;
    const { path: declared } = this.#route as { path?: unknown };
    return joinTemplates(this.#mountTemplate, leafTemplate(declared, path.slice(this.#mountUrl.length)));
  }

  get #mount(): Mount {
    return this.#mounts[this.#mounts.length - 1] ?? ROOT;
  }
}

function accessors(tracker: RouteTracker): PropertyDescriptorMap {
  return {
    baseUrl: {
      configurable: true,
      enumerable: true,
      get: () => tracker.baseUrl,
      set: (value: string | undefined) => tracker.enter(value),
    },
    route: {
      configurable: true,
      enumerable: true,
      get: () => tracker.route,
      set: (value: unknown) => tracker.match(value),
    },
  };
}
