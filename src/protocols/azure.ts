import { isUnread, type Unread, unread } from '../domain/prediction.ts';
import { readAnswer } from './answer.ts';
import { isObject, member } from './body.ts';
import { joinRows } from './join-rows.ts';
import type { Batch, DecodeInput, DecodeLimits, RecognisableProtocol } from './protocol.ts';
import { namedRows, rowsOfColumns } from './rows.ts';
import { asList, type Sequence } from './sequence.ts';
import { truthIn } from './truth.ts';

/**
 * Azure Machine Learning's online endpoints: a `data` list, or an MLflow model's `input_data`; a bare list
 * out, or one under a usual name.
 *
 * @see Azure Machine Learning, "Deploy MLflow models to online endpoints", "Deploy and score a model"
 */
export const azure: RecognisableProtocol = {
  name: 'azure',
  fits({ requestBody, responseBody }: DecodeInput): boolean {
    if (!isObject(requestBody)) return false;
    if (member(requestBody, 'input_data') !== undefined) return true;
    return asList(member(requestBody, 'data')) !== undefined && asList(responseBody) !== undefined;
  },
  decode({ requestBody, responseBody, limits }: DecodeInput): Batch | Unread {
    const rows = rowsOfRequest(requestBody, limits);
    if (isUnread(rows)) return rows;
    const answer = readAnswer(responseBody, rows.length);
    return isUnread(answer) ? answer : joinRows({ rows, ...answer, truth: truthIn(requestBody) }, limits);
  },
};

function rowsOfRequest(body: unknown, limits: DecodeLimits): Sequence<unknown> | Unread {
  if (!isObject(body)) return unread('format');
  const frame = member(body, 'input_data');
  if (!isObject(frame)) return asList(frame ?? member(body, 'data')) ?? unread('format');
  const columns = member(frame, 'columns');
  return columns === undefined
    ? rowsOfColumns(frame)
    : namedRows(columns, asList(member(frame, 'data')), limits);
}
