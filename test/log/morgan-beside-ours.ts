import { EventEmitter, once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo, connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import express5, { type Express } from 'express';
import morgan from 'morgan';
import onFinished from 'on-finished';
import { Drops } from '../../src/domain/drops.ts';
import type { LogRecord } from '../../src/log/log-request.ts';
import { RequestLog } from '../../src/log/request-log.ts';
import { recordFaults } from '../support/recorded-faults.ts';

const express4: typeof express5 = createRequire(import.meta.url)('express4');

export const EXPRESS_VERSIONS = [
  { name: 'Express 5', express: express5 },
  { name: 'Express 4', express: express4 },
] as const;

/** The lines of one request, as morgan's middleware and as our log wrote them. */
export interface Lines {
  readonly morgan: string;
  readonly ours: string;
}

export interface BesideOptions {
  readonly express: typeof express5;
  readonly format: string;
  readonly isImmediate?: boolean;
  readonly redact?: readonly string[] | false;
}

/** An app that logs every request twice: through npm's morgan, and through ours. */
export class MorganBesideOurs {
  readonly #written = { morgan: [] as string[], ours: [] as string[] };
  readonly #events = new EventEmitter();
  #port = 0;

  /** Serves until the test ends. */
  static async serve(t: TestContext, options: BesideOptions): Promise<MorganBesideOurs> {
    const beside = new MorganBesideOurs();
    const app = options.express().set('trust proxy', true).set('env', 'test');
    app.use(morgan(options.format, { stream: beside.#sink('morgan'), immediate: options.isImmediate }));
    beside.#logOurs(app, options);
    addRoutes(app, () => beside.#events.emit('unanswered'));
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    beside.#port = (server.address() as AddressInfo).port;
    return beside;
  }

  /** Sends these latin-1 bytes on a connection of their own; resolves to what came back until the server closed it. */
  async send(request: string): Promise<string> {
    const socket = connect(this.#port, '127.0.0.1');
    socket.write(request, 'latin1');
    return (await buffer(socket)).toString('latin1');
  }

  /** Sends a request for `/never` or `/half` and leaves when it has arrived. */
  async sendAndLeave(request: string): Promise<void> {
    const arrived = once(this.#events, 'unanswered');
    const socket = connect(this.#port, '127.0.0.1');
    socket.write(request, 'latin1');
    await arrived;
    socket.destroy();
  }

  /** The lines of the oldest request not yet asked for, when both have written theirs. */
  async nextLines(): Promise<Lines> {
    const { morgan: theirs, ours } = this.#written;
    while (theirs.length === 0 || ours.length === 0) await once(this.#events, 'line');
    return { morgan: theirs.shift() ?? '', ours: ours.shift() ?? '' };
  }

  #sink(name: keyof Lines): { write(line: string): void } {
    return {
      write: (line) => {
        this.#written[name].push(line);
        this.#events.emit('line');
      },
    };
  }

  #logOurs(app: Express, { format, isImmediate = false, redact = [] }: BesideOptions): void {
    const { faults } = recordFaults();
    const stream = this.#sink('ours');
    const log = new RequestLog(
      { format, stream, skip: undefined, isImmediate, redact },
      { faults, drops: new Drops() },
    );
    app.use((req, res, next) => {
      if (isImmediate) log.write(req, res, {});
      // Express reads the address from the socket, which forgets it when the client leaves.
      else if (req.socket.remoteAddress) onFinished(res, () => log.write(req, res, recordOf(req, res)));
      next();
    });
  }
}

/** The times morgan's middleware noted, so that both lines speak of the same ones. */
function recordOf(req: IncomingMessage, res: ServerResponse): LogRecord {
  const from = startOf(req);
  const to = startOf(res);
  const latencySeconds = from && to && to[0] - from[0] + (to[1] - from[1]) * 1e-9;
  return { latencySeconds, durationSeconds: latencySeconds ?? 0 };
}

function startOf(noted: object): readonly [seconds: number, nanoseconds: number] | undefined {
  return Reflect.get(noted, '_startAt');
}

function addRoutes(app: Express, onUnanswered: () => void): void {
  app.all('/json', (_req, res) => void res.json({ output: 'rain' }));
  app.all('/nothing', (_req, res) => void res.status(204).end());
  app.all('/empty', (_req, res) => void res.setHeader('Content-Length', 0).end());
  app.all('/numbers', (_req, res) => void res.setHeader('Content-Length', 2).end('42'));
  app.all('/chunks', (_req, res) => {
    res.write('a');
    res.end('b');
  });
  app.all(
    '/cookies',
    (_req, res) => void res.setHeader('Set-Cookie', ['a=1', 'b=2']).redirect('/?token=s3cret'),
  );
  app.all('/error', () => {
    throw new Error('on purpose');
  });
  app.all('/never', onUnanswered);
  app.all('/half', (_req, res) => {
    res.write('half');
    onUnanswered();
  });
}
