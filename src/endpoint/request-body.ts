import type { IncomingMessage } from 'node:http';

/** A body that was not read, and what to tell the client. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
  readonly status: 400 | 413 | 415;
  readonly error: string;

  constructor(status: 400 | 413 | 415, error: string, message: string) {
    super(message);
    this.status = status;
    this.error = error;
  }
}

/**
 * The body of a request to an endpoint of ours: what the application's own parser made of it, or, when nobody has
 * read it yet, its text.
 *
 * @throws BodyError for one that is too large, compressed, cut short, or read by somebody who left nothing.
 */
export async function readBody(
  request: IncomingMessage & { readonly body?: unknown },
  mostBytes: number,
): Promise<unknown> {
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > mostBytes) throw tooLarge(mostBytes);
  if (request.readableDidRead) return takenBody(request.body);
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    throw new BodyError(
      415,
      'unsupported_encoding',
      `Send the body as it is, not as ${encoding.slice(0, 20)}.`,
    );
  }
  const chunks = await readUpTo(mostBytes, request).catch(() => {
    throw new BodyError(400, 'aborted', 'The body ended before all of it had come.');
  });
  if (chunks === undefined) throw tooLarge(mostBytes);
  return Buffer.concat(chunks).toString();
}

function tooLarge(mostBytes: number): BodyError {
  return new BodyError(413, 'too_large', `The body may have ${mostBytes} bytes at most.`);
}

/** @returns `undefined` for more bytes than that. */
async function readUpTo(mostBytes: number, request: IncomingMessage): Promise<readonly Buffer[] | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Not destroyed at the end of the loop: the answer has to go out on the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes > mostBytes) break;
    chunks.push(chunk as Buffer);
  }
  if (bytes <= mostBytes) return chunks;
  // The rest flows away: many clients look at the answer only when they have sent everything.
  request.resume();
  return undefined;
}

function takenBody(body: unknown): unknown {
  if (Buffer.isBuffer(body)) return body.toString();
  if (body === undefined || body === null) {
    throw new BodyError(400, 'no_body', 'The body is empty, or was read before the monitor could.');
  }
  return body;
}
