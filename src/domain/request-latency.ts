import { BucketCounts } from '../statistics/bucket-counts.ts';
import { Exemplars } from './exemplars.ts';
import { OUTCOMES, type Outcome, type RequestRecord } from './request-record.ts';
import type { RouteSeries } from './routes.ts';

const OUTCOME_INDEX: Readonly<Record<Outcome, number>> = {
  ok: 0,
  client_error: 1,
  server_error: 2,
  aborted: 3,
};

/** What is counted of one request; its ids are read only now and then. */
export type TimedRequest = Pick<
  RequestRecord,
  'outcome' | 'latencySeconds' | 'durationSeconds' | 'predictionId' | 'traceId'
>;

interface OutcomeLatency {
  readonly counts: BucketCounts;
  readonly exemplars: Exemplars;
}

interface LatencySeries extends OutcomeLatency {
  readonly route: RouteSeries;
  readonly outcome: Outcome;
}

/** Latencies of one model version's requests, by route and outcome. */
export class RequestLatency {
  readonly #upperBounds: Float64Array;
  readonly #byRoute = new Map<RouteSeries, (OutcomeLatency | undefined)[]>();

  constructor(upperBounds: Float64Array) {
    this.#upperBounds = upperBounds;
  }

  /** A request whose response head was never written counts with the time until its client left. */
  add(route: RouteSeries, request: TimedRequest): void {
    const outcomes = this.#outcomesOf(route);
    const index = OUTCOME_INDEX[request.outcome];
    outcomes[index] ??= this.#createSeries();
    const { counts, exemplars } = outcomes[index];
    const seconds = request.latencySeconds ?? request.durationSeconds;
    exemplars.offer(counts.add(seconds), seconds, request);
  }

  *entries(): Generator<LatencySeries> {
    for (const [route, outcomes] of this.#byRoute) {
      for (const [index, latency] of outcomes.entries()) {
        const outcome = OUTCOMES[index];
        if (latency !== undefined && outcome !== undefined) yield { route, outcome, ...latency };
      }
    }
  }

  #outcomesOf(route: RouteSeries): (OutcomeLatency | undefined)[] {
    const known = this.#byRoute.get(route);
    if (known !== undefined) return known;
    const fresh: (OutcomeLatency | undefined)[] = [undefined, undefined, undefined, undefined];
    this.#byRoute.set(route, fresh);
    return fresh;
  }

  #createSeries(): OutcomeLatency {
    const counts = new BucketCounts(this.#upperBounds);
    return { counts, exemplars: new Exemplars(counts.counts.length) };
  }
}
