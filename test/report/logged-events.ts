import { EVENT_SCHEMA, type LabelEvent, type PredictionEvent } from '../../src/domain/event.ts';
import type { Truth } from '../../src/domain/labelled-row.ts';

const START_MS = Date.parse('2026-03-02T00:00:00Z');

/** So many minutes after the beginning of 2 March 2026, as milliseconds and as text. */
export function minuteMs(minute: number): number {
  return START_MS + 60_000 * minute;
}

export function minuteText(minute: number): string {
  return new Date(minuteMs(minute)).toISOString();
}

/** A line about a prediction of version 1 of the model `churn`. */
export function prediction(
  id: string,
  minute: number,
  given: Partial<PredictionEvent> = {},
): PredictionEvent {
  return {
    schema: EVENT_SCHEMA,
    type: 'prediction',
    id,
    time: minuteText(minute),
    model_name: 'churn',
    model_version: '1',
    route: '/predict',
    status: 200,
    outcome: 'ok',
    latency_ms: 4,
    output: 'no',
    ...given,
  };
}

/** A line about what turned out to be right for it. */
export function label(id: string, minute: number, truth: Truth = 'no'): LabelEvent {
  return {
    schema: EVENT_SCHEMA,
    type: 'label',
    id,
    time: minuteText(minute),
    truth,
    model_name: 'churn',
    model_version: '1',
  };
}
