import { BucketCounts } from '../statistics/bucket-counts.ts';
import type { RouteSeries } from './routes.ts';

/** Durations of all requests, by route, method and status code. */
export class HttpTraffic {
  readonly #upperBounds: Float64Array;
  readonly #byRoute = new Map<RouteSeries, Map<string, Map<number, BucketCounts>>>();

  constructor(upperBounds: Float64Array) {
    this.#upperBounds = upperBounds;
  }

  add(route: RouteSeries, request: { method: string; statusCode: number; seconds: number }): void {
    const methods = getOrAdd(this.#byRoute, route, () => new Map<string, Map<number, BucketCounts>>());
    const statuses = getOrAdd(methods, request.method, () => new Map<number, BucketCounts>());
    getOrAdd(statuses, request.statusCode, () => new BucketCounts(this.#upperBounds)).add(request.seconds);
  }

  *entries(): Generator<{ route: RouteSeries; method: string; statusCode: number; counts: BucketCounts }> {
    for (const [route, methods] of this.#byRoute) {
      for (const [method, statuses] of methods) {
        for (const [statusCode, counts] of statuses) yield { route, method, statusCode, counts };
      }
    }
  }
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const fresh = make();
  map.set(key, fresh);
  return fresh;
}
