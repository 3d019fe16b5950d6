import { type Unread, unread } from '../domain/prediction.ts';
import { firstNameIn, isObject, type JsonObject, outputPerRow, truthIn, withoutTruth } from './body.ts';
import { joinRows } from './join-rows.ts';
import type { Decoded, DecodeInput, RecognisableProtocol } from './protocol.ts';
import { asScores, OUTPUT_NAMES, type RowOutput, scoresIn } from './row-output.ts';

const BATCH_NAMES = ['instances', 'inputs', 'data'] as const;

/**
 * JSON as people write it by hand: `{ features }`, a list of rows, or a flat object in; an `output`
 * (by one of its usual names) or a bare value out.
 */
export const plain: RecognisableProtocol = {
  name: 'plain',
  fits: () => true,
  decode({ requestBody, responseBody }: DecodeInput): Decoded {
    if (responseBody === undefined || responseBody === null) return unread('no_body');
    const rows = rowsOf(requestBody);
    if (rows === undefined) return decodeWithoutRows(responseBody);
    if (!Array.isArray(rows)) return rows as Unread;
    const answer = answerOf(responseBody, rows.length);
    if ('unread' in answer) return answer;
    return joinRows({ rows, ...answer, truth: isInRows(requestBody) ? undefined : truthIn(requestBody) });
  },
};

/** The input rows; `undefined` when no parser made JSON of the request. */
function rowsOf(body: unknown): readonly unknown[] | Unread | undefined {
  if (Array.isArray(body)) return body.every(isRow) ? body : unread('format');
  if (!isObject(body)) return undefined;
  const { features } = body;
  if (isObject(features)) return [features];
  if (Array.isArray(features)) return features.length > 0 && features.every(isRow) ? features : [features];
  if (features !== undefined) return unread('format');
  const name = firstNameIn(body, BATCH_NAMES);
  if (name === undefined) return [flatRow(body)];
  const batch = body[name];
  if (isObject(batch)) return [batch];
  return Array.isArray(batch) ? batch : unread('format');
}

/** A flat object's scalar members are the features. */
function flatRow(body: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(withoutTruth(body)).filter(([, value]) => value === null || typeof value !== 'object'),
  );
}

function isRow(value: unknown): boolean {
  return Array.isArray(value) || isObject(value);
}

/** A list of rows carries its truths in the rows. */
function isInRows(body: unknown): boolean {
  return Array.isArray(body);
}

/** Without rows, only an answer that can be nothing but one output is read. */
function decodeWithoutRows(responseBody: unknown): Decoded {
  const answer = answerOf(responseBody, 1);
  if ('unread' in answer || Array.isArray(answer.outputs[0])) return unread('no_body');
  return joinRows({ rows: [undefined], ...answer });
}

interface Answer {
  readonly outputs: readonly unknown[];
  readonly scores: readonly RowOutput['scores'][];
}

function answerOf(body: unknown, rows: number): Answer | Unread {
  const name = isObject(body) ? firstNameIn(body, OUTPUT_NAMES) : undefined;
  if (isObject(body) && name === undefined) return scoresOnly(body, rows);
  const outputs = outputPerRow(isObject(body) && name !== undefined ? body[name] : body, rows);
  if (!Array.isArray(outputs)) return outputs as Unread;
  return { outputs, scores: isObject(body) ? scoresPerRow(body, rows) : [] };
}

function scoresOnly(body: JsonObject, rows: number): Answer | Unread {
  const scores = scoresPerRow(body, rows);
  if (scores.length === 0) return unread('output');
  return { outputs: scores.map(() => undefined), scores };
}

function scoresPerRow(body: JsonObject, rows: number): readonly RowOutput['scores'][] {
  const scores = scoresIn(body);
  if (scores === undefined) return [];
  if (rows === 1) return [scores];
  return Array.isArray(scores) && scores.length === rows ? scores.map(asScores) : [];
}
