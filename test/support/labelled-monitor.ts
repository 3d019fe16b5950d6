import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { Registry } from 'prom-client';
import { type Label, type ModelMonitor, type ModelMonitorOptions, modelMonitor } from '../../src/index.ts';
import { seriesOf } from './metrics-text.ts';

/** The monitor of one model whose series stand from the start; it takes labels, and must not have a fault. */
export function labelledMonitor(t: TestContext, options: ModelMonitorOptions = {}): ModelMonitor {
  const monitor = modelMonitor({
    model: 'm',
    version: '1',
    feedback: true,
    ...options,
    log: false,
    metrics: { registry: new Registry(), defaultMetrics: false },
    onFault: ({ error }) => assert.fail(String(error)),
  });
  t.after(() => monitor.close());
  return monitor;
}

/** The labels of that model's series. */
export const ONE_MODEL = '{model_name="m",model_version="1"}';

/** What becomes of labels, as `id result`. */
export async function joined(monitor: ModelMonitor, labels: Label | readonly Label[]): Promise<string[]> {
  return (await monitor.label(labels)).map(({ id, result }) => `${id} ${result}`);
}

/** The series of a metric that are not 0, by their labels. */
export async function metricOf(monitor: ModelMonitor, name: string): Promise<Record<string, number>> {
  return seriesOf(await monitor.registry.metrics(), name);
}
