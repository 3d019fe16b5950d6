import type { Prediction } from '../domain/prediction.ts';
import { isObject } from '../protocols/body.ts';

/**
 * Predictions as they were sent: a handler may reuse its arrays for the next request while this response
 * is still on its way, and it is counted only when it has arrived.
 */
export function asSent(predictions: readonly Prediction[]): Prediction[] {
  return predictions.map((prediction) => ({
    ...prediction,
    output: copyOf(prediction.output),
    scores: copyOf(prediction.scores),
  }));
}

function copyOf<Value>(value: Value): Value;
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  // A typed array's own part only: the buffer behind it may be a whole tensor of all rows.
  if (ArrayBuffer.isView(value)) return 'slice' in value ? (value as Float64Array).slice() : value;
  return isObject(value) ? { ...value } : value;
}
