import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sumExactly } from '../../src/prometheus/cluster-sum.ts';

const terms = fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { maxLength: 20 });

test('nothing is lost beside a large term', () => {
  assert.deepEqual(sumExactly([1e16, 1, 1]), { sum: 1e16 + 2, residue: 0 });
  assert.deepEqual(sumExactly([0.1, 0.2]), { sum: 0.30000000000000004, residue: -2.7755575615628914e-17 });
  assert.deepEqual(sumExactly([]), { sum: 0, residue: 0 });
});

test('whole numbers leave no residue', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 20 }), (counts) => {
      const sum = counts.reduce((total, count) => total + count, 0);
      assert.deepEqual(sumExactly(counts), { sum, residue: 0 });
    }),
  );
});

test('the order of the terms does not matter', () => {
  fc.assert(
    fc.property(terms, (values) => {
      assert.equal(sumExactly(values.toReversed()).sum, sumExactly(values).sum);
      assert.equal(sumExactly(values.toSorted((a, b) => a - b)).sum, sumExactly(values).sum);
    }),
  );
});

test('a sum taken in two steps, with the residue, is the sum taken in one', () => {
  fc.assert(
    fc.property(terms, terms, (dead, living) => {
      const { sum, residue } = sumExactly(dead);
      assert.equal(sumExactly([...living, sum, residue]).sum, sumExactly([...dead, ...living]).sum);
    }),
  );
});

test('infinities and NaN are summed as usual', () => {
  assert.deepEqual(sumExactly([1, Number.POSITIVE_INFINITY, 2]), {
    sum: Number.POSITIVE_INFINITY,
    residue: 0,
  });
  assert.deepEqual(sumExactly([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]), {
    sum: Number.NaN,
    residue: 0,
  });
  assert.deepEqual(sumExactly([1, Number.NaN]), { sum: Number.NaN, residue: 0 });
});
