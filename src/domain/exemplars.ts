import type { RequestRecord } from './request-record.ts';

/** A bucket takes a new exemplar at most this often, so that most requests never need an id. */
const RENEWAL_MS = 1_000;

/** One request that stands for those counted beside it: the way from a slow bucket to a single trace. */
export interface RequestExemplar {
  readonly predictionId: string | undefined;
  readonly traceId: string | undefined;
  readonly seconds: number;
  /** Milliseconds since 1970. */
  readonly takenAtMs: number;
}

/** A recent request for each bucket of a histogram; it may be up to a second older than the newest. */
export class Exemplars {
  readonly #byBucket: (RequestExemplar | undefined)[];

  constructor(buckets: number) {
    this.#byBucket = Array.from({ length: buckets }, () => undefined);
  }

  get byBucket(): readonly (RequestExemplar | undefined)[] {
    return this.#byBucket;
  }

  /** @param request - asked for its ids only when it is taken: making one takes longer than all else here. */
  offer(bucket: number, seconds: number, request: Pick<RequestRecord, 'predictionId' | 'traceId'>): void {
    const takenAtMs = Date.now();
    const last = this.#byBucket[bucket];
    // The distance, not the difference: a clock that was put back must not stop the renewal.
    if (last !== undefined && Math.abs(takenAtMs - last.takenAtMs) < RENEWAL_MS) return;
    const { predictionId, traceId } = request;
    this.#byBucket[bucket] = { predictionId, traceId, seconds, takenAtMs };
  }
}
