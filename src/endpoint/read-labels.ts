import type { IncomingMessage } from 'node:http';
import { isJsonLines, mediaTypeOf } from '../protocols/media-type.ts';
import { BodyError, readBody } from './request-body.ts';

/** The labels of one request, as they were sent. */
export interface SentLabels {
  readonly labels: readonly unknown[];
  /** One label alone, which is answered by the status. */
  readonly isSingle: boolean;
}

/** Bytes that a request with labels may have. */
const MOST_BYTES = 1_000_000;
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json$/;

/** @throws BodyError that says what to fix. */
export async function readLabels(request: IncomingMessage, mostLabels: number): Promise<SentLabels> {
  const mediaType = mediaTypeOf(request.headers['content-type']);
  const isLines = isJsonLines(mediaType);
  if (!isLines && !JSON_TYPE.test(mediaType)) {
    const message = 'Send labels as application/json, or as application/x-ndjson with one per line.';
    throw new BodyError(415, 'unsupported_type', message);
  }
  const body = await readBody(request, MOST_BYTES);
  const sent = isLines && typeof body === 'string' ? parseLines(body) : labelsIn(parsed(body));
  if (sent.labels.length > mostLabels) {
    throw new BodyError(413, 'too_many_labels', `One request may bring ${mostLabels} labels at most.`);
  }
  return sent;
}

function parseLines(text: string): SentLabels {
  const lines = text.split('\n').entries();
  const labels = Array.from(lines)
    .filter(([, line]) => line.trim() !== '')
    .map(([index, line]) => parseJson(line, `Line ${index + 1}`));
  return { labels, isSingle: false };
}

function parsed(body: unknown): unknown {
  return typeof body === 'string' ? parseJson(body, 'The body') : body;
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BodyError(400, 'not_json', `${what} is not valid JSON.`);
  }
}

function labelsIn(body: unknown): SentLabels {
  if (Array.isArray(body)) return { labels: body, isSingle: false };
  if (typeof body === 'object' && body !== null) {
    const labels: unknown = Reflect.get(body, 'labels');
    if (Array.isArray(labels)) return { labels, isSingle: false };
    if (labels === undefined) return { labels: [body], isSingle: true };
  }
  const expected = '{ "id": "...", "truth": ... }, an array of these, or { "labels": [...] }';
  throw new BodyError(400, 'format', `The body has to be ${expected}.`);
}
