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

test('growing keeps every count, in whatever order classes appear', () => {
  const pair = fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 }));
  fc.assert(
    fc.property(fc.array(pair), (pairs) => {
      const confusion = new ConfusionCounts(9);
      for (const [actual, predicted] of pairs) confusion.add(actual, predicted);
      for (let actual = 0; actual < 9; actual += 1) {
        for (let predicted = 0; predicted < 9; predicted += 1) {
          const expected = pairs.filter(([a, p]) => a === actual && p === predicted).length;
          assert.equal(confusion.count(actual, predicted), expected);
        }
      }
    }),
  );
});
