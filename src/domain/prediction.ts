export type TaskName = 'classification' | 'regression';

/** One row's inputs: by name, or by position. */
export type Features = Readonly<Record<string, unknown>> | readonly unknown[];

/** Class probabilities: in the order of `classes`, by class name, or the positive class's alone. */
export type Scores = readonly number[] | Readonly<Record<string, number>> | number;

/**
 * One model output for one row: what `res.locals.prediction`, `monitor.record` and a protocol's
 * `decode` speak of.
 */
export interface Prediction {
  readonly features?: Features | undefined;
  /** A class (string, boolean, whole number), a number, or a vector of class probabilities. */
  readonly output?: unknown;
  readonly scores?: Scores | undefined;
  /** What turned out to be right, when it is known already. */
  readonly truth?: unknown;
  readonly id?: string | undefined;
  readonly model?: string | undefined;
  readonly version?: string | undefined;
}

/** Why a prediction could not be read. */
export const UNREAD_REASONS = [
  'no_body',
  'not_json',
  'format',
  'rows_mismatch',
  'shape',
  'binary',
  'output',
  'not_finite',
] as const;

export type UnreadReason = (typeof UNREAD_REASONS)[number];

export interface Unread {
  readonly unread: UnreadReason;
}

export function isUnread(value: object): value is Unread {
  return 'unread' in value;
}

export function unread(reason: UnreadReason): Unread {
  return { unread: reason };
}

/** The element of a list of one, however deep: tensors wrap a single value as `[[0.9]]`. */
export function unwrapSingle(value: unknown): unknown {
  let inner = value;
  while (Array.isArray(inner) && inner.length === 1) inner = inner[0];
  return inner;
}
