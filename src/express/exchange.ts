import { randomUUID } from 'node:crypto';
import type { ModelState } from '../domain/model-state.ts';
import type { Prediction } from '../domain/prediction.ts';
import { isValidId } from '../domain/prediction-id.ts';
import type { Outcome, RequestRecord } from '../domain/request-record.ts';
import { UNMATCHED } from '../domain/routes.ts';
import { isDelivered } from './completion.ts';
import { headerOf, type Request, type Response } from './http.ts';
import type { PredictRoute } from './predict-routes.ts';
import type { Reading } from './read-predictions.ts';
import type { Captured, ResponseListener } from './response-capture.ts';
import type { RouteTracker } from './route-tracker.ts';

const ID_HEADERS = ['x-prediction-id', 'x-amzn-sagemaker-inference-id', 'ce-id', 'x-request-id'] as const;
const TRACE_PARENT = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/;

/** What the monitor has been asked to do with this request, by the handlers it passed. */
export interface Duties {
  isLogged: boolean;
  isCounted: boolean;
  isHeadWatched: boolean;
  /** The route of an endpoint of ours, which no router knows. */
  ownRoute: string | undefined;
  /** What the path says, once the request is known to be a predict request. */
  predict: PredictRoute | undefined;
}

/**
 * One request and its response, from entering the middleware to the end. What happens to it is noted
 * here and made into numbers only when it has ended.
 */
export class Exchange implements RequestRecord, ResponseListener {
  readonly req: Request;
  readonly res: Response;
  readonly tracker: RouteTracker;
  readonly duties: Duties = {
    isLogged: false,
    isCounted: false,
    isHeadWatched: false,
    ownRoute: undefined,
    predict: undefined,
  };
  route: string = UNMATCHED;
  outcome: Outcome = 'ok';
  /** The response's status, or 499 when the client left before the end. */
  statusCode = 0;
  state: ModelState | undefined;
  predictions: readonly Prediction[] = [];
  accuracy: number | undefined;
  reading: Reading | undefined;
  onCaptured: ((captured: Captured) => void) | undefined;
  readonly #startedAt = performance.now();
  #headAt = 0;
  #endedAt = 0;
  #predictionId: string | undefined;

  constructor(req: Request, res: Response, tracker: RouteTracker) {
    this.req = req;
    this.res = res;
    this.tracker = tracker;
  }

  onHead(): void {
    this.#headAt = performance.now();
  }

  onBody(captured: Captured): void {
    this.onCaptured?.(captured);
  }

  /** Notes how the response ended; everything but the predictions is known from here on. */
  end(): void {
    this.#endedAt = performance.now();
    const isComplete = isDelivered(this.req, this.res);
    this.statusCode = isComplete ? this.res.statusCode : 499;
    this.outcome = outcomeOf(this.statusCode, isComplete);
  }

  get latencySeconds(): number | undefined {
    return this.#headAt === 0 ? undefined : (this.#headAt - this.#startedAt) / 1000;
  }

  get durationSeconds(): number {
    return (this.#endedAt - this.#startedAt) / 1000;
  }

  get modelName(): string | undefined {
    return this.state?.model;
  }

  get modelVersion(): string | undefined {
    return this.state?.version;
  }

  get predictionId(): string | undefined {
    if (this.duties.predict === undefined) return undefined;
    this.#predictionId ??= givenIdOf(this.predictions) ?? clientIdOf(this.req) ?? randomUUID();
    return this.#predictionId;
  }

  get prediction(): string | undefined {
    if (this.predictions.length === 0) return undefined;
    return this.predictions.map(({ output }) => textOf(output)).join(',');
  }

  get traceId(): string | undefined {
    return TRACE_PARENT.exec(headerOf(this.req, 'traceparent') ?? '')?.[1];
  }
}

function outcomeOf(statusCode: number, isComplete: boolean): Outcome {
  if (!isComplete) return 'aborted';
  if (statusCode < 400) return 'ok';
  return statusCode < 500 ? 'client_error' : 'server_error';
}

function givenIdOf([first]: readonly Prediction[]): string | undefined {
  return isValidId(first?.id) ? first.id : undefined;
}

function clientIdOf(req: Request): string | undefined {
  for (const name of ID_HEADERS) {
    const id = headerOf(req, name);
    if (isValidId(id)) return id;
  }
  return undefined;
}

function textOf(output: unknown): string {
  return typeof output === 'object' && output !== null ? JSON.stringify(output) : String(output ?? '-');
}
