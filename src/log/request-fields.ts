import type { ServerResponse } from 'node:http';
import type { LogRequest } from './log-request.ts';

// Where morgan's tokens take these values from, in morgan's order: an empty one counts as none.

export function requestUrl(req: LogRequest): string {
  return req.originalUrl || req.url || '';
}

export function remoteAddress(req: LogRequest): string | undefined {
  return req.ip || req.socket.remoteAddress;
}

export function referrer({ headers }: LogRequest): string | undefined {
  return headers.referer || headers['referrer']?.toString();
}

/** `undefined` when no head was sent: `statusCode` reads 200 on a request that was never answered. */
export function sentStatus(res: ServerResponse): number | undefined {
  return res.headersSent ? res.statusCode : undefined;
}

/** `undefined` when no head was sent, and for an answer of unannounced length. */
export function sentContentLength(res: ServerResponse): string | number | undefined {
  if (!res.headersSent) return undefined;
  const header = res.getHeader('content-length');
  return Array.isArray(header) ? header.join(', ') : header;
}
