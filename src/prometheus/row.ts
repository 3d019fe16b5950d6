import { newerExemplar } from './exemplar.ts';
import type { Exemplar, Labels, Sample } from './metrics-client.ts';

/** One series of a counter or gauge. */
export interface ValueRow {
  /** Label values in the order of the metric's label names, cleaned and bounded. */
  readonly labels: readonly string[];
  readonly value: number;
  /** Of how many values this is the mean; 1 unless it says more. */
  readonly members?: number;
}

/** One series of a histogram. */
export interface HistogramRow {
  readonly labels: readonly string[];
  /** Observations per bucket, not cumulative; one more than the metric has buckets. */
  readonly counts: ArrayLike<number>;
  readonly sum: number;
  /** By bucket, like the counts. */
  readonly exemplars?: BucketExemplars;
}

type BucketExemplars = readonly (Exemplar | undefined)[] | undefined;

export type Row = ValueRow | HistogramRow;

export type Aggregator = 'sum' | 'max' | 'average';

/** The identity of a row within its metric; label values hold no control characters. */
export function keyOf(row: Row): string {
  return row.labels.join('\u0000');
}

/** One row out of two with equal labels; neither is changed. */
export function combineRows(a: Row, b: Row, aggregator: Aggregator): Row {
  if ('counts' in a && 'counts' in b) {
    const counts = Float64Array.from(a.counts, (count, bucket) => count + (b.counts[bucket] ?? 0));
    return { labels: a.labels, counts, sum: a.sum + b.sum, exemplars: newerOfEach(a.exemplars, b.exemplars) };
  }
  if ('counts' in a || 'counts' in b)
    throw new TypeError('A histogram row and a value row cannot be combined');
  if (aggregator === 'average') return averageOf(a, b);
  const value = aggregator === 'max' ? Math.max(a.value, b.value) : a.value + b.value;
  return { labels: a.labels, value };
}

function averageOf(a: ValueRow, b: ValueRow): ValueRow {
  const { members: ofA = 1 } = a;
  const { members: ofB = 1 } = b;
  const members = ofA + ofB;
  return { labels: a.labels, value: (a.value * ofA + b.value * ofB) / members, members };
}

function newerOfEach(a: BucketExemplars, b: BucketExemplars): BucketExemplars {
  if (a === undefined || b === undefined) return a ?? b;
  return a.map((exemplar, bucket) => newerExemplar(exemplar, b[bucket]));
}

/** A row that no longer shares anything with the state it was read from. */
export function copyRow(row: Row): Row {
  const labels = [...row.labels];
  return 'counts' in row
    ? { ...row, labels, counts: Float64Array.from(row.counts) }
    : { labels, value: row.value };
}

export function isFiniteRow(row: Row): boolean {
  if (!('counts' in row)) return Number.isFinite(row.value);
  return Number.isFinite(row.sum) && Array.prototype.every.call(row.counts, Number.isFinite);
}

/** What the samples of one metric have in common. */
export interface SampleShape {
  readonly name: string;
  readonly labelNames: readonly string[];
  readonly buckets: readonly number[];
}

/** The lines a row is exposed as, in prom-client's order: buckets, `+Inf`, sum, count. */
export function samplesOf(row: Row, shape: SampleShape): Sample[] {
  const labels = toLabels(shape.labelNames, row.labels);
  if (!('counts' in row)) return [{ labels, value: row.value }];
  const sharedLabels = labels;
  const samples: Sample[] = [];
  const bucketName = `${shape.name}_bucket`;
  let cumulative = 0;
  for (let bucket = 0; bucket <= shape.buckets.length; bucket += 1) {
    cumulative += row.counts[bucket] ?? 0;
    const le = shape.buckets[bucket] ?? '+Inf';
    const sample = { metricName: bucketName, labels: { le }, sharedLabels, value: cumulative };
    const exemplar = row.exemplars?.[bucket];
    samples.push(exemplar === undefined ? sample : { ...sample, exemplar });
  }
  samples.push({ metricName: `${shape.name}_sum`, labels: {}, sharedLabels, value: row.sum });
  samples.push({ metricName: `${shape.name}_count`, labels: {}, sharedLabels, value: cumulative });
  return samples;
}

/** The same sample with all its labels in one object, as `getMetricsAsJSON()` shows it. */
export function withOwnLabels(sample: Sample): Sample {
  const { sharedLabels, ...rest } = sample;
  return { ...rest, labels: { ...sample.labels, ...sharedLabels } };
}

function toLabels(names: readonly string[], values: readonly string[]): Labels {
  const labels: Record<string, string> = {};
  for (const [index, name] of names.entries()) labels[name] = values[index] ?? '';
  return labels;
}

/** A row of a metric whose first labels are the model and its version. */
export function modelRow(
  { model, version }: { readonly model: string; readonly version: string },
  labels: readonly string[],
  value: number,
): ValueRow {
  return { labels: [model, version, ...labels], value };
}
