import { UNMATCHED } from '../domain/routes.ts';
import { prototypeOfApp } from './app-prototype.ts';
import type { Request } from './http.ts';
import { mountAt, NO_MOUNT, templateOfMount } from './mount.ts';
import { joinTemplates, leafTemplate, type Params, paramsOutside } from './route-template.ts';

/** Two monitors, or two copies of this package, share one tracker per request. */
const TRACKER = Symbol.for('express-model-monitor.route-tracker@2');

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
  /** Whether it has seen the mounts that the request is in. */
  knowsMounts = false;
  readonly #req: Request;
  #baseUrl: string | undefined;
  #mount = NO_MOUNT;
  #route: unknown;
  #routeMount = NO_MOUNT;
  #routeUrl: string | undefined;
  /** The route's own `req.params`; `undefined` while `app.param` has not let the request through to it. */
  #routeParams: unknown;

  private constructor(req: Request) {
    this.#req = req;
    const carrier = carrierOf(req);
    // A request that was made of another one has the same list of headers.
    if (carrier[TRACKER] === undefined) carrier[TRACKER] = this;
    else (req as Carrier)[TRACKER] = this;
  }

  /** The tracker of a request, which has followed it from its first moment, or does so from here. */
  static follow(req: Request): RouteTracker {
    const tracker = RouteTracker.of(req);
    if (!tracker.knowsMounts) tracker.begin();
    return tracker;
  }

  /** The tracker of a request, made when there is none. */
  static of(req: Request): RouteTracker {
    return trackerOf(req) ?? new RouteTracker(req);
  }

  /** Takes a request as it stands that had a `baseUrl` of its own: the next ones of its app inherit theirs from us. */
  begin(): void {
    const req = this.#req;
    const { baseUrl, route } = req;
    this.#route = route;
    this.enter(baseUrl, outerParamsOf(req));
    this.match(route);
    Object.defineProperties(req, ACCESSORS);
    watchRequestsOf(req);
  }

  follows(req: Request): boolean {
    return req === this.#req;
  }

  get baseUrl(): string | undefined {
    return this.#baseUrl;
  }

  get route(): unknown {
    return this.#route;
  }

  /** The template of the mounts the request is in now. */
  get mount(): string {
    return templateOfMount(this.#mount);
  }

  /** A mount was entered (the path grew) or left. */
  enter(baseUrl: string | undefined, params?: Params): void {
    this.#baseUrl = baseUrl;
    this.knowsMounts = true;
    this.#mount = mountAt(this.#mount, baseUrl ?? '', () => params ?? paramsOf(this.#req));
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
    return joinTemplates(templateOfMount(this.#routeMount), leaf);
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

function paramsOf(req: Request): Params {
  return (req.params ?? {}) as Params;
}

/** On a route `req.params` are the route's, with `mergeParams` its mounts' too. */
function outerParamsOf(req: Request): Params {
  const params = paramsOf(req);
  return req.route === undefined ? params : paramsOutside(declaredPath(req.route), params);
}

function declaredPath(route: unknown): unknown {
  return (route as { readonly path?: unknown }).path;
}

interface Carrier {
  [TRACKER]?: RouteTracker;
}

/** The tracker that follows a request, when one does. */
export function trackerOf(req: Request): RouteTracker | undefined {
  const carried = carrierOf(req)[TRACKER];
  return carried === undefined || carried.follows(req) ? carried : (req as Carrier)[TRACKER];
}

/**
 * What of a request carries its tracker. Express gives each request a hidden class of its own, on which every access is
 * slow and every new property slower (docs/design.md, "The hot path"); the list of its headers is an array like others.
 */
function carrierOf(req: Request): Carrier {
  const { rawHeaders } = req as { rawHeaders?: Carrier };
  return Array.isArray(rawHeaders) ? rawHeaders : (req as Carrier);
}

/** Of a request that was made of another one, and has no route of its own yet, that one's. */
function nearestTrackerOf(req: Request): RouteTracker | undefined {
  return trackerOf(req) ?? carrierOf(req)[TRACKER];
}

/** The same functions for all requests, put on what an app's requests inherit from, or on a request itself. */
const ACCESSORS: PropertyDescriptorMap & ThisType<Request> = {
  baseUrl: {
    configurable: true,
    enumerable: true,
    get() {
      return nearestTrackerOf(this)?.baseUrl;
    },
    set(value: string | undefined) {
      RouteTracker.of(this).enter(value);
    },
  },
  route: {
    configurable: true,
    enumerable: true,
    get() {
      return nearestTrackerOf(this)?.route;
    },
    set(value: unknown) {
      RouteTracker.of(this).match(value);
    },
  },
};

/**
 * Requests of the same app that are still to come inherit the two properties; on Express 4, which gives a request its
 * prototype when it has a `baseUrl` already, only the second. That stays when the monitor is closed, since requests
 * under way have their values here; without a monitor they are plain properties to the app.
 */
function watchRequestsOf(req: Request): void {
  const prototype = prototypeOfApp(req, 'request', req);
  if (prototype === undefined || 'baseUrl' in prototype || 'route' in prototype) return;
  Object.defineProperties(prototype, ACCESSORS);
}
