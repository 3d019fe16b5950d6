import { isUnread, type Unread, unread } from '../domain/prediction.ts';
import { readAnswer } from './answer.ts';
import { firstNameIn, isObject, type JsonObject, member } from './body.ts';
import { joinRows } from './join-rows.ts';
import type { Batch, DecodeInput, DecodeLimits, RecognisableProtocol } from './protocol.ts';
import { rowsOfColumns } from './rows.ts';
import { asList, type List, type Sequence } from './sequence.ts';
import { truthIn, withoutTruth } from './truth.ts';

const BATCH_NAMES = ['instances', 'inputs', 'data'] as const;

/**
 * JSON as people write it by hand: `{ features }`, a list of rows, or a flat object in; an `output`
 * (by one of its usual names) or a bare value out. BentoML's answers are such, and TorchServe's as far as they name an output.
 */
export const plain: RecognisableProtocol = {
  name: 'plain',
  fits: () => true,
  decode(input: DecodeInput): Batch | Unread {
    const { requestBody, responseBody, limits } = input;
    if (responseBody === undefined || responseBody === null) return unread('no_body');
    const rows = rowsOf(requestBody, limits);
    if (rows === undefined) return decodeWithoutRows(input);
    if (isUnread(rows)) return rows;
    const answer = readAnswer(responseBody, rows.length);
    return isUnread(answer) ? answer : joinRows({ rows, ...answer, truth: truthIn(requestBody) }, limits);
  },
};

/** The input rows; `undefined` when no parser made anything of the request: Express 4 leaves `{}` then. */
function rowsOf(body: unknown, limits: DecodeLimits): Sequence<unknown> | Unread | undefined {
  // What `express.raw` leaves is an image or the like: no features, but its answer can be read.
  if (Buffer.isBuffer(body)) return undefined;
  const list = asList(body);
  if (list !== undefined) return holdsRows(list, limits) ? list : unread('format');
  if (!isObject(body) || Object.keys(body).length === 0) return undefined;
  const features = member(body, 'features');
  if (features !== undefined) return rowsOfFeatures(features, limits);
  const name = firstNameIn(body, BATCH_NAMES);
  const batch = name === undefined ? undefined : member(body, name);
  if (typeof batch !== 'object' || batch === null) return flatRow(body);
  // As under `features`, a flat list is one row; only `instances` names rows whatever they are.
  return name === 'instances' ? rowsOfBatch(batch) : rowsOfColumnsOrList(batch, limits);
}

function rowsOfFeatures(features: unknown, limits: DecodeLimits): Sequence<unknown> | Unread {
  if (isObject(features)) return [features];
  const list = asList(features);
  if (list === undefined) return unread('format');
  return list.length > 0 && holdsRows(list, limits) ? list : [list];
}

function rowsOfColumnsOrList(batch: object, limits: DecodeLimits): Sequence<unknown> | Unread {
  const list = asList(batch);
  return list === undefined || list.length === 0 || holdsRows(list, limits) ? rowsOfBatch(batch) : [list];
}

/** A list of rows; an object of lists is columns, any other object the only row. */
function rowsOfBatch(batch: unknown): Sequence<unknown> | Unread {
  if (!isObject(batch)) return asList(batch) ?? unread('format');
  const members = Object.values(batch);
  const isColumns = members.length > 0 && members.every((value) => asList(value) !== undefined);
  return isColumns ? rowsOfColumns(batch) : [batch];
}

/** A flat object's scalar members are the features; without one, it is no row. */
function flatRow(body: JsonObject): Sequence<unknown> | Unread {
  const scalars = Object.entries(body).filter(([, value]) => value === null || typeof value !== 'object');
  return scalars.length === 0 ? unread('format') : [withoutTruth(Object.fromEntries(scalars))];
}

/** Whether a list is of rows, as far as its rows are counted. */
function holdsRows(list: List, { rowsPerRequest }: DecodeLimits): boolean {
  const end = Math.min(list.length, rowsPerRequest);
  for (let index = 0; index < end; index += 1) {
    if (!isObject(list[index]) && asList(list[index]) === undefined) return false;
  }
  return true;
}

/** Without rows, only an answer that can be nothing but one output is read. */
function decodeWithoutRows({ responseBody, limits }: DecodeInput): Batch | Unread {
  const answer = readAnswer(responseBody, 1);
  if (isUnread(answer) || asList(answer.outputs.at(0)) !== undefined) return unread('no_body');
  return joinRows({ rows: [undefined], ...answer }, limits);
}
