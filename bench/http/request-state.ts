import type { Express, NextFunction, Request, Response } from 'express';
import { predict } from './predict.ts';

const stateKey = Symbol('bench.state');

// Express gives every request and response a new prototype, and V8 then a hidden class of its own: each
// property added to one of them later is a transition made anew, some microseconds each.

/** What the monitor does on Node 20 and 22, here on any: a property reconfigured, there and back. */
export function keepDictionaries(req: Request, res: Response, next: NextFunction): void {
  for (const enumerable of [false, true]) {
    Object.defineProperty(req, 'complete', { enumerable });
    Object.defineProperty(res, 'sendDate', { enumerable });
  }
  next();
}

interface RequestState {
  route: unknown;
  baseUrl: string;
  startedAt: number;
}

interface Held {
  [stateKey]?: RequestState;
}

function newState(req: Request): RequestState {
  return { route: undefined, baseUrl: req.baseUrl, startedAt: performance.now() };
}

const states = new WeakMap<Request, RequestState>();

export function stateByWeakMap(req: Request, _res: Response, next: NextFunction): void {
  states.set(req, newState(req));
  next();
}

export function stateInLocals(req: Request, res: Response, next: NextFunction): void {
  const locals: Held = res.locals;
  locals[stateKey] = newState(req);
  next();
}

/** As many properties as morgan keeps on a request and its response. */
export function fieldsOfMorgan(req: Request, res: Response, next: NextFunction): void {
  Object.assign(req, { _startAt: process.hrtime(), _startTime: new Date(), _remoteAddress: undefined });
  Object.assign(res, { _startAt: undefined, _startTime: undefined });
  next();
}

export function stateBySymbol(req: Request & Held, res: Response & Held, next: NextFunction): void {
  const state = newState(req);
  req[stateKey] = state;
  res[stateKey] = state;
  next();
}

/** Four functions per request, as close to the state as can be. */
export function ownAccessors(req: Request, _res: Response, next: NextFunction): void {
  const state = newState(req);
  Object.defineProperty(req, 'route', {
    configurable: true,
    enumerable: true,
    get() {
      return state.route;
    },
    set(route: unknown) {
      state.route = route;
    },
  });
  Object.defineProperty(req, 'baseUrl', {
    configurable: true,
    enumerable: true,
    get() {
      return state.baseUrl;
    },
    set(baseUrl: string) {
      state.baseUrl = baseUrl;
    },
  });
  next();
}

const routeAccessor: PropertyDescriptor & ThisType<Held> = {
  configurable: true,
  enumerable: true,
  get() {
    return this[stateKey]?.route;
  },
  set(route: unknown) {
    const state = this[stateKey];
    if (state) state.route = route;
  },
};

const baseUrlAccessor: PropertyDescriptor & ThisType<Held> = {
  configurable: true,
  enumerable: true,
  get() {
    return this[stateKey]?.baseUrl;
  },
  set(baseUrl: string) {
    const state = this[stateKey];
    if (state) state.baseUrl = baseUrl;
  },
};

/** No function per request: the accessors find the state through a symbol. */
export function sharedAccessors(req: Request & Held, _res: Response, next: NextFunction): void {
  req[stateKey] = newState(req);
  Object.defineProperty(req, 'route', routeAccessor);
  Object.defineProperty(req, 'baseUrl', baseUrlAccessor);
  next();
}

/** Nothing defined per request: the accessors stand on the app's own request prototype, once. */
export function installPrototypeAccessors(app: Express): void {
  Object.defineProperty(app.request, 'route', routeAccessor);
  Object.defineProperty(app.request, 'baseUrl', baseUrlAccessor);
  app.use((req: Request & Held, _res, next) => {
    req[stateKey] = newState(req);
    next();
  });
  app.post('/predict', predict);
}
