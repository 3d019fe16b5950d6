import { randomUUID } from 'node:crypto';
import type { ModelState } from '../domain/model-state.ts';
import type { Prediction, UnreadReason } from '../domain/prediction.ts';
import { isValidId } from '../domain/prediction-id.ts';
import type { Outcome, RequestRecord } from '../domain/request-record.ts';
import { UNMATCHED } from '../domain/routes.ts';
import { requestIdIn } from '../protocols/open-inference.ts';
import { isDelivered } from './completion.ts';
import { headerOf, type Request, type Response } from './http.ts';
import type { PredictObserver } from './predict-observer.ts';
import type { PredictRoute } from './predict-routes.ts';
import type { Reading } from './read-predictions.ts';
import type { RouteTracker } from './route-tracker.ts';
import type { Captured, ResponseListener } from './watched-responses.ts';

/** Headers that name a prediction; an id in the body comes after them, one of the whole request last. */
const ID_HEADERS = ['x-prediction-id', 'x-amzn-sagemaker-inference-id', 'ce-id'] as const;
const REQUEST_ID_HEADERS = ['x-request-id'] as const;
const TRACE_PARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-|$)/;

interface ExchangeParts {
  readonly tracker: RouteTracker;
  readonly observer: PredictObserver;
}

/**
 * One request and its response, from entering the middleware to the end. What happens to it is noted
 * here and made into numbers only when it has ended.
 */
export class Exchange implements RequestRecord, ResponseListener {
  readonly req: Request;
  readonly res: Response;
  readonly tracker: RouteTracker;
  isLogged = false;
  /** Whether `http_request_duration_seconds` counts it. */
  isCounted = false;
  /** What the path says, once this is known to be a predict request. */
  predict: PredictRoute | undefined;
  /** The route of an endpoint of ours, which no router knows. */
  ownRoute: string | undefined;
  route: string = UNMATCHED;
  outcome: Outcome = 'ok';
  statusCode = 0;
  state: ModelState | undefined;
  predictions: readonly Prediction[] = [];
  accuracy: number | undefined;
  unread: UnreadReason | undefined;
  /** What the bodies say, once the response has been handed over. */
  reading: Reading | undefined;
  isBodyTaken = true;
  /** Whether the header that names the prediction was put on the response by us. */
  hasIdHeader = false;
  readonly #observer: PredictObserver;
  readonly #startedAt = performance.now();
  #headAt = 0;
  #endedAt = 0;
  #predictionId: string | undefined;

  constructor(req: Request, res: Response, { tracker, observer }: ExchangeParts) {
    this.req = req;
    this.res = res;
    this.tracker = tracker;
    this.#observer = observer;
  }

  /** From here on the body is read. */
  expectPrediction(predict: PredictRoute): void {
    this.predict = predict;
    this.isBodyTaken = false;
  }

  beforeHead(statusCode: number, rawHeaders: unknown[] | undefined): void {
    if (this.predict !== undefined) this.#observer.announce(this, statusCode, rawHeaders);
  }

  onHead(): void {
    if (this.#headAt === 0) this.#headAt = performance.now();
  }

  onBody(captured: Captured): void {
    this.reading = this.#observer.read(this, captured);
  }

  /** Notes how the response ended; everything but the predictions is known from here on. */
  end(): void {
    this.#endedAt = performance.now();
    const isComplete = isDelivered(this.req, this.res);
    this.statusCode = isComplete ? this.res.statusCode : 499;
    this.outcome = outcomeOf(this.statusCode, isComplete);
  }

  get isEnded(): boolean {
    return this.#endedAt !== 0;
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
    if (this.predict === undefined) return undefined;
    const said = givenIdOf(this.predictions) ?? this.#observer.idSaidIn(this);
    if (said !== undefined) return said;
    // Kept from here on: it may be logged before, and labelled after, more is known.
    this.#predictionId ??=
      idIn(this.req, ID_HEADERS) ??
      this.reading?.id ??
      idInBody(this.req) ??
      idIn(this.req, REQUEST_ID_HEADERS) ??
      randomUUID();
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

/** The id a handler gave to the only row is the request's too; of several rows each has its own. */
function givenIdOf(predictions: readonly Prediction[]): string | undefined {
  const [first] = predictions;
  return predictions.length === 1 && isValidId(first?.id) ? first.id : undefined;
}

function idIn(req: Request, headers: readonly string[]): string | undefined {
  for (const name of headers) {
    const id = headerOf(req, name);
    if (isValidId(id)) return id;
  }
  return undefined;
}

function idInBody(req: Request): string | undefined {
  try {
    const id = requestIdIn(req.body);
    return isValidId(id) ? id : undefined;
  } catch {
    // A body may be anything by then; it is reported when the rows are read.
    return undefined;
  }
}

function textOf(output: unknown): string {
  if (typeof output !== 'object' || output === null) return String(output ?? '-');
  try {
    return JSON.stringify(output);
  } catch {
    // A handler can say anything of its output: circular, or with a BigInt inside.
    return '-';
  }
}
