import { type IncomingMessage, request as requestPlainly } from 'node:http';
import { request as requestSecurely } from 'node:https';

export interface HttpPost {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends it at any time. */
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

/** What an answer's body says is not used; so much of it is read for the receiver to finish in peace. */
const LONGEST_BODY_BYTES = 65_536;

/**
 * Posts over a connection of its own. That is why it is not `fetch`, which keeps connections: one that the
 * receiver closes just as the next request is sent leaves in doubt whether that arrived, and one may be open
 * after `close()`. Redirects are not followed: the headers are for this address alone.
 *
 * @throws Error where no answer came. With its head it is an answer, whatever becomes of the body.
 */
export async function httpPost({ url, headers, body, signal }: HttpPost): Promise<HttpAnswer> {
  const request = url.protocol === 'https:' ? requestSecurely : requestPlainly;
  const outgoing = request(url, { method: 'POST', headers, signal, agent: false });
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.on('response', resolve);
    outgoing.on('error', reject);
    outgoing.on('close', () => reject(new Error('closed without an answer')));
    outgoing.end(body);
  });
  await drain(incoming);
  return { status: incoming.statusCode ?? 0, retryAfter: incoming.headers['retry-after'] };
}

/** Resolves when the body is read, too long, or broken off. */
function drain(incoming: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > LONGEST_BODY_BYTES) incoming.destroy();
    });
    incoming.on('error', () => {});
    incoming.on('close', resolve);
  });
}
