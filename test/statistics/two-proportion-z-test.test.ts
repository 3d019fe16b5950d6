import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { twoProportionZTest } from '../../src/statistics/two-proportion-z-test.ts';
import { assertClose } from './assert-close.ts';
import { oracleCases } from './oracle.ts';

interface OracleCase {
  readonly hitsA: number;
  readonly nA: number;
  readonly hitsB: number;
  readonly nB: number;
  readonly z: number;
  readonly pValue: number;
}

/** [hits, trials] with at least one hit and one miss, so that there is always an answer. */
const proportion = fc
  .tuple(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }))
  .map(([hits, misses]) => [hits, hits + misses] as const);

test('45 of 50 against 30 of 50, worked by hand', () => {
  // Pooled 0.75, standard error √(0.75 · 0.25 · 2/50) = √0.0075, difference 0.3.
  assertClose(twoProportionZTest(45, 50, 30, 50)?.z, 0.3 / Math.sqrt(0.0075));
});

test('z and p-value equal those of SciPy and of 60-digit arithmetic, p-values far below 1e-300 being 0', () => {
  const cases = oracleCases<OracleCase>('two-proportion-z-test');
  const found = cases.map(({ hitsA, nA, hitsB, nB }) => ({
    hitsA,
    nA,
    hitsB,
    nB,
    ...twoProportionZTest(hitsA, nA, hitsB, nB),
  }));
  assertClose(found, cases, 1e-11);
});

test('swapping the sides turns z round and keeps the p-value', () => {
  fc.assert(
    fc.property(proportion, proportion, ([hitsA, nA], [hitsB, nB]) => {
      const { z = Number.NaN, pValue } = twoProportionZTest(hitsA, nA, hitsB, nB) ?? {};
      assertClose(twoProportionZTest(hitsB, nB, hitsA, nA), { z: -z, pValue });
      assert.ok(pValue !== undefined && pValue >= 0 && pValue <= 1);
    }),
  );
});

test('counting misses instead of hits turns z round', () => {
  fc.assert(
    fc.property(proportion, proportion, ([hitsA, nA], [hitsB, nB]) => {
      const ofHits = twoProportionZTest(hitsA, nA, hitsB, nB)?.z ?? Number.NaN;
      assertClose(twoProportionZTest(nA - hitsA, nA, nB - hitsB, nB)?.z, -ofHits, 1e-6);
    }),
  );
});

test('equal ratios differ by nothing, whatever the rows', () => {
  assert.deepEqual(twoProportionZTest(1, 2, 5e14, 1e15), { z: 0, pValue: 1 });
});

test('nothing can be said of a side without rows, or when all rows came out alike', () => {
  assert.equal(twoProportionZTest(0, 0, 1, 2), undefined);
  assert.equal(twoProportionZTest(1, 2, 0, 0), undefined);
  assert.equal(twoProportionZTest(5, 5, 7, 7), undefined);
  assert.equal(twoProportionZTest(0, 5, 0, 7), undefined);
});

test('impossible counts are refused by name', () => {
  assert.throws(() => twoProportionZTest(3, 2, 1, 2), {
    name: 'RangeError',
    message: 'hitsA is 3, not a number in 0..2',
  });
  assert.throws(() => twoProportionZTest(1, 2, -1, 2), {
    name: 'RangeError',
    message: 'hitsB is -1, not a number in 0..2',
  });
  assert.throws(() => twoProportionZTest(1, 2, 1, Number.NaN), { name: 'RangeError', message: /^nB is NaN/ });
});
