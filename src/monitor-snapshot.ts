import cluster from 'node:cluster';
import type { SnapshotSource } from './domain/snapshot.ts';
import type { MonitorAlerts } from './monitor-alerts.ts';
import type { MonitorState } from './monitor-state.ts';
import type { Configuration } from './options/parse-options.ts';

/** What snapshots and series are made of. */
export function snapshotSource(
  { faults, baselines }: Configuration,
  { models, window, labels, drops }: MonitorState,
  alerts: MonitorAlerts | undefined,
): SnapshotSource {
  return {
    ...window,
    models,
    labels,
    alerts: alerts?.watch,
    faults,
    drops,
    startedAt: new Date(),
    process: { pid: process.pid, isClusterWorker: cluster.isWorker },
    hasBaselines: !baselines.isEmpty,
  };
}
