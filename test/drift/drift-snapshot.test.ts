import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import { type ComparedSnapshot, type ModelMonitor, modelMonitor } from '../../src/index.ts';
import { driftThreshold, psi } from '../../src/statistics/index.ts';
import { SMALL_CREATED_AT, SMALL_ROWS, smallBaseline } from './small-baseline.ts';

function smallMonitor(): ModelMonitor {
  return modelMonitor({
    model: 'm',
    version: '1',
    baseline: smallBaseline(),
    log: false,
    metrics: { registry: new Registry(), defaultMetrics: false },
    onFault: ({ error }) => assert.fail(String(error)),
  });
}

/** The comparison in a monitor's snapshot, which has to be what JSON makes of it. */
function driftIn(monitor: ModelMonitor): ComparedSnapshot {
  const snapshot = monitor.snapshot();
  assert.deepEqual(JSON.parse(JSON.stringify(snapshot)), snapshot);
  const drift = snapshot.models[0]?.drift;
  return drift === undefined || drift.baseline === 'learning' ? assert.fail('nothing is compared') : drift;
}

test('before the first prediction the snapshot has the baseline, and nothing to say of the window', async () => {
  const monitor = smallMonitor();
  const { features, ...told } = driftIn(monitor);
  assert.deepEqual(told, {
    baseline: 'given',
    createdAt: SMALL_CREATED_AT,
    rows: 40,
    drifted: { features: 0, of: 0 },
  });
  assert.deepEqual(
    features.map(({ histogram, ...rest }) => [rest, histogram.baseline.reduce((sum, rows) => sum + rows, 0)]),
    [
      [{ feature: 'size', type: 'numeric', verdict: 'not_enough_rows', rows: 0, rates: {} }, 40],
      [{ feature: 'kind', type: 'categorical', verdict: 'not_enough_rows', rows: 0, rates: {} }, 40],
      [{ feature: '@prediction', type: 'categorical', verdict: 'not_enough_rows', rows: 0, rates: {} }, 40],
    ],
  );
  await monitor.close();
});

test('a feature is there with its verdict in words, distances, rates and both histograms', async () => {
  const monitor = smallMonitor();
  monitor.record(SMALL_ROWS.map((row) => ({ ...row, features: { size: 100, kind: 'a' } })));
  monitor.record([
    { features: { size: null, kind: 'z' }, output: 'no' },
    { features: { size: 'seven', kind: 'z' }, output: 'no' },
  ]);
  const { drifted, features } = driftIn(monitor);
  assert.deepEqual(drifted, { features: 2, of: 2, share: 1 });
  const [, kind] = features;
  const [baseline, current] = [
    [20, 10, 10, 0],
    [40, 0, 0, 2],
  ];
  assert.deepEqual(
    { ...kind, distances: { psi: kind?.distances?.psi } },
    {
      feature: 'kind',
      type: 'categorical',
      verdict: 'drifted',
      rows: 42,
      threshold: driftThreshold(42, 40, 4),
      distances: { psi: psi(baseline, current) },
      rates: { missing: 0, invalid: 0, unseen: 2 / 42 },
      histogram: {
        bins: ['a', 'b', '@other', '@unseen', '@missing', '@invalid'],
        baseline: [...baseline, 0, 0],
        current: [...current, 0, 0],
      },
    },
  );
  assert.deepEqual(features[0]?.rates, { missing: 1 / 42, invalid: 1 / 42, outOfRange: 1 });
  assert.deepEqual(
    features.map(({ feature, verdict }) => [feature, verdict]),
    [
      ['size', 'drifted'],
      ['kind', 'drifted'],
      ['@prediction', 'stable'],
    ],
  );
  await monitor.close();
});

test('the share that has drifted is of the features with enough rows to tell', async () => {
  const monitor = smallMonitor();
  monitor.record(SMALL_ROWS.map((row) => ({ ...row, features: { size: 100 } })));
  assert.deepEqual(driftIn(monitor).drifted, { features: 1, of: 1, share: 1 });
  await monitor.close();
});
