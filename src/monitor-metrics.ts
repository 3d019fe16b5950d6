import type { Faults } from './domain/faults.ts';
import { ModelMonitorError } from './options/model-monitor-error.ts';
import type { MetricsConfiguration } from './options/parse-metrics.ts';
import type { Configuration } from './options/parse-options.ts';
import { METRICS, type MetricDefinition } from './prometheus/catalogue.ts';
import { addDefaultMetrics } from './prometheus/default-metrics.ts';
import { type Families, joinFamilies } from './prometheus/families.ts';
import { createMetricsEndpoint, type MetricsEndpoint } from './prometheus/metrics-endpoint.ts';
import type { MetricsSource } from './prometheus/metrics-source.ts';

/** The metrics that are counted once per request: they take the user's own labels and buckets. */
const PER_REQUEST: ReadonlySet<string> = new Set([
  'prediction_latency_seconds',
  'http_request_duration_seconds',
]);

/** @throws ModelMonitorError when a name is taken by a metric that is not ours. */
export function joinRegistry(metrics: MetricsConfiguration, faults: Faults): Families {
  const { registry, client, prefix } = metrics;
  try {
    const families = joinFamilies(definitionsFor(metrics), { registry, client, prefix, faults });
    if (metrics.collectsDefaultMetrics) addDefaultMetrics(registry, client, faults);
    return families;
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

/** @param source - what the endpoint shows. */
export function metricsEndpoint(
  source: MetricsSource,
  metrics: MetricsConfiguration,
  { authorize, faults }: Configuration,
): MetricsEndpoint {
  const isAllowed = metrics.authorize ?? authorize ?? (() => true);
  return createMetricsEndpoint({ collect: () => source.collect(), faults, authorize: isAllowed });
}
