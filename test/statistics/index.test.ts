import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as statistics from '../../src/statistics/index.ts';

test('the sub-path exports its functions and accumulators, and nothing else', () => {
  assert.deepEqual(Object.keys(statistics).sort(), [
    'BucketCounts',
    'CalibrationBins',
    'ConfusionCounts',
    'QuantileSketch',
    'RegressionSums',
    'RocAucSketch',
    'brierScore',
    'calibrationError',
    'chiSquaredQuantile',
    'classificationReport',
    'driftThreshold',
    'hellingerDistance',
    'isotonicRegression',
    'isotonicValue',
    'jensenShannonDistance',
    'kolmogorovSmirnov',
    'lInfinityDistance',
    'logLoss',
    'psi',
    'quantile',
    'regressionReport',
    'rocAuc',
    'twoProportionZTest',
    'wilsonInterval',
  ]);
});
