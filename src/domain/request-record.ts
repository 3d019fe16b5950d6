import type { UnreadReason } from './prediction.ts';

/** How a request ended: by status class, or with the client gone before the answer was complete. */
export type Outcome = 'ok' | 'client_error' | 'server_error' | 'aborted';

export const OUTCOMES: readonly Outcome[] = ['ok', 'client_error', 'server_error', 'aborted'];

/**
 * One finished request, as its readers (metrics, log, event log) see it.
 * Everything here is known once and shared, so a log line and a metric cannot disagree.
 */
export interface RequestRecord {
  /** Full route template (`/tenants/:id/predict`), or `@unmatched`. */
  readonly route: string;
  readonly outcome: Outcome;
  /** The response's status, or 499 when the client left before the end. */
  readonly statusCode: number;
  /** From entering the middleware to the response head; `undefined` when no head was written. */
  readonly latencySeconds: number | undefined;
  /** From entering the middleware to the end of the response, or to the abort. */
  readonly durationSeconds: number;
  /** The rest is `undefined` unless this was a predict request. */
  readonly modelName: string | undefined;
  readonly modelVersion: string | undefined;
  /** The prediction's id, made at first need. */
  readonly predictionId: string | undefined;
  /** The output as text; several rows joined by commas. */
  readonly prediction: string | undefined;
  /** Mean accuracy over the rows whose truth came with the request, 0..1. */
  readonly accuracy: number | undefined;
  /** Why the answer could not be read. */
  readonly unread: UnreadReason | undefined;
  /** Trace id of a valid W3C `traceparent` request header. */
  readonly traceId: string | undefined;
}
