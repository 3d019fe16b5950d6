import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { quantile } from '../../src/statistics/quantile.ts';
import { assertClose } from './assert-close.ts';
import { oracleCases } from './oracle.ts';

interface OracleCase {
  readonly name: string;
  readonly sorted: readonly number[];
  readonly p: readonly number[];
  readonly quantiles: readonly number[];
}

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const sortedNumbers = fc.array(finite, { minLength: 1 }).map((list) => Float64Array.from(list).sort());
const share = fc.double({ min: 0, max: 1, noNaN: true });

test('a quantile lies on the straight line between two numbers', () => {
  assert.deepEqual(
    [0, 0.25, 0.5, 0.75, 0.9, 1].map((p) => quantile([10, 20, 40, 80, 90], p)),
    [10, 20, 40, 80, 86, 90],
  );
  assert.equal(quantile([1, 2], 0.5), 1.5);
});

test('quantiles equal those of NumPy', () => {
  const cases = oracleCases<OracleCase>('quantile');
  const found = cases.map((row) => ({ ...row, quantiles: row.p.map((p) => quantile(row.sorted, p)) }));
  assertClose(found, cases);
});

test('quantiles rise with p and stay between the smallest and the largest number', () => {
  fc.assert(
    fc.property(sortedNumbers, share, share, (sorted, p, q) => {
      const [low, high] = [
        quantile(sorted, Math.min(p, q)) ?? Number.NaN,
        quantile(sorted, Math.max(p, q)) ?? Number.NaN,
      ];
      assert.ok(low <= high, `${low} > ${high}`);
      assert.ok(low >= (sorted[0] ?? Number.NaN) && high <= (sorted.at(-1) ?? Number.NaN));
    }),
  );
});

test('the ends are the smallest and the largest number, also where their difference overflows', () => {
  const sorted = [-1.7e308, 0, 1.7e308];
  assert.deepEqual(
    [0, 0.25, 0.5, 0.75, 1].map((p) => quantile(sorted, p)),
    [-1.7e308, -0.85e308, 0, 0.85e308, 1.7e308],
  );
  assert.equal(quantile([-1.7e308, 1.7e308], 0.5), 0);
});

test('of one number, or of equal ones, every quantile is that number', () => {
  fc.assert(
    fc.property(finite, fc.integer({ min: 1, max: 9 }), share, (value, times, p) => {
      assert.equal(quantile(new Float64Array(times).fill(value), p), value);
    }),
  );
});

test('of nothing there is no quantile', () => {
  assert.equal(quantile([], 0.5), undefined);
});

test('a share outside 0..1, or a number that is none, is refused', () => {
  for (const p of [-0.1, 1.1, Number.NaN]) {
    assert.throws(() => quantile([1], p), { name: 'RangeError', message: `p is ${p}, not a number in 0..1` });
  }
  assert.throws(() => quantile([1, Number.NaN], 0.5), {
    name: 'RangeError',
    message: 'sorted[1] is NaN, not a finite number',
  });
  assert.throws(() => quantile([Number.NEGATIVE_INFINITY, 1], 0), {
    name: 'RangeError',
    message: /^sorted\[0\]/,
  });
});
