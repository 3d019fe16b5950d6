import { keepAsDictionary } from './hidden-class.ts';
import type { Request } from './http.ts';
import { paramsOf, RouteTracker } from './route-tracker.ts';

/** Two monitors, or two copies of this package, share one tracker per request. */
const TRACKER = Symbol.for('express-model-monitor.route-tracker@3');

type Tracked = Request & { readonly [TRACKER]?: RouteTracker };

/** The tracker that a request has, or that it inherits. */
function trackerOf(req: Request): RouteTracker | undefined {
  return (req as Tracked)[TRACKER];
}

/** Has a tracker told of all that is assigned to `req.baseUrl` from now on. */
export function trackRequest(req: Request, baseUrl: string | undefined): RouteTracker {
  keepAsDictionary(req, 'complete');
  const known = trackerOf(req);
  const tracker = known?.req === req ? known : new RouteTracker(req);
  // Not enumerable: a copy of the request is to have a tracker of its own, or none.
  Object.defineProperty(req, TRACKER, { configurable: true, writable: true, value: tracker });
  Object.defineProperty(req, 'baseUrl', BASE_URL);
  tracker.assignBaseUrl(baseUrl);
  return tracker;
}

/** Follows a request to the route that answers it, from where it stands now. */
export function followRequest(req: Request): RouteTracker {
  const known = trackerOf(req);
  if (known?.isFollowing) return known;
  const tracker = known?.req === req ? known : trackRequest(req, req.baseUrl);
  const { baseUrl, route } = req;
  Object.defineProperty(req, 'route', ROUTE);
  tracker.follow(baseUrl, route);
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
    return this[TRACKER]?.baseUrl;
  },
  set(value: string) {
    const tracker = this[TRACKER];
    if (tracker?.req === this) tracker.assignBaseUrl(value);
    else giveOwn(this, 'baseUrl', value, (heir, baseUrl) => tracker?.enter(baseUrl, paramsOf(heir)));
  },
};

const ROUTE: PropertyDescriptor & ThisType<Tracked> = {
  configurable: true,
  enumerable: true,
  get() {
    return this[TRACKER]?.route;
  },
  set(value: unknown) {
    const tracker = this[TRACKER];
    if (tracker?.req === this) tracker.assignRoute(value);
    else giveOwn(this, 'route', value, (_heir, route) => tracker?.match(route));
  },
};

/**
 * What inherits from a request, stands in front of it or is a copy of it has a property of its own once it is
 * given one, as it would without us; the tracker of the request is told all the same.
 */
function giveOwn<Value>(
  heir: Tracked,
  name: 'baseUrl' | 'route',
  first: Value,
  tell: (heir: Tracked, value: Value) => void,
): void {
  let own = first;
  Object.defineProperty(heir, name, {
    configurable: true,
    enumerable: true,
    get: () => own,
    set(this: Tracked, value: Value) {
      if (this !== heir) return giveOwn(this, name, value, tell);
      own = value;
      tell(heir, value);
    },
  });
  tell(heir, first);
}
