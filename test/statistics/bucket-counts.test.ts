import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BucketCounts, lowerBound } from '../../src/statistics/bucket-counts.ts';

const BOUNDS = Float64Array.of(0.1, 1, 10);

test('a value falls into the first bucket whose bound it does not exceed', () => {
  const counts = new BucketCounts(BOUNDS);
  for (const value of [-5, 0, 0.1, 0.1000001, 1, 10, 10.5, 1e308]) counts.add(value);
  assert.deepEqual(Array.from(counts.counts), [3, 2, 1, 2]);
  assert.equal(counts.count, 8);
});

test('the sum is the sum of the values in order', () => {
  const counts = new BucketCounts(BOUNDS);
  for (const value of [0.5, 0.25, 20]) counts.add(value);
  assert.equal(counts.sum, 20.75);
});

test('nothing added is nothing counted', () => {
  const counts = new BucketCounts(BOUNDS);
  assert.deepEqual([counts.count, counts.sum, Array.from(counts.counts)], [0, 0, [0, 0, 0, 0]]);
});

const bounds = fc.uniqueArray(fc.double({ noNaN: true, noDefaultInfinity: true }), {
  minLength: 1,
  maxLength: 30,
});

test('cumulated counts equal the number of values at or below each bound', () => {
  fc.assert(
    fc.property(bounds, fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (edges, values) => {
      const sorted = Float64Array.from(edges).sort();
      const counts = new BucketCounts(sorted);
      for (const value of values) counts.add(value);
      let cumulative = 0;
      for (const [index, bound] of sorted.entries()) {
        cumulative += counts.counts[index] ?? 0;
        assert.equal(cumulative, values.filter((value) => value <= bound).length);
      }
      assert.equal(counts.count, values.length);
    }),
  );
});

function countsOf(values: readonly number[]): BucketCounts {
  const counts = new BucketCounts(BOUNDS);
  for (const value of values) counts.add(value);
  return counts;
}

function plain({ counts, count, sum }: BucketCounts): object {
  return { counts: Array.from(counts), count, sum };
}

test('merging equals one pass and leaves the other as it is', () => {
  const quarters = fc.array(fc.integer({ min: -80, max: 80 }).map((whole) => whole / 4));
  fc.assert(
    fc.property(quarters, quarters, (first, second) => {
      const [merged, other] = [countsOf(first), countsOf(second)];
      merged.merge(other);
      assert.deepEqual(plain(merged), plain(countsOf([...first, ...second])));
      assert.deepEqual(plain(other), plain(countsOf(second)));
    }),
  );
});

test('lowerBound equals a linear search, with ties', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -9, max: 9 })),
      fc.integer({ min: -10, max: 10 }),
      (list, value) => {
        const sorted = Float64Array.from(list).sort();
        const expected = sorted.findIndex((element) => element >= value);
        assert.equal(lowerBound(sorted, value), expected === -1 ? sorted.length : expected);
      },
    ),
  );
  assert.equal(lowerBound(new Float64Array(0), 1), 0);
  assert.equal(lowerBound(BOUNDS, Number.NaN), 3);
});
