import { BucketCounts } from '../statistics/bucket-counts.ts';
import type { RouteSeries } from './routes.ts';

/** How a request was answered. */
export interface HttpAnswer {
  /** 499 when the client left before the end. */
  readonly statusCode: number;
  readonly durationSeconds: number;
}

/** Durations of all requests, by route, method and status code. */
export class HttpTraffic {
  readonly #upperBounds: Float64Array;
  readonly #byRoute = new Map<RouteSeries, Map<string, Map<number, BucketCounts>>>();

  constructor(upperBounds: Float64Array) {
    this.#upperBounds = upperBounds;
  }

  add(route: RouteSeries, method: string, { statusCode, durationSeconds }: HttpAnswer): void {
    const known = this.#byRoute.get(route)?.get(method)?.get(statusCode);
    const counts = known ?? this.#addSeries(route, method, statusCode);
    counts.add(durationSeconds);
  }

  *entries(): Generator<{ route: RouteSeries; method: string; statusCode: number; counts: BucketCounts }> {
    for (const [route, methods] of this.#byRoute) {
      for (const [method, statuses] of methods) {
        for (const [statusCode, counts] of statuses) yield { route, method, statusCode, counts };
      }
    }
  }

  #addSeries(route: RouteSeries, method: string, statusCode: number): BucketCounts {
    const methods = getOrAdd(this.#byRoute, route, () => new Map<string, Map<number, BucketCounts>>());
    const statuses = getOrAdd(methods, method, () => new Map<number, BucketCounts>());
    return getOrAdd(statuses, statusCode, () => new BucketCounts(this.#upperBounds));
  }
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const fresh = make();
  map.set(key, fresh);
  return fresh;
}
