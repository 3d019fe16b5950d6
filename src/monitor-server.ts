import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Faults } from './domain/faults.ts';
import { refusal, sendAnswer } from './endpoint/answer.ts';
import { createHealthEndpoint } from './endpoint/health-endpoint.ts';
import { isAskedFor, type OwnEndpoint } from './express/handlers.ts';
import type { MonitorState } from './monitor-state.ts';
import { describeValue } from './options/describe-value.ts';

/** Opens a server of the monitor's own; resolves to it when it listens. */
export type Listen = (port: number, host?: string) => Promise<Server>;

/** Nobody but this machine, unless somebody says so. */
const DEFAULT_HOST = '127.0.0.1';
const HIGHEST_PORT = 65_535;
/** A client has so long for the head of a request, for all of it, and between two packets of an answer. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 30_000 } as const;
const SILENCE_MS = 60_000;
/** How long `close()` waits for answers that are under way. */
const LONGEST_CLOSE_MS = 2000;

/** The servers that `listen()` opened, beside the application's own. */
export class MonitorServer {
  readonly #endpoints: readonly OwnEndpoint[];
  readonly #faults: Faults;
  readonly #servers = new Set<Server>();
  #isClosed = false;
  #hasListened = false;

  /** @param endpoints - those that are on. */
  constructor(endpoints: readonly OwnEndpoint[], faults: Faults, { labels }: MonitorState) {
    const paths = endpoints.map(({ path }) => path);
    const health = { path: '/health', endpoint: createHealthEndpoint({ paths, faults, labels }) };
    this.#endpoints = [...endpoints, health];
    this.#faults = faults;
  }

  /** Whether the endpoints have left the application for a server of their own. */
  get hasListened(): boolean {
    return this.#hasListened;
  }

  /** Every call opens one more server, for instance at a second address. */
  readonly listen: Listen = async (port, host = DEFAULT_HOST) => {
    if (this.#isClosed) throw closedError();
    checkPort(port);
    const server = createServer(TIMEOUTS, (request, response) => this.#answer(request, response));
    server.timeout = SILENCE_MS;
    await listening(server, port, host);
    this.#servers.add(server);
    // While the name of the host was looked up.
    if (this.#isClosed) {
      await closed(server);
      throw closedError();
    }
    this.#hasListened = true;
    server.on('error', (error) => this.#faults.report('server', error));
    return server;
  };

  /** Takes no more connections; answers under way are completed, within bounds. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(Array.from(this.#servers, closed));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    response.once('finish', () => this.#closeIdleConnections());
    const asked = this.#endpoints.find((endpoint) => isAskedFor(endpoint, request));
    if (asked !== undefined) {
      asked.endpoint(request, response);
      return;
    }
    const message = `Here are ${this.#endpoints.map(({ path }) => path).join(', ')}.`;
    sendAnswer(response, refusal(404, { error: 'not_found', message }));
  }

  /** A connection whose last answer was under way when the server closed would be kept alive. */
  #closeIdleConnections(): void {
    if (!this.#isClosed) return;
    for (const server of this.#servers) server.closeIdleConnections();
  }
}

/** @throws Error that says which address, with Node's error as its cause. */
async function listening(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'EADDRINUSE' ? 'another server is there already' : message;
    const refused = new Error(`listen(): cannot serve at ${host}, port ${port}: ${reason}`, { cause: error });
    throw Object.assign(refused, { code });
  }
}

/** @throws RangeError. Node takes a text for the path of a UNIX socket, and nothing at all for any port. */
function checkPort(port: unknown): void {
  if (Number.isInteger(port) && Number(port) >= 0 && Number(port) <= HIGHEST_PORT) return;
  throw new RangeError(
    `listen(): the port has to be a whole number from 0 to ${HIGHEST_PORT}, not ${describeValue(port)}`,
  );
}

function closedError(): Error {
  return new Error('listen(): the monitor is closed');
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), LONGEST_CLOSE_MS).unref();
    // The application may have closed it before, which is no fault.
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
