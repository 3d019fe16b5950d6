import { keepAsDictionary } from './hidden-class.ts';
import type { Request } from './http.ts';
import { paramsOf, RouteTracker } from './route-tracker.ts';

/** Two monitors, or two copies of this package, share one tracker per request. */
const TRACKER = Symbol.for('express-model-monitor.route-tracker@3');

type Tracked = Request & { [TRACKER]: RouteTracker };

/** The tracker that a request has, or that it inherits. */
export function trackerOf(req: Request): RouteTracker | undefined {
  return (req as Partial<Tracked>)[TRACKER];
}

/** Has a tracker told of all that is assigned to `req.baseUrl` from now on. */
export function trackRequest(req: Request, baseUrl: string | undefined): RouteTracker {
  keepAsDictionary(req, 'complete');
  const known = trackerOf(req);
  const tracker = known?.req === req ? known : new RouteTracker(req);
  (req as Tracked)[TRACKER] = tracker;
  Object.defineProperty(req, 'baseUrl', BASE_URL);
  tracker.assign(baseUrl, paramsOf(req));
  return tracker;
}

/** Follows a request to the route that answers it, from where it stands now. */
export function followRequest(req: Request): RouteTracker {
  const known = trackerOf(req);
  if (known?.isFollowing) return known;
  const tracker = known?.req === req ? known : trackRequest(req, req.baseUrl);
  const { route } = req;
  Object.defineProperty(req, 'route', ROUTE);
  tracker.follow(route);
  return tracker;
}

/**
 * The same functions for all requests; they find the tracker on the request. Closures made for each request
 * cost 15 to 24 us more over HTTP.
 */
const BASE_URL: PropertyDescriptor & ThisType<Tracked> = {
  configurable: true,
  enumerable: true,
  get() {
    return this[TRACKER].baseUrl;
  },
  set(value: string) {
    const tracker = this[TRACKER];
    if (tracker.req === this || Object.hasOwn(this, 'baseUrl')) tracker.assign(value, paramsOf(this));
    else giveOwnBaseUrl(this, value);
  },
};

const ROUTE: PropertyDescriptor & ThisType<Tracked> = {
  configurable: true,
  enumerable: true,
  get() {
    return this[TRACKER].route;
  },
  set(value: unknown) {
    this[TRACKER].match(value);
  },
};

/** What inherits from a request has a `baseUrl` of its own once it is given one, as it would without us. */
function giveOwnBaseUrl(heir: Tracked, first: string): void {
  let own = first;
  Object.defineProperty(heir, 'baseUrl', {
    configurable: true,
    enumerable: true,
    get: () => own,
    set(this: Tracked, value: string) {
      if (!Object.hasOwn(this, 'baseUrl')) return giveOwnBaseUrl(this, value);
      own = value;
      this[TRACKER].enter(value, paramsOf(this));
    },
  });
  heir[TRACKER].enter(first, paramsOf(heir));
}
