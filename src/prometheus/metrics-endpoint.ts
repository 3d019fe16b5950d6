import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Faults } from '../domain/faults.ts';
import type { Collection } from './collection.ts';
import { writeExposition } from './exposition.ts';
import { filterByName } from './metric-filter.ts';
import { acceptsGzip, negotiateFormat } from './negotiation.ts';
import { shareWhileRunning } from './share-while-running.ts';

export interface MetricsEndpointOptions {
  /** Reads what is to be shown. */
  collect(): Promise<Collection>;
  readonly faults: Faults;
  /** Who may read; anything but `true` is a no. A method, so that a function of an Express request fits. */
  authorize(request: IncomingMessage): boolean | Promise<boolean>;
}

/** Answers a request, or hands it to `next` when it is not for this endpoint. */
export type MetricsEndpoint = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const compress = promisify(gzip);

/**
 * The handler of `/metrics`: for `app.use('/metrics', endpoint)`, for a route, or for a plain node:http
 * server. Scrapes that arrive while another is being collected share its collection.
 */
export function createMetricsEndpoint(options: MetricsEndpointOptions): MetricsEndpoint {
  const { faults } = options;
  const collect = shareWhileRunning(() => options.collect());
  return (request, response, next) => {
    if (next !== undefined && isBelowMount(request)) {
      next();
      return;
    }
    answer(request, options, collect)
      .catch((error: unknown) => {
        faults.report('metrics', error);
        return refusal(500, 'internal', 'The metrics could not be collected.');
      })
      .then((result) => send(response, result));
  };
}

/** With `use`, Express leaves in `url` what follows the mount path; on a route it leaves it whole. */
function isBelowMount(request: IncomingMessage & { route?: unknown }): boolean {
  if (request.route !== undefined) return false;
  const [path] = (request.url ?? '').split('?', 1);
  return path !== '' && path !== '/';
}

async function answer(
  request: IncomingMessage,
  options: MetricsEndpointOptions,
  collect: () => Promise<Collection>,
): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const refused = refusal(405, 'method_not_allowed', 'Metrics are read with GET or HEAD.');
    return { ...refused, headers: { ...refused.headers, Allow: 'GET, HEAD' } };
  }
  if (!(await isAuthorized(request, options))) {
    return refusal(401, 'unauthorized', 'This request may not read the metrics.');
  }
  const format = negotiateFormat(request.headers.accept);
  const collection = filterByName(await collect(), request.url ?? '');
  const body = Buffer.from(writeExposition(collection, format, options.faults));
  const headers = { 'Content-Type': format.contentType };
  if (!acceptsGzip(request.headers['accept-encoding'])) return { status: 200, headers, body };
  return { status: 200, headers: { ...headers, 'Content-Encoding': 'gzip' }, body: await compress(body) };
}

async function isAuthorized(request: IncomingMessage, options: MetricsEndpointOptions): Promise<boolean> {
  try {
    return (await options.authorize(request)) === true;
  } catch (error) {
    options.faults.report('authorize', error);
    return false;
  }
}

function refusal(status: number, error: string, message: string): Answer {
  const body = Buffer.from(JSON.stringify({ error, message }));
  return { status, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body };
}

/** Writes with node's own methods: Express would reorder the content type and hash the body for an ETag. */
function send(response: ServerResponse, { status, headers, body }: Answer): void {
  // The application may have answered meanwhile, for instance with a time-out.
  if (response.headersSent) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.appendHeader('Vary', 'Accept, Accept-Encoding');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Length', body.length);
  response.end(body);
}
