import type { TestContext } from 'node:test';
import { Registry } from 'prom-client';
import { type BaselineRow, type ModelMonitorOptions, modelMonitor } from '../../src/index.ts';
import { startReplica } from '../docs/model-replica.ts';
import { type Share, sendShares } from '../docs/replica-traffic.ts';
import type { ReplicaPages } from './backfilled-prometheus.ts';

const NAMES = ['one', 'two', 'three'];

/** Three replicas serve shares over HTTP, and then others; what their pages show before and after these. */
export async function servedPages(
  t: TestContext,
  first: readonly Share[],
  second: readonly Share[],
): Promise<readonly ReplicaPages[]> {
  const replicas = await Promise.all(NAMES.map(() => startReplica(t)));
  const pages = (): Promise<string[]> =>
    Promise.all(replicas.map(async (replica) => (await fetch(`${replica}/metrics`)).text()));
  await sendShares(replicas, first, 'first');
  const before = await pages();
  await sendShares(replicas, second, 'second');
  const after = await pages();
  return NAMES.map((instance, index) => ({
    instance,
    before: before[index] ?? '',
    after: after[index] ?? '',
  }));
}

/** Three monitors record the rows of one model version, each its part of them; their pages before and after. */
export async function recordedPages(
  t: TestContext,
  options: ModelMonitorOptions,
  rows: readonly BaselineRow[],
): Promise<readonly ReplicaPages[]> {
  return Promise.all(
    NAMES.map(async (name, place) => {
      const registry = new Registry();
      const monitor = modelMonitor({
        ...options,
        log: false,
        metrics: { registry, defaultMetrics: false },
      });
      t.after(() => monitor.close());
      // With the first row of a model version all its series begin.
      monitor.record(rows.slice(0, 1));
      const before = await registry.metrics();
      monitor.record(rows.filter((_, row) => row % NAMES.length === place));
      return { instance: `recorder-${name}`, before, after: await registry.metrics() };
    }),
  );
}
