import type { Request, Response } from 'express';
import { errorOf, fixStack, inTurn, jsonRequest, type ResponseCase } from './response-case.ts';

const CIRCULAR: Record<string, unknown> = { output: 'rain' };
CIRCULAR['self'] = CIRCULAR;

/** Answers to what goes wrong, and apps that take the response's methods into their own hands. */
export const ERROR_CASES: readonly ResponseCase[] = [
  { name: 'a throw', handle: () => fail('broken') },
  { name: 'a throw of text', handle: () => fail('broken', 'text') },
  {
    name: 'a rejection',
    handle: () => Promise.reject(errorOf('broken later')),
    needsExpress5: true,
  },
  { name: 'next(error)', handle: (_req, _res, next) => next(errorOf('handed on')) },
  {
    name: 'next(error) later',
    handle: (_req, _res, next) => setImmediate(() => next(errorOf('handed on'))),
  },
  {
    name: 'an error with a status and headers',
    handle: (_req, _res, next) => next(errorOf('teapot', { status: 418, headers: { 'X-Tea': 'yes' } })),
  },
  { name: 'next() to nowhere', handle: (_req, _res, next) => next() },
  { name: 'next("route")', handle: (_req, _res, next) => next('route') },
  {
    name: 'an error handler that answers',
    handle: () => fail('broken'),
    onError: (error, _req, res, _next) => res.status(503).json({ error: error.message }),
  },
  {
    name: 'an error handler that hands on',
    handle: () => fail('broken'),
    onError: (_error, _req, _res, next) => next(errorOf('broken again', { statusCode: 502 })),
  },
  {
    name: 'an error after half an answer',
    handle: (_req, res, next) => res.write('half', () => next(errorOf('broken'))),
  },
  { name: 'circular JSON', handle: (_req, res) => res.json(CIRCULAR), onError: fixStack },
  {
    name: 'circular JSON, caught and answered otherwise',
    handle: (_req, res) => answerOtherwise(() => res.json(CIRCULAR), res),
  },
  {
    name: 'circular JSON by send, caught and answered otherwise',
    handle: (_req, res) => answerOtherwise(() => res.send(CIRCULAR), res),
  },
  {
    name: 'a second json, caught',
    handle: (_req, res) =>
      answerOtherwise(
        () =>
          inTurn(
            () => res.json({ output: 1 }),
            () => res.json({ output: 2 }),
          ),
        res,
      ),
  },
  {
    name: 'a second json, thrown',
    handle: (_req, res) =>
      inTurn(
        () => res.json({ output: 1 }),
        () => res.json({ output: 2 }),
      ),
    onError: fixStack,
  },
  {
    name: 'a malformed body',
    handle: (req, res) => res.json(req.body),
    request: jsonRequest('{"features": ['),
  },
  {
    name: 'a body of an unknown encoding',
    handle: (req, res) => res.json(req.body),
    request: { method: 'POST', headers: { 'Content-Type': 'application/json; charset=klingon' }, body: '{}' },
    onError: fixStack,
  },
  {
    name: 'a body wrapped after us',
    handle: answer,
    after: (_req, res, next) => inTurn(() => wrapBodies(res), next),
  },
  {
    name: 'a body wrapped before us',
    handle: answer,
    before: (_req, res, next) => inTurn(() => wrapBodies(res), next),
  },
  {
    name: 'writes wrapped after us',
    handle: answer,
    after: (_req, res, next) => inTurn(() => wrapWrites(res), next),
  },
  {
    name: 'writes wrapped before us',
    handle: answer,
    before: (_req, res, next) => inTurn(() => wrapWrites(res), next),
  },
];

function fail(message: string, kind?: 'text'): never {
  throw kind === 'text' ? message : errorOf(message);
}

function answer(_req: Request, res: Response): void {
  res.json({ output: 'rain' });
}

/** The message of an error out of JSON names what it saw, not who called. */
function answerOtherwise(attempt: () => void, res: Response): void {
  try {
    attempt();
  } catch (error) {
    if (res.headersSent) return;
    res.status(200).json({ output: 'snow', because: error instanceof Error ? error.message : '' });
  }
}

/** As an app that puts every answer in an envelope. */
function wrapBodies(res: Response): void {
  const json = res.json.bind(res);
  res.json = (body) => json({ envelope: body });
}

/** As a compression does: the head is rewritten and what is written comes out otherwise. */
function wrapWrites(res: Response): void {
  const [writeHead, write, end] = [res.writeHead, res.write, res.end] as unknown as Loose[];
  const shout = (chunk: unknown): unknown => (chunk === undefined ? chunk : String(chunk).toUpperCase());
  Object.assign(res, {
    writeHead(this: Response, ...args: unknown[]) {
      this.removeHeader('Content-Length');
      this.setHeader('Content-Encoding', 'shout');
      return writeHead?.apply(this, args);
    },
    write(this: Response, chunk: unknown, ...rest: unknown[]) {
      return write?.call(this, shout(chunk), ...rest);
    },
    end(this: Response, chunk?: unknown, ...rest: unknown[]) {
      return end?.call(this, shout(chunk), ...rest);
    },
  });
}

type Loose = (this: Response, ...args: unknown[]) => unknown;
