import { FEATURE_METRICS } from './catalogue-features.ts';
import { MONITOR_METRICS } from './catalogue-monitor.ts';
import { QUALITY_METRICS } from './catalogue-quality.ts';
import { REQUEST_METRICS } from './catalogue-requests.ts';

/** What one metric of ours is; `Name` is any string for code that does not care which. */
export interface MetricDefinition<Name extends string = MetricName> {
  readonly name: Name;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** Label names, in the order in which rows give their values. */
  readonly labels: readonly string[];
  readonly help: string;
  /** Upper bounds, ascending; histograms only. */
  readonly buckets?: readonly number[];
  /** How rows with equal labels become one. Counters and histograms are always sums. */
  readonly aggregator?: 'sum' | 'max' | 'average';
}

/**
 * Every metric we expose, in the order of the page: the metrics themselves, docs/metrics.md and the
 * names in the types are made from this table. Names stand here without `metrics.prefix`.
 */
export const METRICS: readonly [
  ...typeof REQUEST_METRICS,
  ...typeof QUALITY_METRICS,
  ...typeof FEATURE_METRICS,
  ...typeof MONITOR_METRICS,
] = [...REQUEST_METRICS, ...QUALITY_METRICS, ...FEATURE_METRICS, ...MONITOR_METRICS];

export type MetricName = (typeof METRICS)[number]['name'];
export type HistogramName = Extract<(typeof METRICS)[number], { type: 'histogram' }>['name'];

/** The upper bounds of a histogram of ours, ascending. */
export function bucketsOf(name: HistogramName): readonly number[] {
  const definition: MetricDefinition | undefined = METRICS.find((metric) => metric.name === name);
  return definition?.buckets ?? [];
}
