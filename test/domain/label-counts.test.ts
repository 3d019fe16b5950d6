import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LabelCounts, type LabelledRow } from '../../src/domain/label-counts.ts';
import { assertClose } from '../statistics/assert-close.ts';
import { labelledRow } from './arbitrary-labels.ts';
import { labelSums } from './label-sums.ts';

const SHAPE = { accuracyBuckets: Float64Array.of(0, 0.5, 1), confusionClasses: 2 };

const NOTHING = { accuracy: undefined, classes: undefined, scores: undefined, values: undefined };

function countsOf(rows: readonly LabelledRow[]): LabelCounts {
  const counts = new LabelCounts(SHAPE);
  for (const row of rows) counts.add(row);
  return counts;
}

test('a label counts with whatever can be said of it', () => {
  const { labels, accuracy, confusion, scores, regression } = countsOf([
    NOTHING,
    { ...NOTHING, accuracy: 0.25 },
    { ...NOTHING, classes: { actual: 2, predicted: 1 } },
    { ...NOTHING, values: { truth: 1, output: 3 } },
    { ...NOTHING, scores: { scores: [0.25, 0.75], truth: 1, spokenOf: 1, score: 0.75, hit: 1 } },
  ]);
  assert.deepEqual(
    [labels, accuracy.count, accuracy.sum, confusion.count(2, 1), regression.rows, scores.labels],
    [5, 1, 0.25, 1, 1, 1],
  );
});

test('merging equals one pass, in any order, and leaves the others as they are', () => {
  const parts = fc.array(fc.array(labelledRow, { maxLength: 8 }), { maxLength: 4 });
  fc.assert(
    fc.property(parts, (rows) => {
      const merged = new LabelCounts(SHAPE);
      for (const part of rows.toReversed()) {
        const other = countsOf(part);
        merged.merge(other);
        assert.deepEqual(labelSums(other, 3), labelSums(countsOf(part), 3));
      }
      assertClose(labelSums(merged, 3), labelSums(countsOf(rows.flat()), 3));
    }),
  );
});
