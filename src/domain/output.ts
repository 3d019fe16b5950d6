import type { ClassRules } from './class-rules.ts';
import { type ClassScores, readScores, scoredName } from './class-scores.ts';
import { type Scores, type Unread, unread, unwrapSingle } from './prediction.ts';

/** An output understood: a class by name, or a number whose meaning the task decides. */
export type Output =
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'number'; readonly value: number }
  /** A score without an output: says something only where it can be of but one class. */
  | { readonly kind: 'score'; readonly value: number };

/**
 * Reads one output: text, a truth value or a vector of class probabilities is a class (the arg max, or for two
 * classes what the threshold says); a number stays a number.
 *
 * @param scores - stand in when there is no output of its own.
 * @returns unread `output` for what is none of these, `not_finite` for NaN and infinities.
 */
export function readOutput(output: unknown, scores: Scores | undefined, rules: ClassRules): Output | Unread {
  const hasOutput = output !== undefined && output !== null;
  const value = unwrapSingle(asPlainList(hasOutput ? output : scores));
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return unread('not_finite');
    return { kind: hasOutput ? 'number' : 'score', value };
  }
  if (typeof value === 'string' || typeof value === 'boolean') return { kind: 'class', name: String(value) };
  if (Array.isArray(value) && value.some(isNotFinite)) return unread('not_finite');
  if (hasOutput && !Array.isArray(value)) return unread('output');
  const read = readScores(value, rules);
  return read === undefined ? unread('output') : { kind: 'class', name: topClass(read, rules) };
}

/** The class that the scores mean. */
function topClass(scores: ClassScores, { threshold }: ClassRules): string {
  const { positive, values } = scores;
  if (positive === undefined) return scoredName(scores, indexOfLargest(values));
  const isPositive = (values[positive] as number) >= threshold;
  return scoredName(scores, isPositive ? positive : 1 - positive);
}

function isNotFinite(value: unknown): boolean {
  return typeof value === 'number' && !Number.isFinite(value);
}

/** Handlers hand on the typed arrays that model runtimes answer with. */
export function asPlainList(value: unknown): unknown {
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as Float64Array)
    : value;
}

/** The first of equals. */
export function indexOfLargest(vector: readonly number[]): number {
  let top = 0;
  for (let index = 1; index < vector.length; index += 1) {
    if ((vector[index] as number) > (vector[top] as number)) top = index;
  }
  return top;
}
