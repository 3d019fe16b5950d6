import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { TestContext } from 'node:test';

export interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** What is done with one request. */
export type Answer = (response: ServerResponse) => void;

export function status(code: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => response.writeHead(code, headers).end('what the receiver says');
}

/** No answer ever. */
export const hang: Answer = () => {};

/** A real HTTP server that is told of alerts. Answers 200 where it was not told otherwise. */
export class Receiver {
  readonly requests: Received[] = [];
  readonly #answers: Answer[] = [];
  readonly #events = new EventEmitter();
  #server = createServer();
  #port = 0;
  #opened = 0;
  #closed = 0;

  static async start(t: TestContext): Promise<Receiver> {
    const receiver = new Receiver();
    await receiver.start();
    t.after(() => receiver.stop());
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get openConnections(): number {
    return this.#opened - this.#closed;
  }

  /** Answers the next requests so. */
  answer(...answers: readonly Answer[]): void {
    this.#answers.push(...answers);
  }

  /** From now on answers 200. */
  recover(): void {
    this.#answers.length = 0;
  }

  /** Listens, where it did before. */
  async start(): Promise<void> {
    this.#server = createServer(async (request, response) => {
      const { method, url: path, headers } = request;
      this.requests.push({ method, path, headers, body: await json(request) });
      const answer = this.#answers.shift() ?? status(200);
      answer(response);
      this.#events.emit('change');
    });
    this.#server.on('connection', (socket) => {
      this.#opened += 1;
      socket.on('close', () => {
        this.#closed += 1;
        this.#events.emit('change');
      });
    });
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  /** Resolves when there were so many requests. */
  async arrived(requests: number): Promise<void> {
    while (this.requests.length < requests) await once(this.#events, 'change');
  }

  /** Resolves when so many connections are over, and whoever made them knows what came of it. */
  async served(connections: number): Promise<void> {
    while (this.#closed < connections) await once(this.#events, 'change');
  }
}
