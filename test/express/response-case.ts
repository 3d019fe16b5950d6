import type { ErrorRequestHandler, NextFunction, Request, Response } from 'express';
import type { RawRequest } from '../support/raw-client.ts';

/** One way to answer a request. */
export interface ResponseCase {
  readonly name: string;
  handle(req: Request, res: Response, next: NextFunction): unknown;
  /** What is asked with; a plain `GET` unless said otherwise. */
  readonly request?: CaseRequest;
  /** Stands in front of the monitor. */
  before?(req: Request, res: Response, next: NextFunction): void;
  /** Stands between the monitor and the handler. */
  after?(req: Request, res: Response, next: NextFunction): void;
  readonly onError?: ErrorRequestHandler;
  /** Express 4 does not catch what an async handler throws. */
  readonly needsExpress5?: boolean;
}

export type CaseRequest = Omit<RawRequest, 'path'> & { readonly query?: string };

/** Methods of a response to be called in ways that its types do not know, such as Express 4's with a status. */
export interface LooseResponse {
  json(...args: unknown[]): unknown;
  send(...args: unknown[]): unknown;
  writeHead(...args: unknown[]): unknown;
}

/** A JSON body and its content type. */
export function jsonRequest(body: string): CaseRequest {
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
}

/** An error whose stack, which Express shows outside production, does not tell who is on it. */
export function errorOf(message: string, members: object = {}): Error {
  const error = Object.assign(new Error(message), members);
  error.stack = `Error: ${message}\n    at somewhere`;
  return error;
}

/** Hands on an error that Express made, without its stack. */
export function fixStack(error: Error, _req: Request, _res: Response, next: NextFunction): void {
  next(errorOf(`${error.name} ${'code' in error ? error.code : ''}`));
}

export function inTurn(...steps: readonly (() => unknown)[]): void {
  for (const step of steps) step();
}
