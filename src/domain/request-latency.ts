import { BucketCounts } from '../statistics/bucket-counts.ts';
import { OUTCOMES, type Outcome } from './request-record.ts';
import type { RouteSeries } from './routes.ts';

const OUTCOME_INDEX: Readonly<Record<Outcome, number>> = {
  ok: 0,
  client_error: 1,
  server_error: 2,
  aborted: 3,
};

/** Latencies of one model version's requests, by route and outcome. */
export class RequestLatency {
  readonly #upperBounds: Float64Array;
  readonly #byRoute = new Map<RouteSeries, (BucketCounts | undefined)[]>();

  constructor(upperBounds: Float64Array) {
    this.#upperBounds = upperBounds;
  }

  add(route: RouteSeries, outcome: Outcome, seconds: number): void {
    const counts = this.#outcomesOf(route);
    const index = OUTCOME_INDEX[outcome];
    counts[index] ??= new BucketCounts(this.#upperBounds);
    counts[index].add(seconds);
  }

  *entries(): Generator<{ route: RouteSeries; outcome: Outcome; counts: BucketCounts }> {
    for (const [route, outcomes] of this.#byRoute) {
      for (const [index, counts] of outcomes.entries()) {
        const outcome = OUTCOMES[index];
        if (counts !== undefined && outcome !== undefined) yield { route, outcome, counts };
      }
    }
  }

  #outcomesOf(route: RouteSeries): (BucketCounts | undefined)[] {
    const known = this.#byRoute.get(route);
    if (known !== undefined) return known;
    const fresh: (BucketCounts | undefined)[] = [undefined, undefined, undefined, undefined];
    this.#byRoute.set(route, fresh);
    return fresh;
  }
}
