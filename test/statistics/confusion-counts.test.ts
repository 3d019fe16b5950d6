import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ConfusionCounts } from '../../src/statistics/confusion-counts.ts';

test('pairs are counted by actual and predicted class', () => {
  const confusion = new ConfusionCounts(3);
  for (const [actual, predicted] of [
    [0, 0],
    [0, 1],
    [0, 1],
    [2, 0],
  ] as const)
    confusion.add(actual, predicted);
  const rows = [0, 1, 2].map((actual) => [0, 1, 2].map((predicted) => confusion.count(actual, predicted)));
  assert.deepEqual(rows, [
    [1, 2, 0],
    [0, 0, 0],
    [1, 0, 0],
  ]);
});

test('a pair that was never seen counts 0, also before anything was added', () => {
  assert.equal(new ConfusionCounts(5).count(4, 4), 0);
});

test('an index beyond the size is refused and changes nothing', () => {
  const confusion = new ConfusionCounts(2);
  confusion.add(1, 1);
  assert.throws(() => confusion.add(2, 0), { name: 'RangeError', message: 'class index 2 is outside 0..1' });
  assert.equal(confusion.count(1, 1), 1);
});

type Pair = readonly [actual: number, predicted: number];

const CLASSES = Array.from({ length: 9 }, (_, index) => index);
const pairs = fc.array(fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 })));

function countsOf(counted: readonly Pair[]): ConfusionCounts {
  const confusion = new ConfusionCounts(9);
  for (const [actual, predicted] of counted) confusion.add(actual, predicted);
  return confusion;
}

function assertCounts(confusion: ConfusionCounts, counted: readonly Pair[]): void {
  assert.deepEqual(
    CLASSES.map((actual) => CLASSES.map((predicted) => confusion.count(actual, predicted))),
    CLASSES.map((actual) =>
      CLASSES.map((predicted) => counted.filter(([a, p]) => a === actual && p === predicted).length),
    ),
  );
}

test('growing keeps every count, in whatever order classes appear', () => {
  fc.assert(fc.property(pairs, (counted) => assertCounts(countsOf(counted), counted)));
});

test('merging equals one pass, whichever has more classes, and leaves the other as it is', () => {
  fc.assert(
    fc.property(pairs, pairs, (first, second) => {
      const [merged, other] = [countsOf(first), countsOf(second)];
      merged.merge(other);
      assertCounts(merged, [...first, ...second]);
      assertCounts(other, second);
    }),
  );
});
