import { Drops } from '../../src/domain/drops.ts';
import { Faults } from '../../src/domain/faults.ts';
import type { Models } from '../../src/domain/models.ts';
import type { SnapshotSource } from '../../src/domain/snapshot.ts';

export const STARTED_AT = new Date(Date.UTC(2026, 0, 1));

/** What a monitor without options takes its snapshots of, with a few things changed. */
export function snapshotSourceOf(models: Models, changed: Partial<SnapshotSource> = {}): SnapshotSource {
  return {
    models,
    labels: undefined,
    alerts: undefined,
    faults: new Faults(),
    drops: new Drops(),
    windowSeconds: 600,
    retentionSeconds: 3600,
    now: () => 0,
    startedAt: STARTED_AT,
    process: { pid: 1, isClusterWorker: false },
    hasBaselines: false,
    ...changed,
  };
}
