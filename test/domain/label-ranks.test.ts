import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { LabelledRow } from '../../src/domain/label-counts.ts';
import { LabelRanks } from '../../src/domain/label-ranks.ts';
import { quantile } from '../../src/statistics/quantile.ts';
import { rocAuc } from '../../src/statistics/roc-auc.ts';
import { assertClose } from '../statistics/assert-close.ts';
import { exactNumber, labelledRow } from './arbitrary-labels.ts';

const MOST_CLASSES = 3;

/** The part of a row that matters here. */
type Row = Pick<LabelledRow, 'scores' | 'values'>;

function ranksOf(rows: readonly Row[], mostClasses = MOST_CLASSES): LabelRanks {
  const ranks = new LabelRanks(mostClasses);
  for (const row of rows) ranks.add({ accuracy: undefined, classes: undefined, ...row });
  return ranks;
}

function scored(scores: readonly number[], truth: number, positive: 0 | 1 = 1): Row {
  const score = scores[positive] ?? 0;
  return {
    scores: { scores, truth, spokenOf: positive, score, hit: truth === positive ? 1 : 0 },
    values: undefined,
  };
}

function plain(ranks: LabelRanks): object {
  return {
    area: ranks.rocAuc(),
    median: ranks.absoluteErrors.quantile(0.5),
    errors: ranks.absoluteErrors.count,
  };
}

test('of two classes the area is that of the positive one, whichever it is', () => {
  // Rounding has tied the second scores, and not the first.
  const rows = [
    [[0.0004, 0.9995], 1],
    [[0.0005, 0.9995], 0],
  ] as const;
  assert.equal(ranksOf(rows.map(([scores, truth]) => scored(scores, truth, 0))).rocAuc(), 1);
  assert.equal(ranksOf(rows.map(([scores, truth]) => scored(scores, truth, 1))).rocAuc(), 0.5);
});

test('of more classes the area is the mean over those that have rows on both sides', () => {
  fc.assert(
    fc.property(fc.array(labelledRow, { maxLength: 20 }), (rows) => {
      const labels = rows.flatMap(({ scores }) => scores ?? []);
      const areas = [0, 1, 2].flatMap(
        (index) =>
          rocAuc(
            labels.map(({ truth }) => Number(truth === index)),
            labels.map(({ scores }) => scores[index] ?? 0),
          ) ?? [],
      );
      const mean = areas.reduce((sum, area) => sum + area, 0) / areas.length;
      assertClose(ranksOf(rows).rocAuc(), areas.length === 0 ? undefined : mean);
    }),
  );
});

test('the median is that of the absolute errors', () => {
  const values = fc.record({ truth: exactNumber, output: exactNumber });
  fc.assert(
    fc.property(fc.array(values, { minLength: 1, maxLength: 20 }), (pairs) => {
      const errors = pairs.map(({ truth, output }) => Math.abs(output - truth)).sort((a, b) => a - b);
      const ranks = ranksOf(pairs.map((pair) => ({ scores: undefined, values: pair })));
      assertClose(ranks.absoluteErrors.quantile(0.5), quantile(errors, 0.5), 0.005);
    }),
  );
});

test('merging equals one pass and leaves the other as it is', () => {
  const rows = fc.array(labelledRow, { maxLength: 20 });
  fc.assert(
    fc.property(rows, rows, (first, second) => {
      const [merged, other] = [ranksOf(first), ranksOf(second)];
      merged.merge(other);
      assertClose(plain(merged), plain(ranksOf([...first, ...second])));
      assert.deepEqual(plain(other), plain(ranksOf(second)));
    }),
  );
});

test('scores of more classes than there is room for have no area', () => {
  const rows = [0, 1, 2, 3].map((truth) => scored([0.25, 0.25, 0.25, 0.25], truth));
  assert.equal(ranksOf(rows).rocAuc(), undefined);
  assert.equal(ranksOf(rows, 4).rocAuc(), 0.5);
});

test('nothing added has neither area nor median', () => {
  assert.deepEqual(plain(new LabelRanks(MOST_CLASSES)), { area: undefined, median: undefined, errors: 0 });
});
