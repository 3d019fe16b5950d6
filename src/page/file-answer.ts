import type { IncomingMessage } from 'node:http';
import type { Answer } from '../endpoint/answer.ts';
import { acceptsGzip } from '../endpoint/compress-answer.ts';
import type { PageFile } from './page-files.ts';

/** For a year, which is as long as a cache may be told, in the browser of the one who was let in. */
const FOR_GOOD = 'private, max-age=31536000, immutable';
/** To be asked for each time, and sent only when it has changed. */
const ASK_FIRST = 'private, no-cache';

/** A file; kept for good by a browser that asks for it by what is in it. */
export function fileAnswer(request: IncomingMessage, file: PageFile): Answer {
  const { contentType, hash, body, gzipped } = file;
  const isCompressed = acceptsGzip(request.headers['accept-encoding']);
  const tag = `"${hash}${isCompressed ? '-gzip' : ''}"`;
  const headers = {
    'Content-Type': contentType,
    'Cache-Control': request.url?.endsWith(`?v=${hash}`) === true ? FOR_GOOD : ASK_FIRST,
    ETag: tag,
    Vary: 'Accept-Encoding',
  };
  if (isKnown(tag, request.headers['if-none-match'])) return { status: 304, headers, body: Buffer.alloc(0) };
  return isCompressed
    ? { status: 200, headers: { ...headers, 'Content-Encoding': 'gzip' }, body: gzipped }
    : { status: 200, headers, body };
}

function isKnown(tag: string, ifNoneMatch = ''): boolean {
  const known = ifNoneMatch.split(',').map((one) => one.trim().replace(/^W\//, ''));
  return known.includes(tag) || known.includes('*');
}
