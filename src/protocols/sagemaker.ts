import { isUnread, type Unread, unread } from '../domain/prediction.ts';
import { type Answer, outputPerRow, readAnswer } from './answer.ts';
import { isObject, member } from './body.ts';
import { readCsv } from './csv.ts';
import { joinRows } from './join-rows.ts';
import { readJsonLines } from './json-lines.ts';
import { isCsv, isJsonLines, isReadAsText, requestTypeOf } from './media-type.ts';
import { isCsvWithHeader } from './mlflow.ts';
import type { Batch, DecodeInput, RecognisableProtocol } from './protocol.ts';
import { asList, mapped, type Sequence } from './sequence.ts';
import { truthIn } from './truth.ts';

/**
 * Amazon SageMaker's endpoints: JSON, JSON Lines, or CSV without a header, on either side.
 *
 * @see Amazon SageMaker developer guide, "Common data formats for inference", "Linear learner response formats"
 */
export const sagemaker: RecognisableProtocol = {
  name: 'sagemaker',
  fits(input: DecodeInput): boolean {
    const { req, requestBody, responseType } = input;
    if (isReadAsText(responseType)) return true;
    if (typeof requestBody === 'string') return isReadAsText(requestTypeOf(req)) && !isCsvWithHeader(input);
    return isObject(requestBody) && isInstance(asList(member(requestBody, 'instances'))?.at(0));
  },
  decode(input: DecodeInput): Batch | Unread {
    const { requestBody, responseBody, limits } = input;
    if (requestBody === undefined || responseBody === undefined) return unread('no_body');
    const rows = rowsOfRequest(input);
    if (isUnread(rows)) return rows;
    const answer = readOutputs(input, rows.length);
    if (isUnread(answer)) return answer;
    const features = mapped(rows, featuresIn);
    return joinRows({ rows: features, labelled: rows, ...answer, truth: truthIn(requestBody) }, limits);
  },
};

function rowsOfRequest({ req, requestBody, limits }: DecodeInput): Sequence<unknown> | Unread {
  if (typeof requestBody === 'string') {
    const type = requestTypeOf(req);
    if (isCsv(type)) return readCsv(requestBody, limits.rowsPerRequest);
    const lines = isJsonLines(type) ? readJsonLines(requestBody, limits.rowsPerRequest) : unread('format');
    return isUnread(lines) ? unread('format') : lines;
  }
  const instances = isObject(requestBody) ? asList(member(requestBody, 'instances')) : undefined;
  return instances ?? unread('format');
}

/** Whether an instance is written in one of the common formats: `features`, or `data.features`. */
function isInstance(instance: unknown): boolean {
  const features = memberOfInstance(instance);
  return isObject(features) || asList(features) !== undefined;
}

function memberOfInstance(instance: unknown): unknown {
  if (!isObject(instance)) return undefined;
  const data = member(instance, 'data');
  return member(isObject(data) ? data : instance, 'features');
}

/** One instance's features; a sparse one, which has `keys`, speaks of positions and has none by name. */
function featuresIn(instance: unknown): unknown {
  const features = memberOfInstance(instance) ?? instance;
  if (features === instance || !isObject(features)) return features;
  return member(features, 'keys') === undefined ? member(features, 'values') : undefined;
}

function readOutputs(input: DecodeInput, rows: number): Answer | Unread {
  const { responseBody, responseType, limits } = input;
  if (typeof responseBody !== 'string' || !isReadAsText(responseType)) return readJson(responseBody, rows);
  const outputs = isCsv(responseType)
    ? csvOutputs(responseBody, rows, limits.rowsPerRequest)
    : readJsonLines(responseBody, limits.rowsPerRequest);
  return isUnread(outputs) ? outputs : { outputs };
}

/** `predictions`; Random Cut Forest calls them `scores`. */
function readJson(body: unknown, rows: number): Answer | Unread {
  const list = isObject(body) ? asList(member(body, 'predictions') ?? member(body, 'scores')) : undefined;
  if (list === undefined) return readAnswer(body, rows);
  const outputs = outputPerRow(list, rows);
  return isUnread(outputs) ? outputs : { outputs };
}

/** A line per row, of one output or of scores; XGBoost also answers all rows in one line. */
function csvOutputs(text: string, rows: number, rowLimit: number): Sequence<unknown> | Unread {
  const records = readCsv(text, rowLimit);
  const isOneLine = !isUnread(records) && records.length === 1 && records.at(0)?.length === rows;
  return isOneLine ? (records.at(0) as readonly unknown[]) : records;
}
