import { isScoreVector } from '../domain/class-scores.ts';
import { isUnread, type Unread, unread } from '../domain/prediction.ts';
import { isObject, type JsonObject, member } from './body.ts';
import { joinRows } from './join-rows.ts';
import type { Batch, DecodeInput, DecodeLimits, RecognisableProtocol } from './protocol.ts';
import { type RowOutput, readRowOutput } from './row-output.ts';
import { namedRows } from './rows.ts';
import { asArray, asList, type List, type Sequence } from './sequence.ts';
import { rowMajor, sizeOf } from './tensor.ts';
import { truthIn } from './truth.ts';

/**
 * Seldon Core V1: `data` with optional names and an `ndarray` or a `tensor`, the same on both sides.
 *
 * @see Seldon Core 1, "External Prediction API" and prediction.proto (SeldonMessage)
 */
export const seldon: RecognisableProtocol = {
  name: 'seldon',
  fits: ({ requestBody }: DecodeInput) => dataOf(requestBody) !== undefined,
  decode({ requestBody, responseBody, limits }: DecodeInput): Batch | Unread {
    const request = dataOf(requestBody);
    if (request === undefined) return unread('format');
    const response = dataOf(responseBody);
    if (response === undefined) return unread(hasBytes(responseBody) ? 'binary' : 'output');
    const [inputs, outputs] = [rowsOfData(request, limits), rowsOfData(response, limits)];
    if (isUnread(inputs)) return inputs;
    if (isUnread(outputs)) return outputs;
    const rows = withNames(inputs, request, limits);
    if (isUnread(rows)) return rows;
    const names = asList(member(response, 'names'));
    const readOutput = (output: unknown): RowOutput => readNamed(output, names);
    const id = puidOf(requestBody) ?? puidOf(responseBody);
    return joinRows({ rows, outputs, readOutput, truth: truthIn(requestBody), id }, limits);
  },
};

/** The `data` of a message, when it is one of Seldon's. */
function dataOf(message: unknown): JsonObject | undefined {
  const data = isObject(message) ? member(message, 'data') : undefined;
  if (!isObject(data)) return undefined;
  const isMessage = asList(member(data, 'ndarray')) !== undefined || isObject(member(data, 'tensor'));
  return isMessage ? data : undefined;
}

function hasBytes(message: unknown): boolean {
  return isObject(message) && member(message, 'binData') !== undefined;
}

/** The rows without their names: an `ndarray` as it stands, a `tensor` by its shape. */
function rowsOfData(data: JsonObject, { rowsPerRequest }: DecodeLimits): Sequence<unknown> | Unread {
  const ndarray = asList(member(data, 'ndarray'));
  if (ndarray !== undefined) return ndarray;
  const tensor = member(data, 'tensor') as JsonObject;
  const size = sizeOf(member(tensor, 'shape'));
  const given = asList(member(tensor, 'values'));
  const values = size && given && rowMajor(given, size, rowsPerRequest);
  if (size === undefined || values === undefined) return unread('shape');
  const { rows, width } = size;
  return { length: rows, at: (row) => values.slice(row * width, (row + 1) * width) };
}

function withNames(
  rows: Sequence<unknown>,
  data: JsonObject,
  limits: DecodeLimits,
): Sequence<unknown> | Unread {
  const names = asList(member(data, 'names'));
  return names === undefined || names.length === 0 ? rows : namedRows(names, rows, limits);
}

/** Probabilities under the names of their classes. */
function readNamed(output: unknown, names: List | undefined): RowOutput {
  const vector = asList(output);
  const classes = names === undefined || vector?.length !== names.length ? undefined : classNames(names);
  const scores = vector && asArray(vector);
  if (classes === undefined || scores === undefined || !isScoreVector(scores)) return readRowOutput(output);
  const entries = classes.map((name, position) => [name, scores[position] as number] as const);
  const [top] = entries.reduce((highest, entry) => (entry[1] > highest[1] ? entry : highest));
  return { output: top, scores: Object.fromEntries(entries) };
}

/** The names of the classes, unless they are `t:0`, `t:1` and so on, which stand for none. */
function classNames(names: List): readonly string[] | undefined {
  const classes = asArray(names).filter((name) => typeof name === 'string');
  const isNamed = classes.some((name, position) => name !== `t:${position}`);
  return isNamed && classes.length === names.length ? classes : undefined;
}

function puidOf(message: unknown): unknown {
  const meta = isObject(message) ? member(message, 'meta') : undefined;
  return isObject(meta) ? member(meta, 'puid') : undefined;
}
