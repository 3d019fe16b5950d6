import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Response } from 'express';
import { inTurn, type ResponseCase } from './response-case.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CHUNKS = ['{"output":', '"größe"', '}'];

/** Answers written by hand, streamed, or read from a file. */
export const STREAM_CASES: readonly ResponseCase[] = [
  { name: 'end only', handle: (_req, res) => res.end() },
  { name: 'end with text', handle: (_req, res) => res.end('done') },
  { name: 'end with text in another encoding', handle: (_req, res) => res.end('ff00', 'hex') },
  { name: 'end with a callback', handle: (_req, res) => res.end('done', () => undefined) },
  {
    name: 'one write',
    handle: (_req, res) =>
      inTurn(
        () => res.write('a'),
        () => res.end(),
      ),
  },
  { name: 'writes with a pause', handle: (_req, res) => writeSlowly(res) },
  {
    name: 'writes of a known length',
    handle: (_req, res) => writeSlowly(res.set('Content-Length', String(Buffer.byteLength(CHUNKS.join(''))))),
  },
  { name: 'writes to HEAD', handle: (_req, res) => writeSlowly(res), request: { method: 'HEAD' } },
  { name: 'writes to HTTP/1.0', handle: (_req, res) => writeSlowly(res), request: { httpVersion: '1.0' } },
  {
    name: 'corked writes',
    handle: (_req, res) =>
      inTurn(
        () => res.cork(),
        () => writeSlowly(res),
        () => res.uncork(),
      ),
  },
  { name: 'a pipe', handle: (_req, res) => Readable.from(CHUNKS).pipe(res.type('json')) },
  { name: 'a pipeline', handle: (_req, res) => pipeline(Readable.from(CHUNKS), res) },
  {
    name: 'a pipe of 2 MB',
    handle: (_req, res) => Readable.from(Array(32).fill('x'.repeat(65_536))).pipe(res),
  },
  { name: 'server-sent events', handle: (_req, res) => sendEvents(res) },
  {
    name: 'flushed headers',
    handle: (_req, res) =>
      inTurn(
        () => res.flushHeaders(),
        () => writeSlowly(res),
      ),
  },
  { name: 'writeHead with an object', handle: (_req, res) => res.writeHead(201, { 'x-ONE': '1' }).end('a') },
  {
    name: 'writeHead with a list',
    handle: (_req, res) => res.writeHead(201, ['X-one', '1', 'x-Two', '2', 'X-one', '3']).end('a'),
  },
  {
    name: 'writeHead over headers that were set',
    handle: (_req, res) => res.set('X-A', '1').writeHead(200, { 'x-a': '2', 'Content-Length': '1' }).end('a'),
  },
  {
    name: 'writeHead with a status message',
    handle: (_req, res) => res.writeHead(200, 'Quite Fine', { 'Content-Type': 'text/plain' }).end('a'),
  },
  { name: 'writeHead with a wrong status', handle: (_req, res) => badHead(res) },
  {
    name: 'a status message of its own',
    handle: (_req, res) => Object.assign(res, { statusMessage: 'So So' }).json({ output: 1 }),
  },
  {
    name: 'headers in an order and a case of their own',
    handle: (_req, res) =>
      res.setHeader('x-LOUD', 'a').appendHeader('set-cookie', 'a=1').cookie('b', '2').json(1),
  },
  { name: 'trailers', handle: (_req, res) => endWithTrailers(res) },
  {
    name: 'early hints',
    handle: (_req, res) =>
      inTurn(
        () => hintEarly(res),
        () => res.json({ output: 1 }),
      ),
  },
  {
    name: 'a processing note',
    handle: (_req, res) =>
      inTurn(
        () => res.writeProcessing(),
        () => res.json({ output: 1 }),
      ),
  },
  { name: 'a file', handle: (_req, res) => res.sendFile('LICENSE', { root: ROOT }) },
  {
    name: 'part of a file',
    handle: (_req, res) => res.sendFile('LICENSE', { root: ROOT }),
    request: { headers: { Range: 'bytes=3-9' } },
  },
  {
    name: 'a file to HEAD',
    handle: (_req, res) => res.sendFile('LICENSE', { root: ROOT }),
    request: { method: 'HEAD' },
  },
  { name: 'a file to keep', handle: (_req, res) => res.download('LICENSE', 'licence.txt', { root: ROOT }) },
  { name: 'a file that is not there', handle: (_req, res) => res.sendFile('none', { root: ROOT }) },
  { name: 'an answer cut short', handle: (_req, res) => res.write('half', () => res.destroy()) },
];

async function writeSlowly(res: Response): Promise<void> {
  for (const chunk of CHUNKS) {
    res.write(chunk);
    await setImmediate();
  }
  res.end();
}

async function sendEvents(res: Response): Promise<void> {
  res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  res.flushHeaders();
  for (const id of [1, 2, 3]) {
    res.write(`id: ${id}\ndata: {"output":${id}}\n\n`);
    await setImmediate();
  }
  res.end();
}

function endWithTrailers(res: Response): void {
  res.writeHead(200, { Trailer: 'X-Sum' });
  res.write('a');
  res.addTrailers({ 'X-Sum': '1' });
  res.end('b');
}

function hintEarly(res: Response): void {
  res.writeEarlyHints({ link: '</model.css>; rel=preload; as=style' });
}

function badHead(res: Response): void {
  try {
    res.writeHead(99);
  } catch {
    res.status(500).json({ error: 'status' });
  }
}
