import { isUnread, type Unread, unread } from '../domain/prediction.ts';
import { outputPerRow } from './answer.ts';
import { isObject, type JsonObject, member } from './body.ts';
import { joinRows } from './join-rows.ts';
import type { Batch, DecodeInput, RecognisableProtocol } from './protocol.ts';
import { rowsOfColumns } from './rows.ts';
import { asList, mapped, type Sequence } from './sequence.ts';
import { decodeExamples, fitsExamples } from './tensorflow-examples.ts';
import { truthIn } from './truth.ts';

/**
 * TensorFlow Serving's REST API: predict in row form (`instances` / `predictions`) and column form
 * (`inputs` / `outputs`), classify and regress. KServe V1 is its row form.
 *
 * @see TensorFlow Serving, RESTful API, sections "Predict API" and "Classify and Regress API"
 */
export const tensorflow: RecognisableProtocol = {
  name: 'tensorflow',
  fits(input: DecodeInput): boolean {
    if (fitsExamples(input)) return true;
    const { requestBody, responseBody } = input;
    if (!isObject(requestBody) || !isObject(responseBody)) return false;
    const isAsked =
      member(requestBody, 'instances') !== undefined || member(requestBody, 'inputs') !== undefined;
    return isAsked && tensorsOf(responseBody) !== undefined;
  },
  decode(input: DecodeInput): Batch | Unread {
    const { requestBody, responseBody, limits } = input;
    if (requestBody === undefined || responseBody === undefined) return unread('no_body');
    if (fitsExamples(input)) return decodeExamples(input);
    if (!isObject(requestBody) || !isObject(responseBody)) return unread('format');
    const rows = tensorRows(requestBody);
    if (isUnread(rows)) return rows;
    const outputs = tensorOutputs(responseBody, rows.length);
    if (isUnread(outputs)) return outputs;
    return joinRows({ rows, outputs, truth: truthIn(requestBody) }, limits);
  },
};

/** The rows of `instances` or `inputs`: a list of them, or an object of columns. */
export function tensorRows(request: JsonObject): Sequence<unknown> | Unread {
  const instances = asList(member(request, 'instances'));
  if (instances !== undefined) return mapped(instances, withoutBinary);
  const inputs = member(request, 'inputs');
  const list = asList(inputs);
  if (list !== undefined) return mapped(list, withoutBinary);
  return isObject(inputs) ? rowsOfColumns(inputs) : unread('format');
}

/** A single output tensor comes bare, several as an object: of rows in row form, of columns in column form. */
export function tensorOutputs(response: JsonObject, rows: number): Sequence<unknown> | Unread {
  const tensors = tensorsOf(response);
  if (tensors === undefined) return unread('output');
  const outputs = isObject(tensors) ? rowsOfColumns(tensors) : outputPerRow(tensors, rows);
  return !isUnread(outputs) && isBinary(outputs.at(0)) ? unread('binary') : outputs;
}

function tensorsOf(response: JsonObject): unknown {
  return member(response, 'predictions') ?? member(response, 'outputs');
}

/** A row that is nothing but an encoded image or the like has no features. */
function withoutBinary(row: unknown): unknown {
  return isBinary(row) ? undefined : row;
}

/** A value in TensorFlow Serving's encoding of bytes: `{ "b64": text }`. */
function isBinary(value: unknown): boolean {
  return isObject(value) && typeof value['b64'] === 'string' && Object.keys(value).length === 1;
}
