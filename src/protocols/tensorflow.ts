import { type Unread, unread } from '../domain/prediction.ts';
import { isObject, type JsonObject, outputPerRow, rowsOfColumns, truthIn } from './body.ts';
import { joinRows } from './join-rows.ts';
import type { Decoded, DecodeInput, RecognisableProtocol } from './protocol.ts';

/**
 * TensorFlow Serving's REST predict API, row form (`instances` / `predictions`) and column form
 * (`inputs` / `outputs`); KServe V1 is its row form.
 *
 * @see TensorFlow Serving, RESTful API, section "Predict API"
 */
export const tensorflow: RecognisableProtocol = {
  name: 'tensorflow',
  fits({ requestBody, responseBody }: DecodeInput): boolean {
    if (!isObject(requestBody) || !isObject(responseBody)) return false;
    const isAsked = requestBody['instances'] !== undefined || requestBody['inputs'] !== undefined;
    return isAsked && tensorsOf(responseBody) !== undefined;
  },
  decode({ requestBody, responseBody }: DecodeInput): Decoded {
    if (requestBody === undefined || responseBody === undefined) return unread('no_body');
    if (!isObject(requestBody) || !isObject(responseBody)) return unread('format');
    const rows = rowsOf(requestBody);
    if (!Array.isArray(rows)) return rows;
    const outputs = outputsOf(responseBody, rows.length);
    if (!Array.isArray(outputs)) return outputs as Unread;
    return joinRows({ rows, outputs, truth: truthIn(requestBody) });
  },
};

function rowsOf({ instances, inputs }: JsonObject): unknown[] | Unread {
  if (Array.isArray(instances)) return instances;
  if (Array.isArray(inputs)) return inputs;
  return isObject(inputs) ? rowsOfColumns(inputs) : unread('format');
}

/** A single output tensor comes bare, several as an object: of rows in row form, of columns in column form. */
function outputsOf(response: JsonObject, rows: number): readonly unknown[] | Unread {
  const tensors = tensorsOf(response);
  if (tensors === undefined) return unread('output');
  const perRow = isObject(tensors) ? rowsOfColumns(tensors) : outputPerRow(tensors, rows);
  return Array.isArray(perRow) && perRow.length !== rows ? unread('rows_mismatch') : perRow;
}

function tensorsOf(response: JsonObject): unknown {
  return response['predictions'] ?? response['outputs'];
}
