import { UNMATCHED } from '../domain/routes.ts';
import type { Request } from './http.ts';
import { joinTemplates, leafTemplate, mountTemplate, type Params, paramsOutside } from './route-template.ts';

/** Two monitors, or two copies of this package, share one tracker per request. */
const TRACKER = Symbol.for('express-model-monitor.route-tracker@2');

type Followed = Request & { [TRACKER]: RouteTracker };

/** A router the request is in: the path matched on the way there, and the parameters of its last part. */
interface Mount {
  readonly baseUrl: string;
  readonly params: Params;
  readonly parent: Mount | undefined;
}

const ROOT: Mount = { baseUrl: '', params: {}, parent: undefined };

/**
 * Follows one request through the routers and knows the template of the route that answered.
 *
 * The routers of Express 4 and 5 assign `req.baseUrl` on entering a mount and `req.route` on matching a
 * route, and put the former back on the way out, before an error handler runs; so the assignments are
 * watched. No other public place tells the whole template on every version (docs/design.md, "Route
 * templates").
 */
export class RouteTracker {
  /** What each monitor keeps of the request, under a symbol of its own. */
  [monitor: symbol]: unknown;
  readonly #req: Request;
  #baseUrl: string | undefined;
  #mount = ROOT;
  #route: unknown;
  #routeMount = ROOT;
  #routeUrl: string | undefined;
  /** The route's own `req.params`; `undefined` while `app.param` has not let the request through to it. */
  #routeParams: unknown;

  private constructor(req: Request, baseUrl: string | undefined) {
    this.#req = req;
    this.#baseUrl = baseUrl;
  }

  /** Starts following a request, from where it stands now. */
  static follow(req: Request): RouteTracker {
    const { baseUrl } = req;
    // First of all, known or not: it makes a dictionary of the request, of which all that follows is asked more cheaply.
    Object.defineProperty(req, 'baseUrl', BASE_URL);
    const known = trackerOf(req);
    if (known !== undefined) return known;
    const tracker = new RouteTracker(req, baseUrl);
    (req as Followed)[TRACKER] = tracker;
    tracker.#begin();
    return tracker;
  }

  #begin(): void {
    const { route } = this.#req;
    Object.defineProperty(this.#req, 'route', ROUTE);
    this.#route = route;
    this.enter(this.#baseUrl, outerParamsOf(this.#req, route));
    this.match(route);
  }

  get baseUrl(): string | undefined {
    return this.#baseUrl;
  }

  get route(): unknown {
    return this.#route;
  }

  /** The template of the mounts the request is in now. */
  get mount(): string {
    return templateOf(this.#mount);
  }

  /** A mount was entered (the path grew) or left. */
  enter(baseUrl: string | undefined, params: Params): void {
    this.#baseUrl = baseUrl;
    const url = baseUrl ?? '';
    let mount = this.#mount;
    while (mount.parent !== undefined && !url.startsWith(mount.baseUrl)) mount = mount.parent;
    this.#mount = url.length > mount.baseUrl.length ? { baseUrl: url, params, parent: mount } : mount;
  }

  /** A route matched: the router assigns it, and the route again once `req.params` are its own. */
  match(route: unknown): void {
    this.#routeParams = route === this.#route ? this.#req.params : undefined;
    this.#route = route;
    this.#routeMount = this.#mount;
    this.#routeUrl = this.#req.url;
  }

  /** The full template of the route that answered, once the response has ended. */
  template(statusCode: number): string {
    if (this.#route === undefined || this.#route === null || this.#isLeft(statusCode)) return UNMATCHED;
    const leaf = leafTemplate(declaredPath(this.#route), this.#routeUrl ?? '');
    return joinTemplates(templateOf(this.#routeMount), leaf);
  }

  /**
   * Whether the answer is the app's own to what no route took: a 404, or the automatic reply to OPTIONS.
   * After a route the router gives each further layer `req.params` of its own, and in the end the first ones.
   */
  #isLeft(statusCode: number): boolean {
    const { method, params } = this.#req;
    const mayBe = statusCode === 404 || method === 'OPTIONS';
    return mayBe && this.#routeParams !== undefined && params !== this.#routeParams;
  }
}

/** The tracker that follows a request, when one does. */
export function trackerOf(req: Request): RouteTracker | undefined {
  return (req as Partial<Followed>)[TRACKER];
}

function templateOf({ baseUrl, params, parent }: Mount): string {
  if (parent === undefined) return '';
  return templateOf(parent) + mountTemplate(baseUrl.slice(parent.baseUrl.length), params, parent.params);
}

function paramsOf(req: Request): Params {
  return (req.params ?? ROOT.params) as Params;
}

/** On a route `req.params` are the route's, with `mergeParams` its mounts' too. */
function outerParamsOf(req: Request, route: unknown): Params {
  const params = paramsOf(req);
  return route === undefined ? params : paramsOutside(declaredPath(route), params);
}

function declaredPath(route: unknown): unknown {
  return (route as { readonly path?: unknown }).path;
}

/**
 * The same functions for all requests; they find the tracker on the request. CPU per request over HTTP, bare
 * Express 5.3 / closures made for each request / these: 107, 109, 85 us on Node 20, 32, 53, 38 us on Node 24.
 * (With accessors V8 keeps the request as a dictionary; on Node 20 that is the cheaper form, since Express
 * changes the prototype of every request.)
 */
const BASE_URL: PropertyDescriptor & ThisType<Followed> = {
  configurable: true,
  enumerable: true,
  get() {
    return this[TRACKER].baseUrl;
  },
  set(value: string | undefined) {
    this[TRACKER].enter(value, paramsOf(this));
  },
};

const ROUTE: PropertyDescriptor & ThisType<Followed> = {
  configurable: true,
  enumerable: true,
  get() {
    return this[TRACKER].route;
  },
  set(value: unknown) {
    this[TRACKER].match(value);
  },
};
