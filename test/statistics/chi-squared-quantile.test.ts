import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chiSquaredQuantile } from '../../src/statistics/chi-squared-quantile.ts';
import { regularisedGamma } from '../../src/statistics/regularised-gamma.ts';
import { assertClose } from './assert-close.ts';
import { oracleCases } from './oracle.ts';

interface OracleCase {
  readonly degrees: number;
  readonly p: number;
  readonly quantile: number;
}

test('quantiles equal those of 60-digit arithmetic from 1 to 1000 degrees, far into both tails', () => {
  const cases = oracleCases<OracleCase>('chi-squared');
  const found = cases.map(({ degrees, p }) => ({ degrees, p, quantile: chiSquaredQuantile(p, degrees) }));
  assertClose(found, cases);
});

test('with two degrees of freedom it is -2 ln(1 - p)', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (p) => {
      assertClose(chiSquaredQuantile(p, 2), -2 * Math.log1p(-p));
    }),
  );
});

test('the quantile undoes the distribution, also with degrees that are not whole', () => {
  const p = fc.double({ min: 1e-100, max: 1 - 1e-12, noNaN: true });
  fc.assert(
    fc.property(p, fc.double({ min: 1, max: 20_000, noNaN: true }), (probability, degrees) => {
      const { logLower, logUpper } = regularisedGamma(
        degrees / 2,
        chiSquaredQuantile(probability, degrees) / 2,
      );
      const logRatio =
        probability < 0.5 ? logLower - Math.log(probability) : logUpper - Math.log1p(-probability);
      assertClose(Math.exp(logRatio), 1, 1e-10);
    }),
  );
});

test('the quantile rises with p and with the degrees', () => {
  const p = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(p, p, fc.integer({ min: 1, max: 300 }), (left, right, degrees) => {
      const [low, high] = [Math.min(left, right), Math.max(left, right)];
      assert.ok(chiSquaredQuantile(low, degrees) <= chiSquaredQuantile(high, degrees) * (1 + 1e-13));
      assert.ok(chiSquaredQuantile(low, degrees) < chiSquaredQuantile(low, degrees + 1));
    }),
  );
});

test('the ends are 0 and infinity, and what is too small for a number is 0', () => {
  assert.equal(chiSquaredQuantile(0, 3), 0);
  assert.equal(chiSquaredQuantile(1, 3), Number.POSITIVE_INFINITY);
  assert.equal(chiSquaredQuantile(1e-300, 0.01), 0);
  assertClose(chiSquaredQuantile(1 - 2 ** -53, 1), 68.763_252_211_668_4);
});

test('a probability outside 0..1, or degrees that are not a positive number, are refused', () => {
  for (const p of [-0.1, 1.1, Number.NaN]) {
    assert.throws(() => chiSquaredQuantile(p, 1), {
      name: 'RangeError',
      message: `p is ${p}, not a number in 0..1`,
    });
  }
  for (const degrees of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => chiSquaredQuantile(0.5, degrees), {
      name: 'RangeError',
      message: `degrees is ${degrees}, not a finite number > 0`,
    });
  }
});
