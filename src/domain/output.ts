import { type Scores, type Unread, unread, unwrapSingle } from './prediction.ts';

/** An output understood: a class by name, or a number whose meaning the task decides. */
export type Output =
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'number'; readonly value: number };

/** How far a probability vector's sum may be from 1 (32-bit models round). */
const SUM_TOLERANCE = 1e-3;

/**
 * Reads one output: text, a truth value or a vector of class probabilities is a class (the arg max,
 * named by `classes`, else by its position); a number stays a number.
 *
 * @param scores - stand in when there is no output of its own.
 * @returns unread `output` for what is none of these, `not_finite` for NaN and infinities.
 */
export function readOutput(
  output: unknown,
  scores: Scores | undefined,
  classes: readonly string[],
): Output | Unread {
  const value = unwrapSingle(output ?? scores);
  if (typeof value === 'number') {
    return Number.isFinite(value) ? { kind: 'number', value } : unread('not_finite');
  }
  if (typeof value === 'string' || typeof value === 'boolean') return { kind: 'class', name: String(value) };
  if (Array.isArray(value)) return readVector(value, classes);
  if (output === undefined && value !== null && typeof value === 'object') return readNamedScores(value);
  return unread('output');
}

function readVector(vector: readonly unknown[], classes: readonly string[]): Output | Unread {
  if (vector.some((value) => typeof value === 'number' && !Number.isFinite(value)))
    return unread('not_finite');
  if (!isScoreVector(vector)) return unread('output');
  const top = indexOfLargest(vector);
  return { kind: 'class', name: classes[top] ?? String(top) };
}

function readNamedScores(scores: object): Output | Unread {
  const vector = Object.values(scores);
  if (!isScoreVector(vector)) return unread('output');
  return { kind: 'class', name: Object.keys(scores)[indexOfLargest(vector)] ?? '' };
}

/** Whether this is at least two numbers in 0..1 that sum to 1. */
export function isScoreVector(vector: readonly unknown[]): vector is readonly number[] {
  if (vector.length < 2) return false;
  let sum = 0;
  for (const value of vector) {
    if (typeof value !== 'number' || !(value >= 0 && value <= 1)) return false;
    sum += value;
  }
  return Math.abs(sum - 1) <= SUM_TOLERANCE;
}

function indexOfLargest(vector: readonly number[]): number {
  let top = 0;
  for (let index = 1; index < vector.length; index += 1) {
    if ((vector[index] as number) > (vector[top] as number)) top = index;
  }
  return top;
}
