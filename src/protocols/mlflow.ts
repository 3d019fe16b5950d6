import { isUnread, type Unread, unread } from '../domain/prediction.ts';
import { firstNameIn, isObject, member } from './body.ts';
import { readCsv } from './csv.ts';
import { joinRows } from './join-rows.ts';
import { isCsv, requestTypeOf } from './media-type.ts';
import type { Batch, DecodeInput, RecognisableProtocol } from './protocol.ts';
import { namedRows, rowsOf } from './rows.ts';
import { asList, type Sequence } from './sequence.ts';
import { tensorOutputs, tensorRows } from './tensorflow.ts';
import { truthIn } from './truth.ts';

const INPUT_NAMES = ['dataframe_split', 'dataframe_records', 'instances', 'inputs'] as const;

/**
 * MLflow's scoring server: two ways to write a data frame, two to write tensors, and CSV with a header.
 *
 * @see MLflow, mlflow/pyfunc/scoring_server
 */
export const mlflow: RecognisableProtocol = {
  name: 'mlflow',
  fits(input: DecodeInput): boolean {
    const { requestBody, responseBody } = input;
    if (!isObject(responseBody) || member(responseBody, 'predictions') === undefined) return false;
    if (!isObject(requestBody)) return isCsvWithHeader(input);
    return firstNameIn(requestBody, INPUT_NAMES) !== undefined;
  },
  decode(input: DecodeInput): Batch | Unread {
    const { requestBody, responseBody, limits } = input;
    if (requestBody === undefined || responseBody === undefined) return unread('no_body');
    const rows = rowsOfRequest(input);
    if (isUnread(rows)) return rows;
    if (!isObject(responseBody)) return unread('format');
    const outputs = tensorOutputs(responseBody, rows.length);
    return isUnread(outputs) ? outputs : joinRows({ rows, outputs, truth: truthIn(requestBody) }, limits);
  },
};

function rowsOfRequest({ requestBody, limits }: DecodeInput): Sequence<unknown> | Unread {
  if (typeof requestBody === 'string') return rowsOfCsv(requestBody, limits.rowsPerRequest);
  if (!isObject(requestBody)) return unread('format');
  const frame = member(requestBody, 'dataframe_split');
  if (isObject(frame)) return namedRows(member(frame, 'columns'), asList(member(frame, 'data')), limits);
  return asList(member(requestBody, 'dataframe_records')) ?? tensorRows(requestBody);
}

/** Whether a request is CSV of one line more than its predictions; SageMaker's has no header and as many. */
export function isCsvWithHeader({ req, requestBody, responseBody }: DecodeInput): boolean {
  if (typeof requestBody !== 'string' || !isCsv(requestTypeOf(req)) || !isObject(responseBody)) return false;
  const predictions = asList(member(responseBody, 'predictions'));
  const records = readCsv(requestBody, 0);
  return !isUnread(records) && records.length - 1 === predictions?.length;
}

function rowsOfCsv(text: string, rowsPerRequest: number): Sequence<unknown> | Unread {
  const records = readCsv(text, rowsPerRequest + 1);
  if (isUnread(records)) return records;
  const header = records.at(0);
  if (header === undefined) return unread('format');
  return rowsOf({
    names: header.map((cell) => String(cell ?? '')),
    length: records.length - 1,
    valueAt: (row, position) => records.at(row + 1)?.[position],
  });
}
