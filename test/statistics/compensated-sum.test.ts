import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CompensatedSum, mean } from '../../src/statistics/compensated-sum.ts';

function sumOf(terms: readonly number[]): CompensatedSum {
  const sum = new CompensatedSum();
  for (const term of terms) sum.add(term);
  return sum;
}

test('small terms beside a large one are not lost', () => {
  assert.equal(sumOf([1e16, 1, 1, -1e16]).value, 2);
  assert.equal(sumOf([1, 1e100, 1, -1e100]).value, 2);
});

test('a tenth, ten million times, is a million', () => {
  const sum = new CompensatedSum();
  for (let term = 0; term < 10_000_000; term += 1) sum.add(0.1);
  assert.equal(sum.value, 1_000_000);
});

test('merging keeps what either had saved, and whole numbers stay exact', () => {
  const term = fc.maxSafeInteger().map((value) => Math.trunc(value / 128));
  fc.assert(
    fc.property(fc.array(term, { maxLength: 50 }), fc.array(term, { maxLength: 50 }), (first, second) => {
      const merged = sumOf(first);
      merged.merge(sumOf(second));
      const exact = [...first, ...second].reduce((total, value) => total + BigInt(value), 0n);
      assert.equal(merged.value, Number(exact));
    }),
  );
  const merged = sumOf([1e16, 1]);
  merged.merge(sumOf([1, -1e16]));
  assert.equal(merged.value, 2);
});

test('nothing sums to 0 and has no mean', () => {
  assert.equal(new CompensatedSum().value, 0);
  assert.equal(mean([]), undefined);
  assert.equal(mean([1, 2, 6]), 3);
});
