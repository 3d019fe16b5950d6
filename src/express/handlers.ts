import type { Faults } from '../domain/faults.ts';
import { pathnameOf } from '../endpoint/pathname.ts';
import type { Exchange } from './exchange.ts';
import { pathOf, type Request, type RequestHandler, type Response } from './http.ts';
import { NOTHING_SAID, type PredictRoute, type PredictRouteMatcher } from './predict-routes.ts';
import type { RequestMonitor } from './request-monitor.ts';

export interface HandlerParts {
  readonly requests: RequestMonitor;
  readonly matchRoute: PredictRouteMatcher;
  /** Whether `http_request_duration_seconds` leaves a path out. */
  readonly isExcluded: (path: string) => boolean;
  /** Those of ours that this application serves. */
  readonly endpoints: () => readonly OwnEndpoint[];
  readonly faults: Faults;
  /** Called with every request, before it is watched. */
  readonly prepare: () => void;
  readonly isClosed: () => boolean;
}

/** An endpoint of ours, which the main handler asks. */
export interface OwnEndpoint {
  readonly path: string;
  /** Whether it answers below its path too. */
  readonly hasPathsBelow?: boolean;
  endpoint(req: Request, res: Response): void;
}

/** Follows every request, tells the predict requests, and answers our own endpoints. */
export function mainHandler(parts: HandlerParts): RequestHandler {
  const { isExcluded, endpoints } = parts;
  const begin = beginner(parts, (exchange, requests) => {
    requests.addLog(exchange);
    exchange.isCounted = !isExcluded(pathOf(exchange.req));
    const predict = routeOf(exchange.req, parts);
    if (predict !== undefined) requests.addPredict(exchange, predict);
  });
  return function modelMonitor(req, res, next) {
    const exchange = begin(req, res);
    const own = endpointFor(req, endpoints());
    if (own === undefined) return next();
    if (exchange !== undefined) exchange.ownRoute = exchange.tracker.mount + own.path;
    return own.endpoint(req, res);
  };
}

/** Writes the request log, and nothing else. */
export function loggerHandler(parts: HandlerParts): RequestHandler {
  const begin = beginner(parts, (exchange, requests) => requests.addLog(exchange));
  return function modelMonitorLogger(req, res, next) {
    begin(req, res);
    next();
  };
}

/** Makes the route it stands on a predict route, whatever its path. */
export function predictHandler(parts: HandlerParts): RequestHandler {
  const begin = beginner(parts, (exchange, requests) => {
    if (!asksForAnswer(exchange.req)) return;
    requests.addPredict(exchange, routeOf(exchange.req, parts) ?? NOTHING_SAID);
  });
  return function modelMonitorPredict(req, res, next) {
    begin(req, res);
    next();
  };
}

/** Begins an exchange and gives it its duties; a fault of ours leaves the request unwatched. */
function beginner(
  { requests, faults, prepare, isClosed }: HandlerParts,
  addDuties: (exchange: Exchange, requests: RequestMonitor) => void,
): (req: Request, res: Response) => Exchange | undefined {
  return (req, res) => {
    if (isClosed()) return undefined;
    try {
      prepare();
      const exchange = requests.begin(req, res);
      addDuties(exchange, requests);
      return exchange;
    } catch (error) {
      faults.report('request', error);
      return undefined;
    }
  };
}

/** OPTIONS and HEAD ask about a route and get no answer of a model. */
function asksForAnswer({ method }: Request): boolean {
  return method !== 'OPTIONS' && method !== 'HEAD';
}

/** What the path says of the model; `undefined` when this is no predict request. */
function routeOf(req: Request, { matchRoute, faults }: HandlerParts): PredictRoute | undefined {
  if (!asksForAnswer(req)) return undefined;
  try {
    return matchRoute(pathOf(req), req);
  } catch (error) {
    faults.report('routes', error);
    return undefined;
  }
}

function endpointFor(req: Request, endpoints: readonly OwnEndpoint[]): OwnEndpoint | undefined {
  for (const endpoint of endpoints) if (isAskedFor(endpoint, req)) return endpoint;
  return undefined;
}

/** The endpoint's path below the monitor's mount, a trailing slash aside. */
export function isAskedFor({ path, hasPathsBelow = false }: OwnEndpoint, req: Request): boolean {
  const asked = pathnameOf(req.url ?? '');
  if (!asked.startsWith(path)) return false;
  const rest = asked.length - path.length;
  return rest === 0 || (asked[path.length] === '/' && (rest === 1 || hasPathsBelow));
}
