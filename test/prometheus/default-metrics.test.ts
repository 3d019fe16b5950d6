import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDefaultMetrics } from '../../src/prometheus/default-metrics.ts';
import { METRICS_CLIENTS } from '../support/metrics-clients.ts';
import { recordFaults } from '../support/recorded-faults.ts';

for (const { name, client } of METRICS_CLIENTS) {
  test(`the process metrics are added to a registry once, whoever added them (${name})`, () => {
    const { faults, reports } = recordFaults();
    const registry = new client.Registry();
    addDefaultMetrics(registry, client, faults);
    const added = registry.getMetricsAsArray();
    assert.ok(added.length > 20);
    addDefaultMetrics(registry, client, faults);
    assert.deepEqual(registry.getMetricsAsArray(), added);
    assert.deepEqual(reports, []);
  });

  test(`process metrics that cannot be added are a fault and not an error (${name})`, () => {
    const { faults, reports } = recordFaults();
    const registry = new client.Registry();
    new client.Gauge({ name: 'process_start_time_seconds', help: 'mine', registers: [registry] });
    addDefaultMetrics(registry, client, faults);
    assert.deepEqual(reports, [
      'metrics: A metric with the name process_start_time_seconds has already been registered.',
    ]);
  });
}
