import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type RegressionReport, regressionReport } from '../../src/statistics/regression-report.ts';
import { assertClose } from './assert-close.ts';
import { oracleCases } from './oracle.ts';

interface OracleCase {
  readonly name: string;
  readonly truth: readonly number[];
  readonly output: readonly number[];
  readonly report: RegressionReport;
}

const NOTHING: RegressionReport = {
  rows: 0,
  mae: undefined,
  mse: undefined,
  rmse: undefined,
  bias: undefined,
  mape: undefined,
  r2: undefined,
  medianAbsoluteError: undefined,
};

const value = fc.integer({ min: -1e9, max: 1e9 }).map((whole) => whole / 1000);
const rows = fc
  .array(fc.tuple(value, value), { minLength: 1, maxLength: 40 })
  .map((list) => ({ truth: list.map(([truth]) => truth), output: list.map(([, output]) => output) }));

test('three rows, worked by hand', () => {
  // Errors 1, -2, 0; the truths 2, 4, 6 vary by 8 about their mean.
  assertClose(regressionReport([2, 4, 6], [3, 2, 6]), {
    rows: 3,
    mae: 1,
    mse: 5 / 3,
    rmse: Math.sqrt(5 / 3),
    bias: -1 / 3,
    mape: (1 / 2 + 2 / 4) / 3,
    r2: 1 - 5 / 8,
    medianAbsoluteError: 1,
  });
});

test('reports equal those of scikit-learn and of exact fractions on real predictions and hard ones', () => {
  for (const { truth, output, report } of oracleCases<OracleCase>('regression')) {
    assertClose(regressionReport(truth, output), report, 1e-11);
  }
});

test('figures keep their order and signs', () => {
  fc.assert(
    fc.property(rows, ({ truth, output }) => {
      const {
        mae = Number.NaN,
        mse = Number.NaN,
        rmse = Number.NaN,
        bias = Number.NaN,
        r2,
      } = regressionReport(truth, output);
      assert.ok(mae >= 0 && rmse >= mae * (1 - 1e-12) && Math.abs(bias) <= mae * (1 + 1e-12));
      assertClose(rmse * rmse, mse);
      assert.ok(r2 === undefined || r2 <= 1);
    }),
  );
});

test('turning truths and outputs round turns the bias round and keeps the rest', () => {
  fc.assert(
    fc.property(rows, ({ truth, output }) => {
      const report = regressionReport(truth, output);
      const negated = (list: readonly number[]) => list.map((each) => -each);
      const turned = regressionReport(negated(truth), negated(output));
      assertClose(turned, { ...report, bias: -(report.bias ?? Number.NaN) });
    }),
  );
});

test('the order of the rows does not matter', () => {
  fc.assert(
    fc.property(rows, ({ truth, output }) => {
      assertClose(
        regressionReport(truth.toReversed(), output.toReversed()),
        regressionReport(truth, output),
        1e-9,
      );
    }),
  );
});

test('truths of 0 have no percentage error, and the others keep theirs', () => {
  assert.equal(regressionReport([0, 0], [1, 2]).mape, undefined);
  assert.equal(regressionReport([0, 4], [1, 5]).mape, 0.25);
});

test('truths that are all equal explain nothing, also when every output is right', () => {
  assert.equal(regressionReport([5, 5, 5], [5, 5, 5]).r2, undefined);
  assert.equal(regressionReport([0.1, 0.1, 0.1], [1, 2, 3]).r2, undefined);
  assert.equal(regressionReport([7], [7]).r2, undefined);
});

test('the median of an even number of errors lies in the middle of two', () => {
  assert.equal(regressionReport([0, 0, 0, 0], [1, -2, 4, 8]).medianAbsoluteError, 3);
});

test('what is too large for a number is left undefined', () => {
  assert.deepEqual(regressionReport([1e308, -1e308], [-1e308, 1e308]), { ...NOTHING, rows: 2 });
  const { mse, r2, mae, ...others } = regressionReport([0, 1e200], [1e200, 0]);
  assertClose(
    { mse, r2, mae, ...others },
    {
      ...NOTHING,
      rows: 2,
      mae: 1e200,
      bias: 0,
      mape: 1,
      medianAbsoluteError: 1e200,
    },
  );
});

test('without rows nothing can be said', () => {
  assert.deepEqual(regressionReport([], []), NOTHING);
});

test('what is not a list of numbers is refused by its place', () => {
  assert.throws(() => regressionReport([1], []), {
    name: 'RangeError',
    message: 'truth has length 1, output has length 0',
  });
  assert.throws(() => regressionReport([1, 2], [1, Number.POSITIVE_INFINITY]), {
    name: 'RangeError',
    message: 'output[1] is Infinity, not a finite number',
  });
});
