import type { ServerResponse } from 'node:http';
import type { LogRequest } from './log-request.ts';

// Every value from where morgan's token of that name takes it, in morgan's order: an empty one counts as none.

/** The URL the client asked for; routers rewrite `req.url`. */
export function requestUrl(req: LogRequest): string {
  return req.originalUrl || req.url || '';
}

/** The client's address; behind proxies, what the app's `trust proxy` makes of it. */
export function remoteAddress(req: LogRequest): string | undefined {
  return req.ip || req.socket.remoteAddress;
}

/** The page the request came from, in either spelling of the header. */
export function referrer({ headers }: LogRequest): string | undefined {
  return headers.referer || headers['referrer']?.toString();
}

/** The response's status; `undefined` when no head was sent, where `statusCode` still reads 200. */
export function sentStatus(res: ServerResponse): number | undefined {
  return res.headersSent ? res.statusCode : undefined;
}

/** The announced length of the answer; `undefined` when there is none, or no head was sent. */
export function sentContentLength(res: ServerResponse): string | number | undefined {
  if (!res.headersSent) return undefined;
  const header = res.getHeader('content-length');
  return Array.isArray(header) ? header.join(', ') : header;
}
