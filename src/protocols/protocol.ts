import type { IncomingMessage } from 'node:http';
import type { Prediction, Unread } from '../domain/prediction.ts';

/** A request as Express hands it on; `body` is whatever a body parser made of it. */
export type PredictRequest = IncomingMessage & { readonly body?: unknown };

export interface DecodeInput {
  readonly req: PredictRequest;
  /** What a body parser left in `req.body`; `undefined` when none ran. */
  readonly requestBody: unknown;
  /** The value given to `res.json` or `res.send`, JSON text parsed; `undefined` when there was none. */
  readonly responseBody: unknown;
}

/** Predictions, one per row, or why they cannot be read. */
export type Decoded = Prediction | readonly Prediction[] | Unread;

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
}
