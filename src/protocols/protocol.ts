import type { IncomingMessage } from 'node:http';
import type { Limits } from '../domain/limits.ts';
import type { Prediction, Unread } from '../domain/prediction.ts';

/** A request as Express hands it on; `body` is whatever a body parser made of it. */
export type PredictRequest = IncomingMessage & { readonly originalUrl?: string; readonly body?: unknown };

/** How much of a body is of use: rows and values beyond are dropped and counted, whoever read them. */
export type DecodeLimits = Pick<Limits, 'rowsPerRequest' | 'features'>;

export interface DecodeInput {
  readonly req: PredictRequest;
  /** What a body parser left in `req.body`; `undefined` when none ran. */
  readonly requestBody: unknown;
  /** What the answer says: JSON as its value, CSV and JSON Lines as their text. */
  readonly responseBody: unknown;
  /** The media type of the answer, without parameters: `application/json`, `text/csv`. */
  readonly responseType: string;
  readonly limits: DecodeLimits;
}

/** The rows of a request that carried more than are counted, or that carried an id of its own. */
export interface Batch {
  /** One per row, the first `limits.rowsPerRequest` at most. */
  readonly predictions: readonly Prediction[];
  /** How many rows there were in all. */
  readonly rows: number;
  /** The id the request's body carries; row i of several is `id#i`. */
  readonly id?: string | undefined;
}

/** Predictions, one per row, or why they cannot be read. */
export type Decoded = Prediction | readonly Prediction[] | Batch | Unread;

/** A wire format: how the rows of one request and their predictions stand in the bodies. */
export interface Protocol {
  readonly name: string;
  /** Whether a request is in this format; without it, every predict request is. */
  matches?(req: PredictRequest): boolean;
  /** Called once per answered predict request, after the response has been handed over. */
  decode(input: DecodeInput): Decoded;
}

/** A format that `auto` can recognise by the two bodies. */
export interface RecognisableProtocol extends Protocol {
  fits(input: DecodeInput): boolean;
  decode(input: DecodeInput): Batch | Unread;
}
