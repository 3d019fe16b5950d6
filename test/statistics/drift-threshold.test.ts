import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chiSquaredQuantile } from '../../src/statistics/chi-squared-quantile.ts';
import { driftThreshold } from '../../src/statistics/drift-threshold.ts';
import { psi } from '../../src/statistics/psi.ts';
import { assertClose } from './assert-close.ts';
import { oracleCases } from './oracle.ts';
import { seededRandom } from './seeded-random.ts';

interface OracleCase {
  readonly currentRows: number;
  readonly baselineRows: number;
  readonly bins: number;
  readonly threshold: number;
}

test('the threshold equals the one from the quantiles of SciPy', () => {
  const cases = oracleCases<OracleCase>('drift-threshold');
  const found = cases.map((row) => ({
    ...row,
    threshold: driftThreshold(row.currentRows, row.baselineRows, row.bins),
  }));
  assertClose(found, cases);
});

test('the threshold falls as rows come in, to 0.1 and no further', () => {
  const rows = fc.integer({ min: 1, max: 1e9 });
  fc.assert(
    fc.property(rows, rows, fc.integer({ min: 1, max: 60 }), (currentRows, baselineRows, bins) => {
      const threshold = driftThreshold(currentRows, baselineRows, bins) ?? 0;
      assert.ok(threshold >= 0.1);
      assert.ok(threshold >= (driftThreshold(currentRows + 1, baselineRows, bins) ?? 0));
      assert.equal(threshold, driftThreshold(baselineRows, currentRows, bins));
    }),
  );
  assert.equal(driftThreshold(1e15, 1e15, 1000), 0.1);
});

test('two bins ask for the quantile of one degree of freedom, a single bin for no more than 0.1', () => {
  assertClose(driftThreshold(10, 10, 2), chiSquaredQuantile(0.999, 1) / 5);
  assert.equal(driftThreshold(10, 10, 1), 0.1);
});

test('without rows there is no threshold', () => {
  assert.equal(driftThreshold(0, 100, 10), undefined);
  assert.equal(driftThreshold(100, 0, 10), undefined);
});

test('what cannot be a number of rows or bins is refused', () => {
  assert.throws(() => driftThreshold(-1, 1, 2), { name: 'RangeError', message: /^currentRows is -1/ });
  assert.throws(() => driftThreshold(1, Number.NaN, 2), {
    name: 'RangeError',
    message: /^baselineRows is NaN/,
  });
  for (const bins of [0, 2.5, -3, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => driftThreshold(1, 1, bins), {
      name: 'RangeError',
      message: `bins is ${bins}, not a whole number >= 1`,
    });
  }
});

test('of windows in which nothing changed, at most 1 in 200 reaches the threshold, whatever their size', () => {
  const random = seededRandom(20);
  const baseline = [400, 300, 150, 80, 40, 20, 6, 3, 1, 0];
  const cumulative = baseline.map((_, bin) =>
    baseline.slice(0, bin + 1).reduce((sum, rows) => sum + rows, 0),
  );
  for (const rows of [30, 50, 100, 200, 500]) {
    const threshold = driftThreshold(rows, 1000, baseline.length) ?? 0;
    let alarms = 0;
    for (let window = 0; window < 2000; window += 1) {
      const current = baseline.map(() => 0);
      for (let row = 0; row < rows; row += 1) {
        const drawn = random() * 1000;
        const bin = cumulative.findIndex((upTo) => drawn < upTo);
        current[bin] = (current[bin] ?? 0) + 1;
      }
      if ((psi(baseline, current) ?? 0) >= threshold) alarms += 1;
    }
    assert.ok(alarms <= 10, `${alarms} of 2000 windows of ${rows} rows`);
  }
});
