import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathnameOf } from '../endpoint/pathname.ts';

/** What is read of an Express request, structurally, so that the types of Express 4 and 5 both fit. */
export type Request = IncomingMessage & {
  readonly originalUrl?: string;
  readonly baseUrl?: string;
  // biome-ignore lint/suspicious/noExplicitAny: as in Express's own types, whose users read it unchecked.
  readonly body?: any;
  readonly route?: unknown;
  readonly params?: unknown;
};

export type Response = ServerResponse & {
  readonly locals?: unknown;
};

export type NextFunction = (error?: unknown) => void;

export type RequestHandler = (req: Request, res: Response, next: NextFunction) => void;

/**
 * A function of the user's that is told of a request. Its type is that of a method, whose parameters are
 * bivariant: a function that asks for Express's own `Request` fits.
 */
export type RequestFunction<Result> = { call(req: Request): Result }['call'];

/** The path the client asked for, without query; it does not change while routers rewrite `req.url`. */
export function pathOf(req: Request): string {
  return pathnameOf(req.originalUrl ?? req.url ?? '/');
}

/** A header that came once, as text. */
export function headerOf(req: IncomingMessage, name: string): string | undefined {
  const value = req.headers[name];
  return typeof value === 'string' ? value : undefined;
}
