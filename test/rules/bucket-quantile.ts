import type { ReplicaPages } from './backfilled-prometheus.ts';

const BUCKET = /^prediction_latency_seconds_bucket\{(.*)\} (\d+)$/gm;

/**
 * What a quantile of the latencies is, interpolated within its bucket, of all that replicas have served between two
 * pages; by model version.
 */
export function latencyQuantiles(
  pages: readonly ReplicaPages[],
  quantile: number,
): Readonly<Record<string, number>> {
  const served = new Map<string, Map<number, number>>();
  for (const { before, after } of pages) {
    addBuckets(served, after, 1);
    addBuckets(served, before, -1);
  }
  return Object.fromEntries(Array.from(served, ([name, buckets]) => [name, interpolated(buckets, quantile)]));
}

/** Adds the cumulative counts of a page by model version and upper bound. */
function addBuckets(served: Map<string, Map<number, number>>, page: string, sign: 1 | -1): void {
  for (const [, labels = '', count] of page.matchAll(BUCKET)) {
    const [model, version, bound] = ['model_name', 'model_version', 'le'].map(
      (label) => new RegExp(`\\b${label}="([^"]*)"`).exec(labels)?.[1] ?? '',
    );
    const name = `${model} ${version}`;
    const buckets = served.get(name) ?? new Map<number, number>();
    const upper = bound === '+Inf' ? Number.POSITIVE_INFINITY : Number(bound);
    served.set(name, buckets.set(upper, (buckets.get(upper) ?? 0) + sign * Number(count)));
  }
}

function interpolated(buckets: ReadonlyMap<number, number>, quantile: number): number {
  const ascending = Array.from(buckets).toSorted(([a], [b]) => a - b);
  const rank = quantile * (ascending.at(-1)?.[1] ?? Number.NaN);
  let [lower, below] = [0, 0];
  for (const [upper, count] of ascending) {
    if (count >= rank) return lower + ((upper - lower) * (rank - below)) / (count - below);
    [lower, below] = [upper, count];
  }
  return Number.NaN;
}
