import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Admission } from '../endpoint/admission.ts';
import type { Answer } from '../endpoint/answer.ts';
import { createEndpoint, type Endpoint } from '../endpoint/endpoint.ts';
import type { Collection } from './collection.ts';
import { writeExposition } from './exposition.ts';
import { filterByName } from './metric-filter.ts';
import { acceptsGzip, negotiateFormat } from './negotiation.ts';
import { shareWhileRunning } from './share-while-running.ts';

export interface MetricsEndpointOptions extends Omit<Admission, 'methods'> {
  /** Reads what is to be shown. */
  collect(): Promise<Collection>;
}

const compress = promisify(gzip);

/** The handler of `/metrics`. Scrapes that arrive while another is being collected share its collection. */
export function createMetricsEndpoint(options: MetricsEndpointOptions): Endpoint {
  const { faults, authorize } = options;
  const collect = shareWhileRunning(() => options.collect());
  return createEndpoint({
    part: 'metrics',
    methods: ['GET', 'HEAD'],
    faults,
    authorize,
    answer: async (request) => {
      const collection = filterByName(await collect(), request.url ?? '');
      const format = negotiateFormat(request.headers.accept);
      const body = Buffer.from(writeExposition(collection, format, faults));
      return encoded(request, body, { 'Content-Type': format.contentType, Vary: 'Accept, Accept-Encoding' });
    },
  });
}

/** Compressed for who understands it. */
async function encoded(request: IncomingMessage, body: Buffer, headers: Answer['headers']): Promise<Answer> {
  if (!acceptsGzip(request.headers['accept-encoding'])) return { status: 200, headers, body };
  return { status: 200, headers: { ...headers, 'Content-Encoding': 'gzip' }, body: await compress(body) };
}
