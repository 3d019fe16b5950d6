import {
  type ClusterMetric,
  type ClusterSeries,
  type PartExemplar,
  type SamplePart,
  toWireNumber,
  type WireNumber,
} from './cluster-metric.ts';
import type { Collection } from './collection.ts';
import type { Labels, MetricReading, Sample } from './metrics-client.ts';

const NO_LABELS: Labels = {};

/** A collection made ready for the wire; what prom-client leaves out of a cluster is left out. */
export function packCollection({ metrics, defaultLabels }: Collection): ClusterMetric[] {
  return metrics
    .filter(({ aggregator }) => aggregator !== 'omit')
    .map((reading) => packMetric(reading, defaultLabels));
}

function packMetric(reading: MetricReading, defaultLabels: Labels): ClusterMetric {
  const { name, help, type, aggregator = 'sum', values = [] } = reading;
  const parts: SamplePart[] = [];
  const series = new SeriesByLabels(defaultLabels);
  for (const sample of values) {
    // The quantiles of several processes cannot be made into one; sum and count of a summary can.
    if (type === 'summary' && sample.labels?.['quantile'] !== undefined) continue;
    const known = series.of(sample);
    const part = indexOfPart(sample, parts, known.values.length);
    known.values[part] = toWireNumber(sample.value);
    if (sample.exemplar) known.exemplars.push([part, sample.exemplar]);
  }
  return { name, help, type, aggregator, parts, series: series.pack(parts.length) };
}

/** The series of one metric while its samples are sorted into them. */
class SeriesByLabels {
  readonly #defaultLabels: Labels;
  readonly #byKey = new Map<string, { values: WireNumber[]; exemplars: PartExemplar[] }>();
  #lastLabels: Labels | undefined;
  #lastKey = '';

  constructor(defaultLabels: Labels) {
    this.#defaultLabels = defaultLabels;
  }

  of(sample: Sample): { values: WireNumber[]; exemplars: PartExemplar[] } {
    const key = this.#keyOf(sample.sharedLabels ?? sample.labels ?? NO_LABELS);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const fresh = { values: [], exemplars: [] };
    this.#byKey.set(key, fresh);
    return fresh;
  }

  pack(parts: number): ClusterSeries[] {
    return Array.from(this.#byKey, ([key, { values, exemplars }]) => {
      const all = Array.from({ length: parts }, (_, part) => values[part] ?? null);
      return exemplars.length === 0 ? { key, values: all } : { key, values: all, exemplars };
    });
  }

  /** The samples of a histogram share one object, whose key is made once. */
  #keyOf(labels: Labels): string {
    if (labels !== this.#lastLabels) {
      const pairs = Object.entries({ ...this.#defaultLabels, ...labels });
      pairs.sort(([a], [b]) => (a < b ? -1 : 1));
      this.#lastKey = JSON.stringify(pairs.map(([name, value]) => [name, String(value)]));
      this.#lastLabels = labels;
    }
    return this.#lastKey;
  }
}

/** @param expected - where the part is when the samples of each series come in the same order. */
function indexOfPart(sample: Sample, parts: SamplePart[], expected: number): number {
  const name = sample.metricName ?? '';
  const labels = sample.sharedLabels === undefined ? NO_LABELS : (sample.labels ?? NO_LABELS);
  const isThisPart = (part: SamplePart | undefined): boolean =>
    part?.name === name && hasLabels(part, labels);
  if (isThisPart(parts[expected])) return expected;
  const known = parts.findIndex(isThisPart);
  if (known !== -1) return known;
  const texts = Object.entries(labels).map(([label, value]) => [label, String(value)]);
  return parts.push({ name, labels: Object.fromEntries(texts) }) - 1;
}

function hasLabels(part: SamplePart, labels: Labels): boolean {
  let missing = Object.keys(part.labels).length;
  for (const name in labels) {
    if (part.labels[name] !== String(labels[name])) return false;
    missing -= 1;
  }
  return missing === 0;
}

/** The metric as the formats write it. */
export function unpackMetric({ parts, series, ...head }: ClusterMetric): MetricReading {
  const values = series.flatMap(({ key, values, exemplars = [] }) => {
    const sharedLabels: Labels = Object.fromEntries(JSON.parse(key));
    const exemplarByPart = new Map(exemplars);
    return parts.flatMap(({ name, labels }, part): Sample[] => {
      const value = values[part] ?? null;
      if (value === null) return [];
      const metricName = name === '' ? undefined : name;
      return [{ metricName, labels, sharedLabels, value: Number(value), exemplar: exemplarByPart.get(part) }];
    });
  });
  return { ...head, values };
}
