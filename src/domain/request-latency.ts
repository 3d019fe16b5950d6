import { BucketCounts } from '../statistics/bucket-counts.ts';
import { Exemplars } from './exemplars.ts';
import { OUTCOMES, type Outcome, type RequestRecord } from './request-record.ts';
import type { RouteSeries } from './routes.ts';

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
  readonly #byRoute = new Map<RouteSeries, Readonly<Record<Outcome, OutcomeLatency>>>();

  constructor(upperBounds: Float64Array) {
    this.#upperBounds = upperBounds;
  }

  /** A request whose response head was never written counts with the time until its client left. */
  add(route: RouteSeries, request: TimedRequest): void {
    const { counts, exemplars } = this.#outcomesOf(route)[request.outcome];
    const seconds = request.latencySeconds ?? request.durationSeconds;
    exemplars.offer(counts.add(seconds), seconds, request);
  }

  *entries(): Generator<LatencySeries> {
    for (const [route, outcomes] of this.#byRoute) {
      for (const outcome of OUTCOMES) yield { route, outcome, ...outcomes[outcome] };
    }
  }

  /** All outcomes at once: the first error of a route has to be seen as a step from 0. */
  #outcomesOf(route: RouteSeries): Readonly<Record<Outcome, OutcomeLatency>> {
    const known = this.#byRoute.get(route);
    if (known !== undefined) return known;
    const fresh = {
      ok: this.#createSeries(),
      client_error: this.#createSeries(),
      server_error: this.#createSeries(),
      aborted: this.#createSeries(),
    };
    this.#byRoute.set(route, fresh);
    return fresh;
  }

  #createSeries(): OutcomeLatency {
    const counts = new BucketCounts(this.#upperBounds);
    return { counts, exemplars: new Exemplars(counts.counts.length) };
  }
}
