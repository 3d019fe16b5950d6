import type { TokenArgument } from './built-in-tokens.ts';
import type { LogRecord } from './log-request.ts';

/** Tokens of ours, which any format can name. */
export type ModelToken =
  | 'model-name'
  | 'model-version'
  | 'prediction-id'
  | 'outcome'
  | 'route'
  | 'prediction'
  | 'accuracy'
  | 'latency-ms'
  | 'trace-id';

/** Reads one field of a record for the log. */
export type RecordToken = (record: LogRecord, argument: TokenArgument) => string | undefined;

/** How each token of ours reads a record. */
export const MODEL_TOKENS: Readonly<Record<ModelToken, RecordToken>> = {
  'model-name': (record) => record.modelName,
  'model-version': (record) => record.modelVersion,
  'prediction-id': (record) => record.predictionId,
  outcome: (record) => record.outcome,
  route: (record) => record.route,
  prediction: (record) => record.prediction,
  accuracy: (record) => record.accuracy?.toString(),
  'latency-ms': (record, digits) => milliseconds(record.latencySeconds, digits),
  'trace-id': (record) => record.traceId,
};

/** morgan's own, answered from the record: morgan's read what its middleware leaves on `req` and `res`. */
export const TIME_TOKENS: Readonly<Record<'response-time' | 'total-time', RecordToken>> = {
  'response-time': (record, digits) => milliseconds(record.latencySeconds, digits),
  'total-time': (record, digits) =>
    record.latencySeconds === undefined ? undefined : milliseconds(record.durationSeconds, digits),
};

/** Tokens that need to know when the response head was written. */
export const LATENCY_TOKENS: ReadonlySet<string> = new Set(['latency-ms', ...Object.keys(TIME_TOKENS)]);

/**
 * A time as morgan writes it: milliseconds, without the unit.
 *
 * @param digits - after the point: 3 unless said otherwise.
 */
export function milliseconds(seconds: number | undefined, digits?: TokenArgument): string | undefined {
  return seconds === undefined
    ? undefined
    : (seconds * 1000).toFixed(digits === undefined ? 3 : Number(digits));
}
