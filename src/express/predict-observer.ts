import type { Faults } from '../domain/faults.ts';
import type { ModelState } from '../domain/model-state.ts';
import type { Models } from '../domain/models.ts';
import type { Prediction } from '../domain/prediction.ts';
import type { RouteSeries } from '../domain/routes.ts';
import type { Exchange } from './exchange.ts';
import { type ModelName, type ModelNaming, nameModel, nameOf } from './model-naming.ts';
import type { PredictRoute } from './predict-routes.ts';
import {
  NO_BODY,
  type Reading,
  type ReadingRules,
  readBodies,
  withinLimit,
  withLocals,
} from './read-predictions.ts';
import type { Captured } from './response-watcher.ts';
import { asSent } from './sent-predictions.ts';

export interface PredictObserverParts {
  readonly models: Models;
  readonly naming: ModelNaming;
  readonly reading: ReadingRules;
  readonly faults: Faults;
}

/** Turns an answered predict request into observations of its model version. */
export class PredictObserver {
  readonly #parts: PredictObserverParts;

  constructor(parts: PredictObserverParts) {
    this.#parts = parts;
  }

  /** Reads what was answered, as soon as it has been handed over; it is counted when it has arrived. */
  read({ req }: Exchange, captured: Captured): Reading {
    const { reading: rules, faults } = this.#parts;
    try {
      const reading = readBodies(req, captured, rules);
      return { ...reading, predictions: asSent(reading.predictions) };
    } catch (error) {
      faults.report('request', error);
      return NO_BODY;
    }
  }

  /** Counts an ended request. Of an answer that failed or did not arrive only the latency counts. */
  observe(exchange: Exchange, predict: PredictRoute, route: RouteSeries): void {
    const { naming, reading: rules } = this.#parts;
    const isAnswered = exchange.statusCode < 400;
    const reading = isAnswered ? this.#finalReading(exchange) : NO_BODY;
    const { responseBody } = reading;
    const stateOf = this.#stateFinder(nameModel(naming, { req: exchange.req, predict, responseBody }));
    const predictions = withinLimit(reading, rules);
    const state = stateOf(predictions[0]);
    exchange.predictions = predictions;
    exchange.state = state;
    state.latency.add(route, exchange);
    if (!isAnswered) return;
    if (reading.unread !== undefined) state.countUnread(reading.unread);
    else if (reading.protocol !== '') state.protocol = reading.protocol;
    exchange.accuracy = observeRows(predictions, stateOf);
  }

  /** With what the handler said over what was read; its `res.locals` may be anything. */
  #finalReading({ reading = NO_BODY, res }: Exchange): Reading {
    try {
      return withLocals(reading, res);
    } catch (error) {
      this.#parts.faults.report('request', error);
      return reading;
    }
  }

  /** The state of the request's model version, looked up once, unless a row names its own. */
  #stateFinder({ model, version }: ModelName): StateFinder {
    const { models } = this.#parts;
    let ofRequest: ModelState | undefined;
    return (prediction) => {
      if (prediction?.model !== undefined || prediction?.version !== undefined) {
        return models.state(nameOf(prediction.model) ?? model, nameOf(prediction.version) ?? version);
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
