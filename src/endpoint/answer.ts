import type { ServerResponse } from 'node:http';

/** What an endpoint of ours answers; not to be stored, unless its headers say otherwise. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export function jsonAnswer(status: number, value: unknown, headers: Answer['headers'] = {}): Answer {
  const body = Buffer.from(JSON.stringify(value));
  return { status, headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers }, body };
}

/**
 * An answer that says what to fix.
 *
 * @param error - one word for programs.
 * @param message - a sentence for people.
 */
export function refusal(
  status: number,
  { error, message }: { error: string; message: string },
  headers: Answer['headers'] = {},
): Answer {
  return jsonAnswer(status, { error, message }, headers);
}

/** Writes with node's own methods: Express would reorder the content type and hash the body for an ETag. */
export function sendAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  // The application may have answered meanwhile, for instance with a time-out.
  if (response.headersSent) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) {
    // What the application's own middleware varies by stays.
    if (name === 'Vary') response.appendHeader(name, value);
    else response.setHeader(name, value);
  }
  if (!('Cache-Control' in headers)) response.setHeader('Cache-Control', 'no-store');
  // A 304 would tell the length of what it stands for.
  if (status !== 304) response.setHeader('Content-Length', body.length);
  response.end(body);
}
