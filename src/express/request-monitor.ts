import { METHODS } from 'node:http';
import type { Faults } from '../domain/faults.ts';
import type { HttpTraffic } from '../domain/http-traffic.ts';
import { OTHER } from '../domain/limits.ts';
import type { RequestRecord } from '../domain/request-record.ts';
import type { RouteSeries, Routes } from '../domain/routes.ts';
import { AppWatcher } from './app-watcher.ts';
import { whenDone } from './completion.ts';
import { Exchange } from './exchange.ts';
import { keepAsDictionary } from './hidden-class.ts';
import type { Request, Response } from './http.ts';
import type { PredictObserver } from './predict-observer.ts';
import type { PredictRoute } from './predict-routes.ts';

import { followRequest } from './tracked-request.ts';

/** What the request log is to the requests: it is handed each one when it has ended. */
export interface RequestLogger {
  /** Whether lines are written when the request comes in. */
  readonly isImmediate: boolean;
  readonly runsUserCode: boolean;
  write(req: Request, res: Response, record: RequestRecord): void;
}

/** Values of the user's own labels for one request, in the order of their names; never throws. */
export type CustomLabels = (req: Request, res: Response) => readonly string[];

export interface RequestMonitorParts {
  readonly predictions: PredictObserver;
  readonly routes: Routes;
  /** `undefined` when `http_request_duration_seconds` is off. */
  readonly http: HttpTraffic | undefined;
  readonly log: RequestLogger | undefined;
  readonly customLabels: CustomLabels | undefined;
  readonly faults: Faults;
}

/**
 * Follows requests from the middleware to their end and turns each into one observation. Nothing here
 * throws into the app: `begin` is guarded by its caller, everything later by the fault guard.
 */
export class RequestMonitor {
  readonly #parts: RequestMonitorParts;
  /** Where a response holds its exchange with this monitor. */
  readonly #key = Symbol('express-model-monitor.exchange');
  readonly #watcher = new AppWatcher((res) => this.#exchangeOf(res));
  /** One function for all responses, which it is a method of: a closure for each costs 2 to 4 µs. */
  readonly #onDone: (this: Response) => void;
  #inProgress = 0;

  constructor(parts: RequestMonitorParts) {
    this.#parts = parts;
    const complete = (res: Response): void => this.#complete(this.#exchangeOf(res));
    this.#onDone = function onDone() {
      complete(this);
    };
  }

  /** Predict requests whose response has not ended yet. */
  get inProgress(): number {
    return this.#inProgress;
  }

  /** The exchange of a request, begun at the first handler of ours that it passes. */
  begin(req: Request, res: Response): Exchange {
    const known = this.#exchangeOf(res);
    if (known !== undefined) return known;
    keepAsDictionary(res, 'sendDate');
    const tracker = followRequest(req);
    const exchange = new Exchange(req, res, { tracker, observer: this.#parts.predictions });
    Object.defineProperty(res, this.#key, { value: exchange });
    this.#watcher.watch(req, res);
    whenDone(req, res, { done: this.#onDone, keepsContext: this.#parts.log?.runsUserCode ?? false });
    return exchange;
  }

  /** Leaves the apps as they were found. */
  close(): void {
    this.#watcher.close();
  }

  addLog(exchange: Exchange): void {
    const { log, faults } = this.#parts;
    if (log === undefined || exchange.isLogged) return;
    exchange.isLogged = true;
    // On an aborted connection the address is gone by the time it is logged, unless it was asked for before.
    void exchange.req.socket?.remoteAddress;
    if (!log.isImmediate) return;
    faults.guard('log', undefined, () => log.write(exchange.req, exchange.res, exchange));
  }

  /**
   * Makes this a predict request; what its path says of the model is kept. A handler before us may have
   * waited so long that the client has left: then the request is over already.
   */
  addPredict(exchange: Exchange, predict: PredictRoute): void {
    if (exchange.predict !== undefined) return;
    exchange.expectPrediction(predict);
    if (exchange.isEnded) this.#observe(exchange);
    else this.#inProgress += 1;
  }

  /** The response is asked, not the request: an application can hand on a copy of the one, hardly of the other. */
  #exchangeOf(res: Response | undefined): Exchange | undefined {
    return (res as { [exchange: symbol]: Exchange } | undefined)?.[this.#key];
  }

  #complete(exchange: Exchange | undefined): void {
    if (exchange === undefined) return;
    const { faults, log } = this.#parts;
    exchange.end();
    try {
      this.#observe(exchange);
    } catch (error) {
      faults.report('request', error);
    }
    if (exchange.predict !== undefined) this.#inProgress -= 1;
    if (!exchange.isLogged || log === undefined || log.isImmediate) return;
    try {
      log.write(exchange.req, exchange.res, exchange);
    } catch (error) {
      faults.report('log', error);
    }
  }

  #observe(exchange: Exchange): void {
    const { req, res, tracker, predict } = exchange;
    const { http, predictions } = this.#parts;
    exchange.route = exchange.ownRoute ?? tracker.template(res.statusCode);
    const route = this.#routeSeries(exchange);
    if (exchange.isCounted) http?.add(route, methodOf(req), exchange);
    exchange.isCounted = false;
    if (predict !== undefined) predictions.observe(exchange, predict, route);
  }

  #routeSeries({ req, res, route }: Exchange): RouteSeries {
    const { routes, customLabels } = this.#parts;
    if (customLabels === undefined) return routes.seriesOf(route);
    return routes.seriesWith(route, customLabels(req, res));
  }
}

const KNOWN_METHODS: ReadonlySet<string> = new Set(METHODS);

/** The application may have put anything in the place of the method. */
function methodOf({ method = 'GET' }: Request): string {
  return KNOWN_METHODS.has(method) ? method : OTHER;
}
