import { isScoreVector } from '../domain/output.ts';
import { isUnread, type Unread, unread } from '../domain/prediction.ts';
import { isObject, type JsonObject, member } from './body.ts';
import { joinRows } from './join-rows.ts';
import type { Batch, DecodeInput, DecodeLimits, RecognisableProtocol } from './protocol.ts';
import { type RowOutput, readRowOutput } from './row-output.ts';
import { namedRows } from './rows.ts';
import { asArray, asList, type Sequence } from './sequence.ts';
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
    const classes = asList(member(response, 'names'));
    const readOutput = (output: unknown): RowOutput => readNamed(output, classes && asArray(classes));
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

/** Probabilities under the names of their classes; `t:0`, `t:1` and so on stand for classes without a name. */
function readNamed(output: unknown, classes: readonly unknown[] | undefined): RowOutput {
  const vector = asList(output);
  if (classes === undefined || vector?.length !== classes.length) return readRowOutput(output);
  const scores = asArray(vector);
  const isNamed = classes.some((name, position) => name !== `t:${position}`);
  if (!isNamed || !isScoreVector(scores)) return readRowOutput(output);
  const top = scores.indexOf(Math.max(...scores));
  const entries = scores.map((score, position) => [String(classes[position]), score]);
  return { output: String(classes[top]), scores: Object.fromEntries(entries) };
}

function puidOf(message: unknown): unknown {
  const meta = isObject(message) ? member(message, 'meta') : undefined;
  return isObject(meta) ? member(meta, 'puid') : undefined;
}
