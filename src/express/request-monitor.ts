import type { Faults } from '../domain/faults.ts';
import type { HttpTraffic } from '../domain/http-traffic.ts';
import type { ModelState } from '../domain/model-state.ts';
import type { Models } from '../domain/models.ts';
import type { Prediction } from '../domain/prediction.ts';
import type { RequestRecord } from '../domain/request-record.ts';
import type { RouteSeries, Routes } from '../domain/routes.ts';
import { whenDone } from './completion.ts';
import { Exchange } from './exchange.ts';
import { pathOf, type Request, type Response } from './http.ts';
import { type ModelName, type ModelNaming, nameModel, nameOf } from './model-naming.ts';
import type { PredictRoute } from './predict-routes.ts';
import { NO_BODY, type ReadingRules, readBodies, withinLimit, withLocals } from './read-predictions.ts';
import { watchBody, watchHead } from './response-capture.ts';
import { RouteTracker } from './route-tracker.ts';

/** What the request log is to the requests: it is handed each one when it has ended. */
export interface RequestLogger {
  /** Whether lines are written when the request comes in. */
  readonly isImmediate: boolean;
  readonly runsUserCode: boolean;
  /** Whether lines tell when the response head was written. */
  readonly readsLatency: boolean;
  write(req: Request, res: Response, record: RequestRecord): void;
}

/** Values of the user's own labels for one request, in the order of their names. */
export type CustomLabels = (req: Request, res: Response) => readonly string[];

export interface RequestMonitorParts {
  readonly models: Models;
  readonly routes: Routes;
  /** `undefined` when `http_request_duration_seconds` is off. */
  readonly http: HttpTraffic | undefined;
  readonly log: RequestLogger | undefined;
  readonly naming: ModelNaming;
  readonly reading: ReadingRules;
  readonly customLabels: CustomLabels | undefined;
  readonly faults: Faults;
}

/**
 * Follows requests from the middleware to their end and turns each into one observation. Nothing here
 * throws into the app: `begin` is guarded by its caller, everything later by the fault guard.
 */
export class RequestMonitor {
  readonly #parts: RequestMonitorParts;
  readonly #exchanges = new WeakMap<Response, Exchange>();
  #inProgress = 0;

  constructor(parts: RequestMonitorParts) {
    this.#parts = parts;
  }

  /** Predict requests whose response has not ended yet. */
  get inProgress(): number {
    return this.#inProgress;
  }

  /** The exchange of a request, begun at the first handler of ours that it passes. */
  begin(req: Request, res: Response): Exchange {
    const known = this.#exchanges.get(res);
    if (known !== undefined) return known;
    // On an aborted connection the address is gone by the time it is logged, unless it was asked for before.
    void req.socket.remoteAddress;
    const exchange = new Exchange(req, res, RouteTracker.follow(req));
    this.#exchanges.set(res, exchange);
    whenDone(req, res, {
      done: () => this.#complete(exchange),
      keepsContext: this.#parts.log?.runsUserCode ?? false,
    });
    return exchange;
  }

  addLog(exchange: Exchange): void {
    const { log, faults } = this.#parts;
    if (log === undefined || exchange.duties.isLogged) return;
    exchange.duties.isLogged = true;
    if (log.isImmediate)
      faults.guard('log', undefined, () => log.write(exchange.req, exchange.res, exchange));
    else if (log.readsLatency) this.#watchHead(exchange);
  }

  /** Makes this a predict request; what its path says of the model is kept. */
  addPredict(exchange: Exchange, predict: PredictRoute): void {
    if (exchange.duties.predict !== undefined) return;
    exchange.duties.predict = predict;
    this.#inProgress += 1;
    this.#watchHead(exchange);
    watchBody(exchange.res, exchange);
    exchange.onCaptured = (captured) => {
      const { reading, faults } = this.#parts;
      exchange.reading = faults.guard('request', NO_BODY, () => readBodies(exchange.req, captured, reading));
    };
  }

  #watchHead(exchange: Exchange): void {
    if (exchange.duties.isHeadWatched) return;
    exchange.duties.isHeadWatched = true;
    watchHead(exchange.res, exchange);
  }

  #complete(exchange: Exchange): void {
    const { faults, log } = this.#parts;
    const { duties, req, res } = exchange;
    exchange.end();
    faults.guard('request', undefined, () => this.#observe(exchange));
    if (duties.predict !== undefined) this.#inProgress -= 1;
    if (duties.isLogged && log !== undefined && !log.isImmediate) {
      faults.guard('log', undefined, () => log.write(req, res, exchange));
    }
  }

  #observe(exchange: Exchange): void {
    const { req, res, tracker, duties } = exchange;
    const { http } = this.#parts;
    exchange.route = duties.ownRoute ?? tracker.template(res.statusCode, pathOf(req));
    const route = this.#routeSeries(exchange);
    if (duties.isCounted) {
      http?.add(route, {
        method: req.method ?? 'GET',
        statusCode: exchange.statusCode,
        seconds: exchange.durationSeconds,
      });
    }
    if (duties.predict !== undefined) this.#observePredict(exchange, duties.predict, route);
  }

  #routeSeries({ req, res, route }: Exchange): RouteSeries {
    const { routes, customLabels, faults } = this.#parts;
    if (customLabels === undefined) return routes.seriesOf(route);
    return routes.seriesWith(
      route,
      faults.guard('custom_labels', [], () => customLabels(req, res)),
    );
  }

  #observePredict(exchange: Exchange, predict: PredictRoute, route: RouteSeries): void {
    const { naming, reading: rules } = this.#parts;
    const isAnswered = exchange.statusCode < 400;
    const reading = isAnswered ? withLocals(exchange.reading ?? NO_BODY, exchange.res) : NO_BODY;
    const { responseBody } = reading;
    const stateOf = this.#stateFinder(nameModel(naming, { req: exchange.req, predict, responseBody }));
    exchange.predictions = withinLimit(reading.predictions, rules);
    const state = stateOf(exchange.predictions[0]);
    exchange.state = state;
    state.latency.add(route, exchange.outcome, exchange.latencySeconds ?? exchange.durationSeconds);
    if (!isAnswered) return;
    if (reading.unread !== undefined) state.countUnread(reading.unread);
    else if (reading.protocol !== '') state.protocol = reading.protocol;
    exchange.accuracy = observeRows(exchange.predictions, stateOf);
  }

  /** The state of the request's model version, looked up once, unless a row names its own. */
  #stateFinder({ model, version }: ModelName): StateFinder {
    const { models } = this.#parts;
    let ofRequest: ModelState | undefined;
    return (prediction) => {
      const [ownModel, ownVersion] = [nameOf(prediction?.model), nameOf(prediction?.version)];
      if (ownModel !== undefined || ownVersion !== undefined) {
        return models.state(ownModel ?? model, ownVersion ?? version);
      }
      ofRequest ??= models.state(model, version);
      return ofRequest;
    };
  }
}

type StateFinder = (prediction: Prediction | undefined) => ModelState;

/** Counts the rows; the mean accuracy of those that have one. */
function observeRows(predictions: readonly Prediction[], stateOf: StateFinder): number | undefined {
  let sum = 0;
  let labelled = 0;
  for (const prediction of predictions) {
    const accuracy = stateOf(prediction).observe(prediction);
    if (accuracy === undefined) continue;
    sum += accuracy;
    labelled += 1;
  }
  return labelled === 0 ? undefined : sum / labelled;
}
