import type { RequestExemplar } from '../domain/exemplars.ts';
import type { Exemplar } from './metrics-client.ts';

/**
 * How long the names and values of an exemplar's labels may be together, in characters.
 *
 * @see https://prometheus.io/docs/specs/om/open_metrics_spec/#exemplars
 */
const MAXIMUM_LABEL_CHARACTERS = 128;

/** A request as an exemplar: an id without room is left out, since half of it would find nothing. */
export function exemplarOf(request: RequestExemplar | undefined): Exemplar | undefined {
  if (request === undefined) return undefined;
  const labelSet: Record<string, string> = {};
  let room = MAXIMUM_LABEL_CHARACTERS;
  // The trace id first: it always fits.
  for (const [name, id] of [
    ['trace_id', request.traceId],
    ['prediction_id', request.predictionId],
  ] as const) {
    if (id === undefined || name.length + id.length > room) continue;
    labelSet[name] = id;
    room -= name.length + id.length;
  }
  if (room === MAXIMUM_LABEL_CHARACTERS) return undefined;
  return { labelSet, value: request.seconds, timestamp: request.takenAtMs / 1000 };
}

/** The one taken later; one without a time counts as oldest. */
export function newerExemplar<A extends Exemplar | null | undefined>(a: A, b: A): A {
  if (a === undefined || a === null) return b;
  if (b === undefined || b === null) return a;
  return (b.timestamp ?? 0) > (a.timestamp ?? 0) ? b : a;
}
