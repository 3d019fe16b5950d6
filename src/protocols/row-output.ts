import { isScoreVector } from '../domain/output.ts';
import { type Scores, unwrapSingle } from '../domain/prediction.ts';
import { firstNameIn, isObject, type JsonObject } from './body.ts';

/** Names an output goes by, the surest first. */
export const OUTPUT_NAMES = ['output', 'prediction', 'predictions', 'label', 'class', 'result'] as const;
const ROW_OUTPUT_NAMES = [...OUTPUT_NAMES, 'predicted_label', 'score'] as const;
const SCORES_NAMES = ['scores', 'probabilities', 'probability', 'confidence'] as const;

export interface RowOutput {
  readonly output?: unknown;
  readonly scores?: Scores | undefined;
}

/** The scores that stand beside an output; `undefined` for none, or for what cannot be scores. */
export function scoresIn(object: JsonObject): Scores | undefined {
  const name = firstNameIn(object, SCORES_NAMES);
  return name === undefined ? undefined : asScores(object[name]);
}

export function asScores(value: unknown): Scores | undefined {
  const inner = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof inner === 'number' || isObject(inner)) return inner as Scores;
  return Array.isArray(inner) ? (inner as readonly number[]) : undefined;
}

/** Reads one row's output: bare, or an object that names it, or several output tensors side by side. */
export function readRowOutput(value: unknown): RowOutput {
  if (!isObject(value)) return { output: value };
  const name = firstNameIn(value, ROW_OUTPUT_NAMES);
  if (name === undefined) return readTensors(value);
  const scores = scoresIn(value) ?? (name === 'score' ? undefined : asScores(value['score']));
  return { output: value[name], scores };
}

/** Of several tensors the text one, else the whole number, is the class, the probability vector the scores. */
function readTensors(tensors: JsonObject): RowOutput {
  const values = Object.values(tensors).map(unwrapSingle);
  const output =
    values.find((value) => typeof value === 'string') ??
    values.find(Number.isInteger) ??
    (values.length === 1 ? values[0] : undefined);
  const scores = values.find((value) => Array.isArray(value) && isScoreVector(value));
  return { output, scores: scores as Scores | undefined };
}
