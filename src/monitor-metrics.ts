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

/**
 * Adds the default process metrics at the first call, not when the monitor is made: the application may
 * add them itself until it listens, and would be refused after us.
 */
export function defaultMetricsAdder(metrics: MetricsConfiguration | undefined, faults: Faults): () => void {
  let isDue = metrics?.collectsDefaultMetrics ?? false;
  return () => {
    if (!isDue || metrics === undefined) return;
    isDue = false;
    addDefaultMetrics(metrics.registry, metrics.client, faults);
  };
}

/** @param prepare - called before each collection of what the source shows. */
export function metricsEndpoint(
  source: MetricsSource,
  prepare: () => void,
  { metrics, authorize, faults }: Configuration,
): MetricsEndpoint {
  return createMetricsEndpoint({
    collect: () => {
      prepare();
      return source.collect();
    },
    faults,
    authorize: metrics?.authorize ?? authorize ?? (() => true),
  });
}
