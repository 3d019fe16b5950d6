import { isUnread, type Unread, unread } from '../domain/prediction.ts';
import { isObject, member } from './body.ts';
import { joinRows } from './join-rows.ts';
import { outputsOf } from './output-tensors.ts';
import type { Batch, DecodeInput, DecodeLimits, RecognisableProtocol } from './protocol.ts';
import { rowsOf } from './rows.ts';
import { asList, type List, type Sequence } from './sequence.ts';
import { readTensor, type Tensor } from './tensor.ts';
import { truthIn } from './truth.ts';

/**
 * Open Inference Protocol V2 over REST, as KServe, Triton, MLServer and Seldon Core 2 speak it.
 *
 * @see kserve/open-inference-protocol, specification/protocol/inference_rest.md; Triton, extensions
 *   "binary tensor data" and "classification"; MLServer, "Content Types (and Codecs)"
 */
export const openInference: RecognisableProtocol = {
  name: 'open-inference',
  fits: ({ requestBody, responseBody }) =>
    holdsTensors(requestBody, 'inputs') || holdsTensors(responseBody, 'outputs'),
  decode(input: DecodeInput): Batch | Unread {
    const { requestBody, responseBody, limits } = input;
    if (responseBody === undefined || responseBody === null) return unread('no_body');
    if (!isObject(responseBody)) return unread('format');
    const request = isObject(requestBody) ? requestBody : {};
    const outputs = readTensors(member(responseBody, 'outputs'), limits);
    if (isUnread(outputs)) return outputs;
    const answer = outputsOf(outputs, request);
    if (isUnread(answer)) return answer;
    const rows = inputRows(member(request, 'inputs'), answer.outputs.length, limits);
    if (isUnread(rows)) return rows;
    const id = member(request, 'id') ?? member(responseBody, 'id');
    const truth = truthIn(request) ?? truthIn(member(request, 'parameters'));
    return joinRows({ rows, ...answer, truth, id }, limits);
  },
};

/** The id that a request gives itself, before there is an answer. */
export function requestIdIn(requestBody: unknown): unknown {
  return isObject(requestBody) && holdsTensors(requestBody, 'inputs') ? member(requestBody, 'id') : undefined;
}

function holdsTensors(body: unknown, name: string): boolean {
  const first = isObject(body) ? asList(member(body, name))?.at(0) : undefined;
  return isObject(first) && member(first, 'datatype') !== undefined && member(first, 'shape') !== undefined;
}

function readTensors(given: unknown, { rowsPerRequest }: DecodeLimits): readonly Tensor[] | Unread {
  const list = asList(given);
  if (list === undefined) return unread(given === undefined ? 'output' : 'format');
  const tensors: Tensor[] = [];
  for (let index = 0; index < list.length; index += 1) {
    const tensor = readTensor(list[index], rowsPerRequest);
    if (isUnread(tensor)) return tensor;
    tensors.push(tensor);
  }
  return tensors;
}

/** The rows of the input tensors; without inputs in JSON, as many rows without features as outputs. */
function inputRows(inputs: unknown, outputs: number, limits: DecodeLimits): Sequence<unknown> | Unread {
  if (inputs === undefined) return { length: outputs, at: () => undefined };
  const tensors = readTensors(inputs, limits);
  if (isUnread(tensors)) return tensors;
  const length = tensors[0]?.rows ?? 0;
  if (tensors.some(({ rows }) => rows !== length)) return unread('rows_mismatch');
  return rowsOfTensors(tensors, length, limits);
}

/** One feature's values, every `stride`-th of a list from `offset` on. */
interface Column {
  readonly name: string;
  readonly values: List;
  readonly offset: number;
  readonly stride: number;
}

function rowsOfTensors(tensors: readonly Tensor[], length: number, limits: DecodeLimits): Sequence<unknown> {
  if (length === 0) return [];
  const columns = tensors.flatMap((tensor) => columnsOf(tensor, limits));
  return rowsOf({
    names: columns.map(({ name }) => name),
    length,
    valueAt(row, position) {
      const { values, offset, stride } = columns[position] as Column;
      return values[offset + row * stride];
    },
  });
}

/**
 * A tensor of one value per row is a feature by its own name, one of several is as many, `name_0` on. One
 * wider than features are counted stays a list; one that cannot be read is no feature.
 */
function columnsOf(tensor: Tensor, { features, rowsPerRequest }: DecodeLimits): readonly Column[] {
  const { name, rows, width, values } = tensor;
  if (values === undefined) return [];
  if (width === 1) return [{ name, values, offset: 0, stride: 1 }];
  if (width <= features) {
    return Array.from({ length: width }, (_, offset) => ({
      name: `${name}_${offset}`,
      values,
      offset,
      stride: width,
    }));
  }
  const lists = Array.from({ length: Math.min(rows, rowsPerRequest) }, (_, row) =>
    values.slice(row * width, (row + 1) * width),
  );
  return [{ name, values: lists, offset: 0, stride: 1 }];
}
