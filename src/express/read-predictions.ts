import type { Drops } from '../domain/drops.ts';
import { type Faults, refuseAsync } from '../domain/faults.ts';
import {
  isUnread,
  type Prediction,
  UNREAD_REASONS,
  type Unread,
  type UnreadReason,
  unread,
} from '../domain/prediction.ts';
import { isValidId } from '../domain/prediction-id.ts';
import { recogniseProtocol } from '../protocols/auto.ts';
import { wireValue } from '../protocols/body.ts';
import { isReadAsText, mediaTypeOf } from '../protocols/media-type.ts';
import type { Batch, Decoded, DecodeInput, DecodeLimits, Protocol } from '../protocols/protocol.ts';
import { truthPerRow } from '../protocols/truth.ts';
import type { Request, Response } from './http.ts';
import { asSent } from './sent-predictions.ts';
import type { Captured } from './watched-responses.ts';

const JSON_TYPE = /[/+]json$/;
const BINARY_TYPE = 'application/octet-stream';

export interface ReadingRules {
  /** `undefined` tells the format request by request. */
  readonly protocol: Protocol | undefined;
  /** The user's own way to the inline truth. */
  readonly truth: ((req: Request) => unknown) | undefined;
  readonly limits: DecodeLimits;
  readonly faults: Faults;
  readonly drops: Drops;
}

/** What one answered predict request says: its rows, or why they cannot be read. */
export interface Reading extends Batch {
  readonly protocol: string;
  readonly unread: UnreadReason | undefined;
  readonly responseBody: unknown;
}

/** Reads the two bodies; called once per response, right after it has been handed over. */
export function readBodies(req: Request, captured: Captured, rules: ReadingRules): Reading {
  const answer = readAnswerBody(captured);
  if (answer.unread !== undefined) return notRead('', answer.unread, undefined);
  const { value: responseBody, mediaType: responseType } = answer;
  const input = { req, requestBody: req.body, responseBody, responseType, limits: rules.limits };
  const { protocol, decoded } = decode(input, rules);
  const batch = isUnread(decoded) ? decoded : withTruthOption(decoded, req, rules);
  if (isUnread(batch)) return notRead(protocol, batch.unread, responseBody);
  const { rows, id } = batch;
  return { protocol, predictions: asSent(batch.predictions), rows, id, unread: undefined, responseBody };
}

/** Of an answer that failed nothing is read; its body may still name the version. */
export function readFailure(captured: Captured): Reading {
  return { ...NO_BODY, responseBody: readAnswerBody(captured).value };
}

/** Nothing was given to `res.json` or `res.send`: the answer was streamed. */
export const NO_BODY: Reading = notRead('', 'no_body', undefined);

function notRead(protocol: string, reason: UnreadReason, responseBody: unknown): Reading {
  return { protocol, predictions: [], rows: 0, unread: reason, responseBody };
}

interface AnswerBody {
  readonly value?: unknown;
  readonly mediaType: string;
  readonly unread?: UnreadReason;
}

function readAnswerBody(captured: Captured): AnswerBody {
  if (captured.kind === 'json') return { value: wireValue(captured.value), mediaType: 'application/json' };
  const mediaType = mediaTypeOf(captured.contentType);
  if (isReadAsText(mediaType)) return { value: captured.text.toString(), mediaType };
  if (!JSON_TYPE.test(mediaType)) {
    return { mediaType, unread: mediaType === BINARY_TYPE ? 'binary' : 'not_json' };
  }
  try {
    return { value: JSON.parse(captured.text.toString()), mediaType };
  } catch {
    return { mediaType, unread: 'not_json' };
  }
}

interface Decoding {
  readonly protocol: string;
  readonly decoded: Batch | Unread;
}

function decode(input: DecodeInput, rules: ReadingRules): Decoding {
  try {
    const protocol = protocolFor(input, rules);
    return { protocol: protocol.name, decoded: asBatch(refuseAsync(protocol.decode(input))) };
  } catch (error) {
    rules.faults.report('protocol', error);
    return { protocol: rules.protocol?.name ?? '', decoded: unread('format') };
  }
}

function protocolFor(input: DecodeInput, { protocol, faults }: ReadingRules): Protocol {
  if (protocol === undefined) return recogniseProtocol(input);
  const isGiven = faults.guard('protocol', false, () => protocol.matches?.(input.req) ?? true);
  return isGiven ? protocol : recogniseProtocol(input);
}

/** What a protocol answered, which for one of the user's own may be anything. */
function asBatch(decoded: Decoded): Batch | Unread {
  if (isList(decoded)) return batchOf({ predictions: decoded, rows: decoded.length });
  if (!isPrediction(decoded)) return unread('format');
  if (isUnread(decoded)) return UNREAD_REASONS.includes(decoded.unread) ? decoded : unread('format');
  return batchOf(isBatch(decoded) ? decoded : { predictions: [decoded], rows: 1 });
}

function isBatch(decoded: Prediction | Batch): decoded is Batch {
  return 'predictions' in decoded;
}

function batchOf({ predictions, rows, id }: Batch): Batch | Unread {
  if (!isList(predictions) || !predictions.every(isPrediction)) return unread('format');
  const isCounted = Number.isSafeInteger(rows) && rows >= predictions.length;
  return { predictions, rows: isCounted ? rows : predictions.length, id: isValidId(id) ? id : undefined };
}

const isList = (value: unknown): value is readonly Prediction[] => Array.isArray(value);

function isPrediction(value: unknown): value is Prediction {
  return typeof value === 'object' && value !== null;
}

function withTruthOption(
  batch: Batch,
  req: Request,
  { truth, faults }: Pick<ReadingRules, 'truth' | 'faults'>,
): Batch | Unread {
  if (truth === undefined) return batch;
  const truths = truthPerRow(
    faults.guard('truth', undefined, () => truth(req)),
    batch.rows,
  );
  if (isUnread(truths)) return truths;
  return {
    ...batch,
    predictions: batch.predictions.map((prediction, row) => ({ ...prediction, truth: truths[row] })),
  };
}

/**
 * Puts what the handler said in `res.locals.prediction` over what was read: row by row, or to every row
 * when it has no output of its own; where the rows differ in number, the handler's stand alone.
 */
export function withLocals(reading: Reading, res: Response): Reading {
  const { prediction: given } = (res.locals ?? {}) as { prediction?: Prediction | readonly Prediction[] };
  const { predictions } = reading;
  if (!isPrediction(given)) return reading;
  if (!isList(given) && given.output === undefined && predictions.length > 0) {
    return { ...reading, predictions: predictions.map((read) => overlay(read, given)) };
  }
  const rows = isList(given) ? given : [given];
  if (rows.length === 0 || !rows.every(isPrediction)) return reading;
  if (rows.length === reading.rows) {
    return { ...reading, predictions: predictions.map((read, row) => overlay(read, rows[row])) };
  }
  const hasOutput = rows.some(({ output, scores }) => output !== undefined || scores !== undefined);
  return hasOutput ? { ...reading, predictions: rows, rows: rows.length, unread: undefined } : reading;
}

/** What the handler said of the request as a whole, not row by row. */
export function saidInLocals(res: Response): Prediction | undefined {
  const { prediction: given } = (res.locals ?? {}) as { prediction?: unknown };
  return isPrediction(given) && !Array.isArray(given) ? given : undefined;
}

/** The id that the handler gave to the request: to the whole of it, or to its only row. */
export function idInLocals(res: Response): string | undefined {
  const { prediction: given } = (res.locals ?? {}) as { prediction?: unknown };
  const only: unknown = Array.isArray(given) && given.length === 1 ? given[0] : given;
  return isPrediction(only) && isValidId(only.id) ? only.id : undefined;
}

function overlay(read: Prediction, given: Prediction | undefined): Prediction {
  const said = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return { ...read, ...Object.fromEntries(said) };
}

/** The rows that are counted: those beyond the limit are dropped and counted as such. */
export function withinLimit(reading: Reading, { limits, drops }: ReadingRules): readonly Prediction[] {
  const { predictions, rows } = reading;
  const isWithin = predictions.length <= limits.rowsPerRequest;
  const counted = isWithin ? predictions : predictions.slice(0, limits.rowsPerRequest);
  if (rows > counted.length) drops.count('rows', rows - counted.length);
  return counted;
}
