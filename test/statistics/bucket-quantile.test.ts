import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BucketCounts } from '../../src/statistics/bucket-counts.ts';
import { bucketQuantile } from '../../src/statistics/bucket-quantile.ts';

const BOUNDS = Float64Array.of(1, 10, 60);

function counted(...values: readonly number[]): BucketCounts {
  const counts = new BucketCounts(BOUNDS);
  for (const value of values) counts.add(value);
  return counts;
}

test('within a bucket the quantile lies on a straight line, as histogram_quantile has it', () => {
  const counts = counted(0.5, 5, 5, 5, 30, 30);
  const read = (p: number) => bucketQuantile(counts, p);
  // Ranks 1.5, 3 and 4.5 of 6: a sixth into the second bucket, two thirds, and a quarter of the third.
  assert.deepEqual([read(0.25), read(0.5), read(0.75)], [1 + 9 * (0.5 / 3), 1 + 9 * (2 / 3), 10 + 50 / 4]);
  assert.deepEqual([read(0), read(1)], [0, 60]);
});

test('what lies above the last bound counts as that bound', () => {
  assert.deepEqual([bucketQuantile(counted(1e9), 0.5), bucketQuantile(counted(0.5, 1e9), 1)], [60, 60]);
});

test('without values there is no quantile, and p is a share', () => {
  assert.equal(bucketQuantile(counted(), 0.5), undefined);
  assert.throws(() => bucketQuantile(counted(1), 1.5), RangeError);
  assert.throws(() => bucketQuantile(counted(1), Number.NaN), RangeError);
});

test('a quantile is in the bucket of the value of that rank, and never falls with p', () => {
  const value = fc.double({ min: 0, max: 60, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (values, p) => {
        const sorted = [...values].sort((a, b) => a - b);
        const exact = sorted[Math.ceil(p * sorted.length - 1e-9) - 1] ?? 0;
        const bucket = BOUNDS.findIndex((bound) => exact <= bound);
        const found = bucketQuantile(counted(...values), p) ?? Number.NaN;
        const [from, to] = [BOUNDS[bucket - 1] ?? 0, BOUNDS[bucket] ?? 60];
        assert.ok(found >= from - 1e-9 && found <= to + 1e-9, `${found} is not in ${from}..${to}`);
        assert.ok((bucketQuantile(counted(...values), p / 2) ?? 0) <= found);
      },
    ),
  );
});
