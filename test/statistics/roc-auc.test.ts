import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rocAuc } from '../../src/statistics/roc-auc.ts';
import { assertClose } from './assert-close.ts';
import { type ClassificationCase, classificationCases } from './classification-cases.ts';

/** Rows of [truth, score] with many ties. */
const labelledScores = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 9 })), { maxLength: 40 })
  .map((rows) => ({ truth: rows.map(([truth]) => truth), score: rows.map(([, score]) => score / 9) }));

/** The share of pairs won, by looking at every pair. */
function shareOfPairsWon(truth: readonly number[], score: readonly number[]): number | undefined {
  const of = (wanted: number) => score.filter((_, row) => truth[row] === wanted);
  const pairs = of(1).flatMap((positive) => of(0).map((negative) => Math.sign(positive - negative)));
  const won = pairs.reduce((sum, sign) => sum + (sign + 1) / 2, 0);
  return pairs.length === 0 ? undefined : won / pairs.length;
}

/** One-vs-rest, averaged, which is how the oracle reads more than two classes. */
function macroRocAuc({ truth, scores }: ClassificationCase): number {
  const classes = scores[0]?.length === 2 ? [1] : (scores[0] ?? []).map((_, index) => index);
  const areas = classes.map((index) =>
    rocAuc(
      truth.map((right) => right === index),
      scores.map((row) => row[index] ?? Number.NaN),
    ),
  );
  return areas.reduce<number>((sum, area) => sum + (area ?? Number.NaN), 0) / classes.length;
}

test('of four pairs three are in order: 0.75', () => {
  assert.equal(rocAuc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]), 0.75);
});

test('the area equals that of scikit-learn on real predictions, ties included', () => {
  for (const row of classificationCases) assertClose(macroRocAuc(row), row.rocAuc);
});

test('the area is the share of pairs in which the positive wins, ties for half', () => {
  fc.assert(
    fc.property(labelledScores, ({ truth, score }) => {
      assertClose(rocAuc(truth, score), shareOfPairsWon(truth, score));
    }),
  );
});

test('a rising transform of the scores changes nothing, a falling one turns the area round', () => {
  fc.assert(
    fc.property(labelledScores, ({ truth, score }) => {
      const area = rocAuc(truth, score);
      assert.equal(
        rocAuc(
          truth,
          score.map((value) => Math.exp(20 * value)),
        ),
        area,
      );
      const turned = rocAuc(
        truth,
        score.map((value) => -value),
      );
      assertClose(turned, area === undefined ? undefined : 1 - area);
    }),
  );
});

test('the order of the rows does not matter, nor how truth is written', () => {
  fc.assert(
    fc.property(labelledScores, ({ truth, score }) => {
      const area = rocAuc(truth, score);
      assert.equal(rocAuc(truth.toReversed(), score.toReversed()), area);
      assert.equal(
        rocAuc(
          truth.map((value) => value === 1),
          Float64Array.from(score),
        ),
        area,
      );
    }),
  );
});

test('scores that are all equal, however large or negative, tell nothing', () => {
  for (const score of [-1e308, 0, 1e308]) assert.equal(rocAuc([0, 1, 1], [score, score, score]), 0.5);
});

test('-0 and 0 are a tie', () => {
  assert.equal(rocAuc([0, 1], [0, -0]), 0.5);
  assert.equal(rocAuc([0, 1], [-0, 0]), 0.5);
});

test('scores that are as close as numbers can be are told apart', () => {
  assert.equal(rocAuc([0, 1], [0.5, 0.5 + Number.EPSILON / 2]), 1);
});

test('with one class only there is no area', () => {
  assert.equal(rocAuc([], []), undefined);
  assert.equal(rocAuc([1], [0.5]), undefined);
  assert.equal(rocAuc([0, 0], [0.5, 0.6]), undefined);
});

test('what is not a truth or not a score is refused by its place', () => {
  assert.throws(() => rocAuc([0, 2], [0.1, 0.2]), {
    name: 'RangeError',
    message: 'truth[1] is 2, not 0, 1 or a truth value',
  });
  assert.throws(() => rocAuc([0, 1], [0.1, Number.NaN]), {
    name: 'RangeError',
    message: 'score[1] is NaN, not a finite number',
  });
  assert.throws(() => rocAuc([0, 1], [0.1]), {
    name: 'RangeError',
    message: 'truth has length 2, score has length 1',
  });
});
