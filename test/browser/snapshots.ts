import type { AlertSnapshot } from '../../src/domain/alert-snapshot.ts';
import type { ComparedSnapshot, FeatureSnapshot } from '../../src/domain/drift-snapshot.ts';
import type { DriftDistances } from '../../src/domain/feature-drift.ts';
import type { ModelSnapshot, WindowSnapshot } from '../../src/domain/model-snapshot.ts';
import type { QualityMetric } from '../../src/domain/quality-metrics.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';

/** Of a numeric feature with one bin, and no rows. */
const NOTHING = { bins: ['+Inf'], baseline: [0], current: [0], range: { min: 0, max: 1 } };

/** A model version that was never asked, but for what is given. */
export function modelSnapshot(
  given: Partial<ModelSnapshot> & { readonly figures?: Partial<Record<QualityMetric, number>> } = {},
): ModelSnapshot {
  const { figures = {}, window, ...rest } = given;
  const quality = Object.entries(figures).map(([metric, value]) => ({
    metric: metric as QualityMetric,
    class: '',
    value,
    n: 100,
  }));
  const nothing: WindowSnapshot = {
    seconds: 600,
    requests: 0,
    failures: 0,
    predictions: 0,
    unread: 0,
    labels: 0,
    quality,
  };
  return {
    model: 'weather',
    version: '1',
    task: 'classification',
    protocol: 'plain',
    total: { predictions: 0, labels: 0, unread: {} },
    window: { ...nothing, ...window },
    ...rest,
  };
}

export function asked(window: Partial<WindowSnapshot> = {}): WindowSnapshot {
  return { ...modelSnapshot().window, requests: 100, predictions: 100, ...window };
}

export function feature(name: string, given: Partial<FeatureSnapshot> = {}): FeatureSnapshot {
  return {
    feature: name,
    type: 'numeric',
    verdict: 'stable',
    rows: 100,
    rates: {},
    histogram: NOTHING,
    ...given,
  };
}

/** All five the same. */
export function distances(psi: number): DriftDistances {
  return { psi, js: psi, hellinger: psi, linf: psi };
}

export function drift(...features: readonly FeatureSnapshot[]): ComparedSnapshot {
  const drifted = {
    features: features.filter(({ verdict }) => verdict === 'drifted').length,
    of: features.length,
  };
  return { baseline: 'given', createdAt: '2026-01-01T00:00:00.000Z', rows: 1000, drifted, features };
}

export function alert(state: AlertSnapshot['state'], given: Partial<AlertSnapshot> = {}): AlertSnapshot {
  return {
    rule: 'LowAccuracy',
    metric: 'accuracy',
    severity: 'critical',
    subject: { model: 'weather', version: '1', class: '', feature: '' },
    state,
    isWrongWhen: 'below',
    n: 100,
    since: '2026-01-02T03:04:05.000Z',
    ...given,
  };
}

export function snapshot(given: Partial<Snapshot> = {}): Snapshot {
  return {
    schema: 'express-model-monitor/snapshot@1',
    time: '2026-01-02T03:04:05.000Z',
    startedAt: '2026-01-02T03:00:00.000Z',
    windowSeconds: 600,
    retentionSeconds: 3600,
    process: { pid: 7, isClusterWorker: false },
    enabled: { baseline: false, feedback: false, alerts: false },
    models: [],
    comparisons: [],
    faults: {},
    drops: [],
    ...given,
  };
}
