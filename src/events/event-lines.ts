import { areNamed, scoredName } from '../domain/class-scores.ts';
import { EVENT_SCHEMA, type LabelEvent, type PredictionEvent } from '../domain/event.ts';
import { outputOf } from '../domain/label-reader.ts';
import { isTruth, type Truth } from '../domain/labelled-row.ts';
import type { ObservedPrediction } from '../domain/pending-entry.ts';
import type { PendingEntry } from '../domain/pending-store.ts';
import { unwrapSingle } from '../domain/prediction.ts';
import type { RequestRecord } from '../domain/request-record.ts';
import type { FeatureText } from './feature-text.ts';

/** What the lines of one request have in common. */
export type RequestPart = Pick<
  PredictionEvent,
  'time' | 'route' | 'status' | 'outcome' | 'latency_ms' | 'trace_id'
>;

/** The part of predictions that came with no request. */
export function withoutRequest(time: string): RequestPart {
  return { time, route: null, status: null, outcome: null, latency_ms: null };
}

export function requestPart(request: RequestRecord, time: string): RequestPart {
  const { route, statusCode, outcome, latencySeconds, durationSeconds, traceId } = request;
  const latency_ms = Math.round((latencySeconds ?? durationSeconds) * 1e6) / 1000;
  return { time, route, status: statusCode, outcome, latency_ms, trace_id: traceId };
}

/** The line of a request that no prediction came of. */
export function emptyLine(request: RequestRecord, time: string): string {
  const { predictionId: id = '', modelName: model = '', modelVersion: version = '', unread } = request;
  const part = requestPart(request, time);
  const end = member('unread', unread) + member('trace_id', part.trace_id);
  return `${beginning({ id, model, version }, part, null)}${end}}\n`;
}

/** The line of one row. */
export function rowLine(row: ObservedPrediction, part: RequestPart, features: FeatureText): string {
  const { prediction, state, observation } = row;
  const { meaning, unread } = observation;
  const { model, version } = state;
  const output = meaning === undefined ? null : outputOf(prediction, meaning);
  const end =
    member('unread', unread) +
    textMember('scores', meaning && scoresText(row)) +
    textMember('features', features.of(row)) +
    member('truth', truthIn(row)) +
    member('trace_id', part.trace_id);
  return `${beginning({ id: prediction.id ?? '', model, version }, part, output)}${end}}\n`;
}

export function labelLine({ id, model, version }: PendingEntry, truth: Truth, time: string): string {
  const event: LabelEvent = {
    schema: EVENT_SCHEMA,
    type: 'label',
    id,
    time,
    truth,
    model_name: model,
    model_version: version,
  };
  return `${JSON.stringify(event)}\n`;
}

interface Named {
  readonly id: string;
  readonly model: string;
  readonly version: string;
}

type Optional = 'unread' | 'scores' | 'features' | 'truth' | 'trace_id';

/** The members that every line has, open at the end: those that only some have follow as text, as features come. */
function beginning({ id, model, version }: Named, part: RequestPart, output: Truth | null): string {
  const event: Omit<PredictionEvent, Optional> = {
    schema: EVENT_SCHEMA,
    type: 'prediction',
    id,
    time: part.time,
    model_name: model,
    model_version: version,
    route: part.route,
    status: part.status,
    outcome: part.outcome,
    latency_ms: part.latency_ms,
    output,
  };
  return JSON.stringify(event).slice(0, -1);
}

function member<Name extends Optional>(name: Name, value: PredictionEvent[Name]): string {
  return value === undefined ? '' : textMember(name, JSON.stringify(value));
}

function textMember(name: Optional, json: string | undefined): string {
  return json === undefined ? '' : `,"${name}":${json}`;
}

/** Class probabilities; what cannot be read as such is left out, as it counts nowhere either. */
function scoresText({ prediction, state }: ObservedPrediction): string | undefined {
  const scores = state.scoresIn(prediction);
  if (scores === undefined) return undefined;
  if (!areNamed(scores)) return JSON.stringify(scores.values);
  const members = scores.values.map(
    (value, index) => `${JSON.stringify(scoredName(scores, index))}:${value}`,
  );
  return `{${members.join()}}`;
}

function truthIn({ prediction }: ObservedPrediction): Truth | undefined {
  const truth = unwrapSingle(prediction.truth);
  return isTruth(truth) ? truth : undefined;
}
