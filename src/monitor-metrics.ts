import type { Faults } from './domain/faults.ts';
import { ModelMonitorError } from './options/model-monitor-error.ts';
import type { MetricsConfiguration } from './options/parse-metrics.ts';
import type { Configuration } from './options/parse-options.ts';
import { METRICS, type MetricDefinition } from './prometheus/catalogue.ts';
import { addDefaultMetrics } from './prometheus/default-metrics.ts';
import { type Families, joinFamilies } from './prometheus/families.ts';
import { createMetricsEndpoint, type MetricsEndpoint } from './prometheus/metrics-endpoint.ts';

/** The metrics that are counted once per request: they take the user's own labels and buckets. */
const PER_REQUEST: ReadonlySet<string> = new Set([
  'prediction_latency_seconds',
  'http_request_duration_seconds',
]);

/** @throws ModelMonitorError when a name is taken by a metric that is not ours. */
export function joinRegistry(metrics: MetricsConfiguration, faults: Faults): Families {
  const { registry, client, prefix } = metrics;
  if (metrics.collectsDefaultMetrics) addDefaultMetrics(registry, client, faults);
  try {
    return joinFamilies(definitionsFor(metrics), { registry, client, prefix, faults });
  } catch (error) {
    const messages = error instanceof Error ? error.message.split('\n') : [String(error)];
    throw new ModelMonitorError(messages.map((message) => ({ path: 'metrics', message })));
  }
}

function definitionsFor({ buckets, customLabels, countsHttp }: MetricsConfiguration): MetricDefinition[] {
  return METRICS.filter(({ name }) => countsHttp || name !== 'http_request_duration_seconds').map(
    (definition) =>
      PER_REQUEST.has(definition.name)
        ? { ...definition, labels: [...definition.labels, ...customLabels.keys()], buckets }
        : definition,
  );
}

export function metricsEndpoint(
  metrics: MetricsConfiguration,
  { authorize, faults }: Configuration,
): MetricsEndpoint {
  const isAllowed = metrics.authorize ?? authorize ?? (() => true);
  return createMetricsEndpoint({ registry: metrics.registry, faults, authorize: isAllowed });
}
