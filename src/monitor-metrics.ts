import type { Faults } from './domain/faults.ts';
import type { Endpoint } from './endpoint/endpoint.ts';
import { ModelMonitorError } from './options/model-monitor-error.ts';
import type { MetricsConfiguration } from './options/parse-metrics.ts';
import type { Configuration } from './options/parse-options.ts';
import { METRICS, type MetricDefinition } from './prometheus/catalogue.ts';
import type { Collection } from './prometheus/collection.ts';
import { addSources, type MonitoredState } from './prometheus/collector.ts';
import { addDefaultMetrics } from './prometheus/default-metrics.ts';
import { type Families, joinFamilies } from './prometheus/families.ts';
import type { MetricsRegistry } from './prometheus/metrics-client.ts';
import { createMetricsEndpoint } from './prometheus/metrics-endpoint.ts';
import { type MetricsSource, metricsSource } from './prometheus/metrics-source.ts';

/** The metrics that are counted once per request: they take the user's own labels and buckets. */
const PER_REQUEST: ReadonlySet<string> = new Set([
  'prediction_latency_seconds',
  'http_request_duration_seconds',
]);

/** The metrics of one monitor: its part in the registry, and the endpoint that shows all of it. */
export class MonitorMetrics {
  readonly path: string;
  readonly registry: MetricsRegistry;
  readonly endpoint: Endpoint;
  readonly #families: Families;
  readonly #source: MetricsSource;
  readonly #addDefaultMetrics: () => void;
  #hasPrepared = false;

  /** @throws ModelMonitorError when a name is taken by a metric that is not ours. */
  constructor(metrics: MetricsConfiguration, { authorize, faults }: Configuration) {
    const { path, registry, client, collectsDefaultMetrics } = metrics;
    this.path = path;
    this.registry = registry;
    this.#families = joinRegistry(metrics, faults);
    this.#source = metricsSource(registry, faults);
    this.#addDefaultMetrics = () => {
      if (collectsDefaultMetrics) addDefaultMetrics(registry, client, faults);
    };
    const collect = (): Promise<Collection> => {
      this.prepare();
      return this.#source.collect();
    };
    const isAllowed = metrics.authorize ?? authorize ?? (() => true);
    this.endpoint = createMetricsEndpoint({ collect, faults, authorize: isAllowed });
  }

  readFrom(state: MonitoredState): void {
    addSources(this.#families, state);
  }

  /**
   * Adds the default process metrics at the first call, not when the monitor is made: the application may
   * add them itself until it serves, and would be refused after us.
   */
  prepare(): void {
    if (this.#hasPrepared) return;
    this.#hasPrepared = true;
    this.#addDefaultMetrics();
  }

  /** Totals stay on the registry as they are; gauges disappear. */
  async close(): Promise<void> {
    this.#families.retire();
    await this.#source.close();
  }
}

function joinRegistry(metrics: MetricsConfiguration, faults: Faults): Families {
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
