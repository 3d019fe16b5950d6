import type { PredictRequest } from './protocol.ts';

const CSV = /^(?:text|application)\/csv$/;
const JSON_LINES = /^application\/(?:x-)?(?:json-?l(?:ines)?|ndjson)$/;

/** A `Content-Type` without its parameters, in lower case. */
export function mediaTypeOf(contentType: unknown): string {
  if (typeof contentType !== 'string') return '';
  const [type = ''] = contentType.split(';', 1);
  return type.trim().toLowerCase();
}

export function isCsv(mediaType: string): boolean {
  return CSV.test(mediaType);
}

export function isJsonLines(mediaType: string): boolean {
  return JSON_LINES.test(mediaType);
}

/** Whether a format reads an answer of this type as text. */
export function isReadAsText(mediaType: string): boolean {
  // The usual answer is told without a pattern.
  return mediaType !== 'application/json' && (isCsv(mediaType) || isJsonLines(mediaType));
}

export function requestTypeOf(req: PredictRequest): string {
  return mediaTypeOf(req.headers?.['content-type']);
}
