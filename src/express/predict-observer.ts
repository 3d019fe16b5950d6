import type { EventSink } from '../domain/event.ts';
import type { Faults } from '../domain/faults.ts';
import type { LabelJoin } from '../domain/label-join.ts';
import type { ModelState } from '../domain/model-state.ts';
import type { Models } from '../domain/models.ts';
import type { ObservedPrediction } from '../domain/pending-entry.ts';
import type { Prediction } from '../domain/prediction.ts';
import { isValidId, rowIdOf } from '../domain/prediction-id.ts';
import { type RouteSeries, UNMATCHED } from '../domain/routes.ts';
import type { Exchange } from './exchange.ts';
import { type ModelName, type ModelNaming, nameModel, nameOf } from './model-naming.ts';
import type { PredictRoute } from './predict-routes.ts';
import {
  idInLocals,
  NO_BODY,
  type Reading,
  type ReadingRules,
  readBodies,
  readFailure,
  saidInLocals,
  withinLimit,
  withLocals,
} from './read-predictions.ts';
import type { Captured } from './watched-responses.ts';

/** What an answer names its prediction by, when labels are taken. */
const ID_HEADER = 'X-Prediction-Id';

export interface PredictObserverParts {
  readonly models: Models;
  readonly naming: ModelNaming;
  readonly reading: ReadingRules;
  readonly faults: Faults;
  /** Where predictions wait for labels that come later, when they do. */
  readonly labels: LabelJoin | undefined;
  /** Where requests and their predictions are written down. */
  readonly events: EventSink | undefined;
  /** Whether somebody reads the ids of the rows: making them takes longer than counting a row. */
  readonly identifiesRows: boolean;
}

/** Turns an answered predict request into observations of its model version. */
export class PredictObserver {
  readonly #parts: PredictObserverParts;

  constructor(parts: PredictObserverParts) {
    this.#parts = parts;
  }

  /** Reads what was answered, as soon as it has been handed over; it is counted when it has arrived. */
  read({ req, res }: Exchange, captured: Captured): Reading {
    const { reading: rules, faults } = this.#parts;
    try {
      return isFailure(res.statusCode) ? readFailure(captured) : readBodies(req, captured, rules);
    } catch (error) {
      faults.report('request', error);
      return NO_BODY;
    }
  }

  /** Tells the client which id its label has to name, on an answer that holds a prediction. */
  announce(exchange: Exchange, statusCode: number, rawHeaders: unknown[] | undefined): void {
    const { labels, faults } = this.#parts;
    if (labels === undefined || exchange.res.headersSent) return;
    try {
      if (isFailure(statusCode)) takeBackId(exchange);
      else addId(exchange, rawHeaders);
    } catch (error) {
      faults.report('feedback', error);
    }
  }

  /** The id that the handler gave to the request, in `res.locals` or in the header of the answer. */
  idSaidIn({ res }: Exchange): string | undefined {
    try {
      const inHeader = res.getHeader(ID_HEADER);
      return idInLocals(res) ?? (isValidId(inHeader) ? inHeader : undefined);
    } catch {
      // Reported when the rows are read.
      return undefined;
    }
  }

  /** Counts an ended request. Of an answer that failed or did not arrive only the latency counts. */
  observe(exchange: Exchange, predict: PredictRoute, route: RouteSeries): void {
    // A path that only looks like one of a model's: nobody answered, so there is nothing to monitor.
    if (exchange.statusCode === 404 && exchange.route === UNMATCHED) return;
    const { req, reading: read = NO_BODY } = exchange;
    const { responseBody } = read;
    const isAnswered = !isFailure(exchange.statusCode);
    const reading = isAnswered ? this.#finalReading(exchange) : NO_BODY;
    const name = nameModel(this.#parts.naming, { req, predict, responseBody, said: this.#saidBy(exchange) });
    const stateOf = this.#stateFinder(name, exchange);
    exchange.predictions = withinLimit(reading, this.#parts.reading);
    const predictions = this.#parts.identifiesRows ? withIds(exchange, reading.rows) : exchange.predictions;
    const state = stateOf(predictions[0]);
    exchange.state = state;
    state.countRequest(route, exchange);
    if (!isAnswered) {
      this.#parts.events?.addRequest(exchange, []);
      return;
    }
    exchange.unread = reading.unread;
    if (reading.unread !== undefined) state.countUnread(reading.unread);
    else if (state.protocol === '') state.protocol = reading.protocol;
    const observed = predictions.map((prediction) => observeRow(prediction, stateOf(prediction)));
    exchange.accuracy = meanAccuracy(observed);
    this.#parts.events?.addRequest(exchange, observed);
    this.#parts.labels?.remember(observed);
  }

  #saidBy({ res }: Exchange): Prediction | undefined {
    try {
      return saidInLocals(res);
    } catch {
      // Reported when the rows are read.
      return undefined;
    }
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

  /**
   * The state of the request's model version, looked up once, unless a row names its own. A name that a
   * client may have made up has a state of its own only when a model answered under it: otherwise a
   * scanner could take up the places of real versions.
   */
  #stateFinder({ model, version, isDoubtful }: ModelName, { outcome }: Exchange): StateFinder {
    const { models } = this.#parts;
    const isRefused = isDoubtful && (outcome === 'client_error' || outcome === 'aborted');
    let ofRequest: ModelState | undefined;
    return (prediction) => {
      if (prediction?.model !== undefined || prediction?.version !== undefined) {
        return models.state(nameOf(prediction.model) ?? model, nameOf(prediction.version) ?? version);
      }
      ofRequest ??= isRefused ? models.knownState(model, version) : models.state(model, version);
      return ofRequest;
    };
  }
}

function addId(exchange: Exchange, rawHeaders: unknown[] | undefined): void {
  const { res, predictionId = '' } = exchange;
  if (rawHeaders !== undefined) addRawId(predictionId, rawHeaders);
  else if (res.getHeader(ID_HEADER) !== predictionId) {
    res.setHeader(ID_HEADER, predictionId);
    exchange.hasIdHeader = true;
  }
}

/** To a list of names and values, or of pairs of them; another monitor may have done so. */
function addRawId(id: string, rawHeaders: unknown[]): void {
  if (rawHeaders.flat().includes(ID_HEADER)) return;
  if (Array.isArray(rawHeaders[0])) rawHeaders.push([ID_HEADER, id]);
  else rawHeaders.push(ID_HEADER, id);
}

/** A head that Node refused to write leaves the header to the answer that says so. */
function takeBackId({ res, hasIdHeader }: Exchange): void {
  if (hasIdHeader) res.removeHeader(ID_HEADER);
}

function withIds({ predictions, predictionId = '' }: Exchange, rows: number): readonly Prediction[] {
  return predictions.map((prediction, row) =>
    isValidId(prediction.id) ? prediction : { ...prediction, id: rowIdOf(predictionId, row, rows) },
  );
}

function isFailure(statusCode: number): boolean {
  return statusCode >= 400;
}

type StateFinder = (prediction: Prediction | undefined) => ModelState;

function observeRow(prediction: Prediction, state: ModelState): ObservedPrediction {
  return { prediction, state, observation: state.observe(prediction) };
}

/** The mean accuracy of the rows that have one. */
function meanAccuracy(observed: readonly ObservedPrediction[]): number | undefined {
  let sum = 0;
  let labelled = 0;
  for (const { observation } of observed) {
    if (observation.accuracy === undefined) continue;
    sum += observation.accuracy;
    labelled += 1;
  }
  return labelled === 0 ? undefined : sum / labelled;
}
