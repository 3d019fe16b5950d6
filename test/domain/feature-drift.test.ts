import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { BaselineFeature } from '../../src/domain/baseline.ts';
import { type FeatureBins, featureBins } from '../../src/domain/feature-bins.ts';
import { FeatureComparison } from '../../src/domain/feature-comparison.ts';
import { type FeatureDrift, featureDrift } from '../../src/domain/feature-drift.ts';
import { featureRates } from '../../src/domain/feature-rates.ts';
import { driftThreshold } from '../../src/statistics/drift-threshold.ts';
import { psi } from '../../src/statistics/psi.ts';

const sky: BaselineFeature = {
  name: 'sky',
  type: 'categorical',
  categories: ['grey', 'blue'],
  counts: [60, 40],
  other: 0,
  missing: 10,
};
const wind: BaselineFeature = {
  name: 'wind',
  type: 'numeric',
  edges: [1, 2],
  counts: [50, 30, 20],
  min: 0,
  max: 9,
  mean: 1,
  std: 1,
  missing: 0,
};

/** Counts of values, each as often as is said. */
function counted(
  bins: FeatureBins,
  values: readonly (readonly [value: unknown, rows: number])[],
): Float64Array {
  const counts = new Float64Array(bins.places);
  for (const [value, rows] of values) counts[bins.placeOf(value)] = rows;
  return counts;
}

function driftOf(bins: FeatureBins, counts: Float64Array): FeatureDrift {
  return featureDrift(bins, bins.valuesPerBin(counts));
}

test('equal shares are stable at distance 0', () => {
  const bins = featureBins(wind, 100);
  const counts = counted(bins, [
    [1, 50],
    [2, 30],
    [3, 20],
  ]);
  const { drift, distances } = new FeatureComparison(bins, counts);
  assert.deepEqual(drift, {
    verdict: 'stable',
    rows: 100,
    baselineRows: 100,
    psi: 0,
    threshold: driftThreshold(100, 100, 3),
  });
  assert.deepEqual(distances, { psi: 0, js: 0, hellinger: 0, linf: 0, ks: 0 });
});

test('missing and invalid values take no part, categories never seen do', () => {
  const bins = featureBins(sky, 120);
  const counts = counted(bins, [
    ['grey', 30],
    ['pink', 30],
    [null, 500],
    [{}, 500],
  ]);
  const { drift, distances } = new FeatureComparison(bins, counts);
  assert.equal(drift.verdict, 'drifted');
  assert.deepEqual([drift.rows, drift.baselineRows], [60, 100]);
  assert.equal(drift.psi, psi([60, 40, 0], [30, 0, 30]));
  assert.deepEqual([distances?.psi, distances?.linf], [drift.psi, 0.5]);
  assert.equal(drift.threshold, driftThreshold(60, 100, 3));
  assert.deepEqual(Object.keys(distances ?? {}), ['psi', 'js', 'hellinger', 'linf']);
});

test('below thirty values there is no verdict, whatever the distance', () => {
  const bins = featureBins(wind, 100);
  const drift = driftOf(bins, counted(bins, [[3, 29]]));
  assert.equal(drift.verdict, 'not_enough_rows');
  assert.ok((drift.psi ?? 0) > (drift.threshold ?? Number.POSITIVE_INFINITY));
  assert.equal(driftOf(bins, counted(bins, [[3, 30]])).verdict, 'drifted');
});

test('without values on one side there is nothing to say', () => {
  const bins = featureBins(wind, 100);
  assert.deepEqual(driftOf(bins, counted(bins, [[null, 99]])), {
    verdict: 'not_enough_rows',
    rows: 0,
    baselineRows: 100,
    psi: undefined,
    threshold: undefined,
  });
  const unknown = featureBins({ ...sky, categories: [], counts: [] }, 10);
  assert.deepEqual(driftOf(unknown, counted(unknown, [['grey', 99]])), {
    verdict: 'not_enough_rows',
    rows: 99,
    baselineRows: 0,
    psi: undefined,
    threshold: undefined,
  });
});

test('a single bin never drifts', () => {
  const bins = featureBins({ ...wind, edges: [], counts: [100] }, 100);
  const drift = driftOf(bins, counted(bins, [[1e9, 1000]]));
  assert.deepEqual([drift.verdict, drift.psi, drift.threshold], ['stable', 0, 0.1]);
});

test('the verdict is the comparison of psi with the threshold', () => {
  const count = fc.nat({ max: 60 });
  fc.assert(
    fc.property(count, count, count, (low, middle, high) => {
      const bins = featureBins(wind, 100);
      const drift = driftOf(
        bins,
        counted(bins, [
          [1, low],
          [2, middle],
          [3, high],
        ]),
      );
      const index = psi([50, 30, 20], [low, middle, high]) ?? 0;
      const { verdict, rows, threshold } = drift;
      const expected = index >= (driftThreshold(rows, 100, 3) ?? 0) ? 'drifted' : 'stable';
      assert.equal(verdict, rows < 30 ? 'not_enough_rows' : expected);
      assert.deepEqual([drift.psi ?? 0, threshold], [index, driftThreshold(rows, 100, 3)]);
    }),
  );
});

test('rates are counts, so that their intervals can be told', () => {
  const [numeric, categorical] = [featureBins(wind, 100), featureBins(sky, 100)];
  assert.deepEqual(
    featureRates(
      numeric,
      counted(numeric, [
        [1, 5],
        [10, 3],
        [-1, 2],
        [null, 4],
        ['1', 6],
      ]),
    ),
    {
      missing: { hits: 4, rows: 20 },
      invalid: { hits: 6, rows: 20 },
      unseen: undefined,
      outOfRange: { hits: 5, rows: 10 },
    },
  );
  assert.deepEqual(
    featureRates(
      categorical,
      counted(categorical, [
        ['grey', 5],
        ['pink', 3],
        [null, 4],
        [[], 6],
      ]),
    ),
    {
      missing: { hits: 4, rows: 18 },
      invalid: { hits: 6, rows: 18 },
      unseen: { hits: 3, rows: 8 },
      outOfRange: undefined,
    },
  );
  assert.deepEqual(featureRates(categorical, new Float64Array(categorical.places)).missing, {
    hits: 0,
    rows: 0,
  });
});
