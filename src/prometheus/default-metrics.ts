import type { Faults } from '../domain/faults.ts';
import type { MetricsClient, MetricsRegistry } from './metrics-client.ts';

/**
 * Adds the client's metrics of the Node process (CPU, memory, event loop) to a registry, unless it has
 * them: adding them twice throws, and their observers cannot be stopped.
 */
export function addDefaultMetrics(registry: MetricsRegistry, client: MetricsClient, faults: Faults): void {
  if (registry.getSingleMetric('process_cpu_user_seconds_total') !== undefined) return;
  const collect = client.collectDefaultMetrics as (configuration: { register: MetricsRegistry }) => void;
  faults.guard('metrics', undefined, () => collect({ register: registry }));
}
