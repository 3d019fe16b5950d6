import type { ClusterMetric } from '../../src/prometheus/cluster-metric.ts';

/** A metric of single values, as a worker reports it: `value` by the value of the label `kind`. */
export function valuesMetric(
  values: Readonly<Record<string, number>>,
  { name = 'jobs_total', type = 'counter', aggregator = 'sum' } = {},
): ClusterMetric {
  const series = Object.entries(values).map(([kind, value]) => ({
    key: JSON.stringify([['kind', kind]]),
    values: [value],
  }));
  return { name, help: 'Some.', type, aggregator, parts: [{ name: '', labels: {} }], series };
}

/** The values of one metric by the value of its label `kind`; `undefined` when there is no such metric. */
export function valuesIn(
  metrics: readonly ClusterMetric[],
  name = 'jobs_total',
): Record<string, unknown> | undefined {
  const metric = metrics.find((one) => one.name === name);
  return (
    metric && Object.fromEntries(metric.series.map(({ key, values }) => [JSON.parse(key)[0][1], values[0]]))
  );
}
