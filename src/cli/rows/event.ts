import { describe } from '../../domain/baseline-problems.ts';
import type { Features, Scores } from '../../domain/prediction.ts';
import { UsageError } from '../usage-error.ts';
import type { SourceRow } from './source-row.ts';

const FORMAT = 'express-model-monitor/event@';
const VERSION = '1';

/** A line of the event log: what a model said of one row. */
export interface PredictionEvent {
  readonly type: 'prediction';
  readonly id: string;
  readonly model: string;
  readonly version: string;
  /** By name; those of a list are called f0, f1 and so on. Empty when the log has none. */
  readonly features: Readonly<Record<string, unknown>>;
  /** `null` of a request that failed. */
  readonly output: unknown;
  readonly scores: Scores | undefined;
  readonly truth: unknown;
}

/** A line of the event log: what turned out to be right for a prediction before it. */
export interface LabelEvent {
  readonly type: 'label';
  readonly id: string;
  readonly truth: unknown;
}

/** Whether a row of a file is a line of an event log, of whatever version. */
export function isEvent({ values }: SourceRow): boolean {
  const { schema } = values;
  return typeof schema === 'string' && schema.startsWith(FORMAT);
}

/** @throws UsageError naming the line and the field that is not as it should be. */
export function readEvent(row: SourceRow, path: string): PredictionEvent | LabelEvent {
  const field = fieldReader(row, path);
  field('schema', `"${FORMAT}${VERSION}"`, isSchema);
  const type = field('type', '"prediction" or "label"', isType);
  const id = field('id', 'a text', isText);
  const { output } = row.values;
  const truth = row.values['truth'] ?? undefined;
  if (type === 'label') return { type, id, truth };
  return {
    type,
    id,
    model: field('model_name', 'a text', isText),
    version: field('model_version', 'a text', isText),
    features: named(field('features', 'an object or a list', isFeatures) ?? {}),
    output,
    scores: field('scores', 'numbers, by class or in a list', isScores) ?? undefined,
    truth,
  };
}

function named(features: Features): Readonly<Record<string, unknown>> {
  if (!Array.isArray(features)) return features as Readonly<Record<string, unknown>>;
  return Object.fromEntries(features.map((value, index) => [`f${index}`, value]));
}

type ReadField = <T>(name: string, expected: string, isRight: (value: unknown) => value is T) => T;

function fieldReader({ values, line }: SourceRow, path: string): ReadField {
  return (name, expected, isRight) => {
    const value = values[name];
    if (isRight(value)) return value;
    throw new UsageError(`${path}:${line}: ${name}: expected ${expected}, got ${describe(value)}`);
  };
}

function isSchema(value: unknown): value is string {
  return value === FORMAT + VERSION;
}

function isType(value: unknown): value is 'prediction' | 'label' {
  return value === 'prediction' || value === 'label';
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isFeatures(value: unknown): value is Features | null | undefined {
  return typeof value === 'object' || value === undefined;
}

function isScores(value: unknown): value is Scores | null | undefined {
  if (value === undefined || value === null || typeof value === 'number') return true;
  return typeof value === 'object' && Object.values(value).every((score) => typeof score === 'number');
}
