import type { Drops } from '../domain/drops.ts';
import type { Faults } from '../domain/faults.ts';
import { isUnread, type Prediction, type Unread, type UnreadReason, unread } from '../domain/prediction.ts';
import { recogniseProtocol } from '../protocols/auto.ts';
import { truthPerRow } from '../protocols/body.ts';
import type { DecodeInput, Protocol } from '../protocols/protocol.ts';
import type { Request, Response } from './http.ts';
import type { Captured } from './response-capture.ts';

const JSON_TYPE = /[/+]json\b/i;

export interface ReadingRules {
  /** `undefined` tells the format request by request. */
  readonly protocol: Protocol | undefined;
  /** The user's own way to the inline truth. */
  readonly truth: ((req: Request) => unknown) | undefined;
  readonly rowsPerRequest: number;
  readonly faults: Faults;
  readonly drops: Drops;
}

/** What one answered predict request says: its rows, or why they cannot be read. */
export interface Reading {
  readonly protocol: string;
  readonly predictions: readonly Prediction[];
  readonly unread: UnreadReason | undefined;
  readonly responseBody: unknown;
}

/** Reads the two bodies; called once per response, right after it has been handed over. */
export function readBodies(req: Request, captured: Captured, rules: ReadingRules): Reading {
  const responseBody = parseResponse(captured);
  if (responseBody.unread !== undefined) return notRead('', responseBody.unread, undefined);
  const input = { req, requestBody: req.body, responseBody: responseBody.value };
  const protocol = protocolFor(input, rules);
  const decoded = decode(protocol, input, rules);
  if (!Array.isArray(decoded)) return notRead(protocol.name, (decoded as Unread).unread, responseBody.value);
  const labelled = withTruthOption(decoded, req, rules);
  if (!Array.isArray(labelled))
    return notRead(protocol.name, (labelled as Unread).unread, responseBody.value);
  return {
    protocol: protocol.name,
    predictions: labelled,
    unread: undefined,
    responseBody: responseBody.value,
  };
}

/** Nothing was given to `res.json` or `res.send`: the answer was streamed. */
export const NO_BODY: Reading = notRead('', 'no_body', undefined);

/**
 * Puts what the handler said in `res.locals.prediction` over what was read: row by row, or to every row
 * when it has no output of its own; where the rows differ in number, the handler's stand alone.
 */
export function withLocals(reading: Reading, res: Response): Reading {
  const { prediction: given } = (res.locals ?? {}) as { prediction?: Prediction | readonly Prediction[] };
  const { predictions } = reading;
  const rows = Array.isArray(given) ? given : spread(given as Prediction | undefined, predictions);
  if (rows.length === 0 || !rows.every(isPrediction)) return reading;
  if (rows.length === predictions.length) {
    return { ...reading, predictions: predictions.map((read, row) => overlay(read, rows[row])) };
  }
  const hasOutput = rows.some(({ output, scores }) => output !== undefined || scores !== undefined);
  return hasOutput ? { ...reading, predictions: rows, unread: undefined } : reading;
}

function spread(given: Prediction | undefined, predictions: readonly Prediction[]): readonly Prediction[] {
  if (given === undefined) return [];
  return given?.output === undefined && predictions.length > 0 ? predictions.map(() => given) : [given];
}

function isPrediction(value: unknown): value is Prediction {
  return typeof value === 'object' && value !== null;
}

function overlay(read: Prediction, given: Prediction | undefined): Prediction {
  const said = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return { ...read, ...Object.fromEntries(said) };
}

function notRead(protocol: string, reason: UnreadReason, responseBody: unknown): Reading {
  return { protocol, predictions: [], unread: reason, responseBody };
}

function parseResponse(captured: Captured): { value?: unknown; unread?: UnreadReason } {
  if (captured.kind === 'json') return { value: captured.value };
  if (!JSON_TYPE.test(captured.contentType)) return { unread: 'not_json' };
  try {
    return { value: JSON.parse(captured.text.toString()) };
  } catch {
    return { unread: 'not_json' };
  }
}

function protocolFor(input: DecodeInput, { protocol, faults }: ReadingRules): Protocol {
  if (protocol === undefined) return recogniseProtocol(input);
  const isMine = faults.guard('protocol', false, () => protocol.matches?.(input.req) ?? true);
  return isMine ? protocol : recogniseProtocol(input);
}

function decode(
  protocol: Protocol,
  input: DecodeInput,
  { faults }: ReadingRules,
): readonly Prediction[] | Unread {
  const decoded = faults.guard('protocol', unread('format'), () => protocol.decode(input));
  if (Array.isArray(decoded)) return decoded.every(isPrediction) ? decoded : unread('format');
  if (!isPrediction(decoded)) return unread('format');
  return isUnread(decoded) ? decoded : [decoded];
}

function withTruthOption(
  predictions: readonly Prediction[],
  req: Request,
  { truth, faults }: ReadingRules,
): readonly Prediction[] | Unread {
  if (truth === undefined) return predictions;
  const truths = truthPerRow(
    faults.guard('truth', undefined, () => truth(req)),
    predictions.length,
  );
  if (!Array.isArray(truths)) return truths as Unread;
  return predictions.map((prediction, row) => ({ ...prediction, truth: truths[row] }));
}

/** The rows that are counted: those beyond the limit are dropped and counted as such. */
export function withinLimit(
  predictions: readonly Prediction[],
  { rowsPerRequest, drops }: ReadingRules,
): readonly Prediction[] {
  const beyond = predictions.length - rowsPerRequest;
  if (beyond <= 0) return predictions;
  drops.count('rows', beyond);
  return predictions.slice(0, rowsPerRequest);
}
