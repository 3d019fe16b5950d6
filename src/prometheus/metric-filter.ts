import type { Collection } from './collection.ts';
import type { MetricReading } from './metrics-client.ts';

/** Sample names beside the metric's own, by type. */
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['_sum', '_count'],
};

/**
 * Keeps the metrics that the `name[]` parameters of a URL ask for, by the name of the family or of any of
 * its samples, in either format; without parameters it keeps all.
 */
export function filterByName(collection: Collection, url: string): Collection {
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  const wanted = new Set(new URLSearchParams(query).getAll('name[]'));
  if (wanted.size === 0) return collection;
  const metrics = collection.metrics.filter((metric) => namesOf(metric).some((name) => wanted.has(name)));
  return { ...collection, metrics };
}

function namesOf({ name, type }: MetricReading): string[] {
  // OpenMetrics calls the family of a counter by its name without `_total`, and its samples by that with it.
  if (type === 'counter') return [name, name.replace(/_total$/, ''), `${name}_total`];
  return [name, ...(SUFFIXES[type] ?? []).map((suffix) => name + suffix)];
}
