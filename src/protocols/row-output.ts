import { isScoreVector } from '../domain/class-scores.ts';
import type { Scores } from '../domain/prediction.ts';
import { firstNameIn, isObject, type JsonObject, member, wireValue } from './body.ts';
import { asArray, asList, type List } from './sequence.ts';

/** Names an output goes by, the surest first. */
export const OUTPUT_NAMES = ['output', 'prediction', 'predictions', 'label', 'class', 'result'] as const;
export const ROW_OUTPUT_NAMES: readonly string[] = [...OUTPUT_NAMES, 'predicted_label', 'score'];
export const SCORES_NAMES = ['scores', 'probabilities', 'probability', 'confidence'] as const;

export interface RowOutput {
  readonly output?: unknown;
  readonly scores?: Scores | undefined;
}

/** Reads one row's output: bare, or an object that names it, or several output tensors side by side. */
export function readRowOutput(raw: unknown): RowOutput {
  const value = innermost(raw);
  if (!isObject(value)) return { output: value };
  const name = firstNameIn(value, ROW_OUTPUT_NAMES);
  if (name === undefined) return readTensors(value);
  const scores = scoresIn(value) ?? (name === 'score' ? undefined : asScores(member(value, 'score')));
  return { output: innermost(member(value, name)), scores };
}

/** The scores that stand beside an output; `undefined` for none, or for what cannot be scores. */
export function scoresIn(object: JsonObject): Scores | undefined {
  const name = firstNameIn(object, SCORES_NAMES);
  return name === undefined ? undefined : asScores(member(object, name));
}

export function asScores(raw: unknown): Scores | undefined {
  const value = innermost(raw);
  return typeof value === 'number' || Array.isArray(value) || isObject(value) ? (value as Scores) : undefined;
}

/**
 * Of several tensors the text one, else the whole number, is the class, the probability vector the scores.
 * Where two could be the class, as when a probability of exactly 1 stands beside a class number, none is.
 */
function readTensors(tensors: JsonObject): RowOutput {
  const values = Object.values(tensors).map(innermost);
  if (values.length === 1) return { output: values[0] };
  const texts = values.filter((value) => typeof value === 'string');
  const output = onlyOne(texts.length > 0 ? texts : values.filter(Number.isInteger));
  const vectors = values.filter((value) => Array.isArray(value) && isScoreVector(value));
  return { output, scores: scoresIn(tensors) ?? (onlyOne(vectors) as Scores | undefined) };
}

/**
 * The element of a list of one, however deep, as tensors wrap a single value in `[[0.9]]`. Other lists are
 * vectors; one with lists inside is a matrix, which is no output.
 */
function innermost(raw: unknown): unknown {
  let value = wireValue(raw);
  for (let list = asList(value); list !== undefined; list = asList(value)) {
    if (list.length !== 1) return isVector(list) ? asArray(list) : undefined;
    value = wireValue(list[0]);
  }
  return value;
}

function isVector(list: List): boolean {
  for (let index = 0; index < list.length; index += 1) {
    if (asList(list[index]) !== undefined) return false;
  }
  return true;
}

/** The element of a list of one; of any other, none. */
export function onlyOne<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
