import { isScoreVector } from '../domain/class-scores.ts';
import { type Unread, unread } from '../domain/prediction.ts';
import type { Answer } from './answer.ts';
import type { JsonObject } from './body.ts';
import { onlyOne, ROW_OUTPUT_NAMES, SCORES_NAMES } from './row-output.ts';
import { type List, mapped, type Sequence } from './sequence.ts';
import type { Tensor } from './tensor.ts';
import { classificationsOf } from './triton-classification.ts';

/**
 * Which tensor is the output and which the scores: by name, else the only text one, else the only
 * whole-number one; the only float one of several values a row holds the scores.
 */
export function outputsOf(tensors: readonly Tensor[], request: JsonObject): Answer | Unread {
  const readable = tensors.filter(({ values }) => values !== undefined);
  const classified = readable.map((tensor) => classificationsOf(tensor, request)).find(isGiven);
  if (classified !== undefined) return { outputs: classified };
  const isWholeAnswer = readable.length === tensors.length;
  const output =
    (isWholeAnswer ? onlyOne(readable) : undefined) ??
    named(readable, ROW_OUTPUT_NAMES) ??
    onlyOne(readable.filter(isText)) ??
    onlyOne(readable.filter(isWhole));
  // Beside a binary tensor only one that is surely the output is taken for it.
  if (output === undefined && !isWholeAnswer) return unread('binary');
  const rows = output?.rows ?? readable[0]?.rows;
  const scores = scoresAmong(readable.filter((tensor) => tensor !== output && tensor.rows === rows));
  if (output !== undefined) return { outputs: rowValues(output), scores };
  return scores === undefined ? unread('output') : { outputs: scores };
}

/** The scores among the tensors that are not the output. */
function scoresAmong(tensors: readonly Tensor[]): Sequence<unknown> | undefined {
  const given = named(tensors, SCORES_NAMES);
  if (given !== undefined) return rowValues(given);
  const vectors = onlyOne(tensors.filter((tensor) => isFloat(tensor) && tensor.width > 1));
  return vectors && mapped(rowValues(vectors), probabilities);
}

/** A vector of several floats may be anything; only one that sums to 1 is taken for scores. */
function probabilities(vector: unknown): unknown {
  return isScoreVector(vector as readonly unknown[]) ? vector : undefined;
}

function named(tensors: readonly Tensor[], names: readonly string[]): Tensor | undefined {
  return names.map((name) => tensors.find((tensor) => tensor.name === name)).find(isGiven);
}

function isGiven<T>(value: T | undefined): value is T {
  return value !== undefined;
}

const isText = ({ datatype, width }: Tensor): boolean => /^(?:BYTES|STRING)$/.test(datatype) && width === 1;
const isWhole = ({ datatype, width }: Tensor): boolean => /^(?:U?INT|BOOL)/.test(datatype) && width === 1;
const isFloat = ({ datatype }: Tensor): boolean => /^B?FP?\d/.test(datatype);

/** A tensor's rows: the value itself, or the list of a row's values. A float that JSON could not say is NaN. */
function rowValues(tensor: Tensor): Sequence<unknown> {
  const { rows, width } = tensor;
  const values = tensor.values as List;
  const read = isFloat(tensor) ? (value: unknown) => value ?? Number.NaN : (value: unknown) => value;
  if (width === 1) return { length: rows, at: (index) => read(values[index]) };
  return { length: rows, at: (row) => Array.from(values.slice(row * width, (row + 1) * width), read) };
}
