import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as statistics from '../../src/statistics/index.ts';

test('the sub-path exports its functions and accumulators, and nothing else', () => {
  assert.deepEqual(Object.keys(statistics).sort(), [
    'BucketCounts',
    'CalibrationBins',
    'CalibrationFit',
    'ConfusionCounts',
    'EstimatedQualitySums',
    'ExpectedConfusion',
    'ExpectedRocAuc',
    'QuantileSketch',
    'RegressionSums',
    'RocAucSketch',
    'ScoreCalibrator',
    'brierScore',
    'calibrationError',
    'chiSquaredQuantile',
    'classificationReport',
    'driftThreshold',
    'estimatedAccuracyInterval',
    'estimatedQuality',
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
