import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Answer } from './answer.ts';
import { parsePreferences, qualityOf } from './preferences.ts';

const compress = promisify(gzip);

/** The same answer, compressed for who understands it. */
export async function compressAnswer(request: IncomingMessage, answer: Answer): Promise<Answer> {
  const varying = withVary(answer);
  if (!acceptsGzip(request.headers['accept-encoding'])) return varying;
  return { ...asGzip(varying), body: await compress(answer.body) };
}

/** Whether an `Accept-Encoding` header names gzip and does not refuse it. */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  return qualityOf(parsePreferences(acceptEncoding ?? ''), ['gzip', 'x-gzip']) > 0;
}

function asGzip(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, 'Content-Encoding': 'gzip' } };
}

function withVary(answer: Answer): Answer {
  const { Vary } = answer.headers;
  const vary = Vary === undefined ? 'Accept-Encoding' : `${Vary}, Accept-Encoding`;
  return { ...answer, headers: { ...answer.headers, Vary: vary } };
}
