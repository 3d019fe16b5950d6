import type { Admission } from '../endpoint/admission.ts';
import { compressAnswer } from '../endpoint/compress-answer.ts';
import { createEndpoint, type Endpoint } from '../endpoint/endpoint.ts';
import type { Collection } from './collection.ts';
import { writeExposition } from './exposition.ts';
import { filterByName } from './metric-filter.ts';
import { negotiateFormat } from './negotiation.ts';
import { shareWhileRunning } from './share-while-running.ts';

export interface MetricsEndpointOptions extends Omit<Admission, 'methods'> {
  /** Reads what is to be shown. */
  collect(): Promise<Collection>;
}

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
      const headers = { 'Content-Type': format.contentType, Vary: 'Accept' };
      return compressAnswer(request, { status: 200, headers, body });
    },
  });
}
