import { describe } from '../../domain/baseline-problems.ts';
import { EVENT_SCHEMA, type LabelEvent, type PredictionEvent } from '../../domain/event.ts';
import { isTruth } from '../../domain/labelled-row.ts';
import { UNREAD_REASONS } from '../../domain/prediction.ts';
import { OUTCOMES } from '../../domain/request-record.ts';
import { UsageError } from '../usage-error.ts';
import type { SourceRow } from './source-row.ts';

/** What a member of a line has to be, in words and in code. */
type MemberCheck = readonly [name: string, expected: string, isRight: (value: unknown) => boolean];

const TEXT = 'a text';
const TRUTH = 'a class (text, true, false) or a number';

const OF_ALL: readonly MemberCheck[] = [
  ['schema', JSON.stringify(EVENT_SCHEMA), (value) => value === EVENT_SCHEMA],
  ['type', '"prediction" or "label"', (value) => value === 'prediction' || value === 'label'],
  ['id', TEXT, isText],
  ['time', 'a time such as "2026-01-31T12:00:00.000Z"', isTime],
  ['model_name', TEXT, isText],
  ['model_version', TEXT, isText],
];
const OF_LABELS: readonly MemberCheck[] = [['truth', TRUTH, isTruth]];
const OF_PREDICTIONS: readonly MemberCheck[] = [
  ['route', TEXT, optional(isText)],
  ['outcome', OUTCOMES.join(', '), optional(isOneOf(OUTCOMES))],
  ['latency_ms', 'milliseconds', optional(isDuration)],
  ['unread', UNREAD_REASONS.join(', '), optional(isOneOf(UNREAD_REASONS))],
  ['features', 'an object or a list', optional(isObject)],
  ['scores', 'numbers, by class or in a list', optional(isScores)],
  ['truth', TRUTH, optional(isTruth)],
];

/** Whether a row of a file is a line of an event log, of whatever version. */
export function isEvent({ values }: SourceRow): boolean {
  const { schema } = values;
  return (
    typeof schema === 'string' && schema.startsWith(EVENT_SCHEMA.slice(0, EVENT_SCHEMA.indexOf('@') + 1))
  );
}

/** @throws UsageError naming the line and the member that is not as it should be. */
export function readEvent({ values, line }: SourceRow, path: string): PredictionEvent | LabelEvent {
  const check = ([name, expected, isRight]: MemberCheck): void => {
    const value = values[name];
    if (isRight(value)) return;
    throw new UsageError(`${path}:${line}: ${name}: expected ${expected}, got ${describe(value)}`);
  };
  OF_ALL.forEach(check);
  // The checks are those of the type.
  const event = values as unknown as PredictionEvent | LabelEvent;
  (event.type === 'label' ? OF_LABELS : OF_PREDICTIONS).forEach(check);
  return event;
}

function optional(isRight: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => value === undefined || value === null || isRight(value);
}

function isOneOf(known: readonly unknown[]): (value: unknown) => boolean {
  return (value) => known.includes(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function isDuration(value: unknown): boolean {
  return typeof value === 'number' && value >= 0;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object';
}

function isScores(value: unknown): boolean {
  if (typeof value === 'number') return true;
  return typeof value === 'object' && Object.values(value ?? {}).every((score) => typeof score === 'number');
}
