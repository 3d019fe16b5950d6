import { type Scores, type Unread, unread, unwrapSingle } from './prediction.ts';

/** An output understood: a class by name, or a number whose meaning the task decides. */
export type Output =
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'number'; readonly value: number }
  /** A score without an output: says something only where it can be of but one class. */
  | { readonly kind: 'score'; readonly value: number };

/** From this probability on, the positive class is predicted. */
const THRESHOLD = 0.5;
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
  const hasOutput = output !== undefined && output !== null;
  const value = unwrapSingle(asPlainList(hasOutput ? output : scores));
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return unread('not_finite');
    return { kind: hasOutput ? 'number' : 'score', value };
  }
  if (typeof value === 'string' || typeof value === 'boolean') return { kind: 'class', name: String(value) };
  if (Array.isArray(value)) return readVector(value, classes);
  if (!hasOutput && value !== null && typeof value === 'object') return readNamedScores(value);
  return unread('output');
}

function readVector(vector: readonly unknown[], classes: readonly string[]): Output | Unread {
  if (vector.some((value) => typeof value === 'number' && !Number.isFinite(value)))
    return unread('not_finite');
  if (!isScoreVector(vector)) return unread('output');
  const top = isOfTwoClasses(vector, classes) ? Number(isPositive(vector[1])) : indexOfLargest(vector);
  return { kind: 'class', name: classes[top] ?? String(top) };
}

/** With two classes the second score alone decides, as when it comes alone. */
function isOfTwoClasses(
  vector: readonly number[],
  classes: readonly string[],
): vector is readonly [negative: number, positive: number] {
  return vector.length === 2 && classes.length === 2;
}

/** Whether this probability of the positive class means it. */
export function isPositive(probability: number): boolean {
  return probability >= THRESHOLD;
}

/** Handlers hand on the typed arrays that model runtimes answer with. */
function asPlainList(value: unknown): unknown {
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as Float64Array)
    : value;
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
