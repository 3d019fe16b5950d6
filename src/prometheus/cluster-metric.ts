import type { Exemplar } from './metrics-client.ts';

/**
 * A metric as it travels between the processes of a cluster: plain JSON, with the labels of each series
 * written once, which is most of what there is to write.
 */
export interface ClusterMetric {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  /** How the gauges of several workers become one, by prom-client's names. */
  readonly aggregator: string;
  /** What the values of each series are, in order: a counter has one, a histogram its buckets and more. */
  readonly parts: readonly SamplePart[];
  readonly series: readonly ClusterSeries[];
}

export interface SamplePart {
  /** The sample's name where it is not the metric's, else empty. */
  readonly name: string;
  /** Labels that tell the samples of one series apart, such as `le`. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface ClusterSeries {
  /** The labels in common, as JSON of `[name, value]` pairs in the order of the names. */
  readonly key: string;
  /** One per part. */
  readonly values: readonly WireNumber[];
  /** Each with the index of its part. */
  readonly exemplars?: readonly PartExemplar[];
}

/** Text where JSON has no number (`NaN`, `Infinity`), `null` where there is no sample. */
export type WireNumber = number | string | null;

export type PartExemplar = readonly [part: number, exemplar: Exemplar];

/** Whether a metric only ever grows: it is summed, and outlives the worker that counted it. */
export function isTotal({ type }: ClusterMetric): boolean {
  return type === 'counter' || type === 'histogram' || type === 'summary';
}

export function toWireNumber(value: number): WireNumber {
  return Number.isFinite(value) ? value : String(value);
}

/** Checks what came from another process as far as anything here relies on it. */
export function isClusterMetric(value: unknown): value is ClusterMetric {
  if (!isObject(value)) return false;
  const { parts, series } = value;
  return (
    ['name', 'help', 'type', 'aggregator'].every((field) => typeof value[field] === 'string') &&
    Array.isArray(parts) &&
    parts.every(isPart) &&
    Array.isArray(series) &&
    series.every((one) => isClusterSeries(one, parts.length))
  );
}

function isPart(value: unknown): value is SamplePart {
  if (!isObject(value) || typeof value['name'] !== 'string' || !isObject(value['labels'])) return false;
  return Object.values(value['labels']).every((text) => typeof text === 'string');
}

function isClusterSeries(value: unknown, parts: number): value is ClusterSeries {
  if (!isObject(value) || typeof value['key'] !== 'string') return false;
  const { values, exemplars = [] } = value;
  return (
    Array.isArray(values) &&
    values.length === parts &&
    values.every((one) => typeof one === 'number' || typeof one === 'string' || one === null) &&
    Array.isArray(exemplars) &&
    exemplars.every((one) => Array.isArray(one) && Number.isInteger(one[0]) && isExemplar(one[1]))
  );
}

function isExemplar(value: unknown): value is Exemplar {
  return isObject(value) && isObject(value['labelSet']) && typeof value['value'] === 'number';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
