import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { brierScore } from '../../src/statistics/brier-score.ts';
import { assertClose } from './assert-close.ts';
import { classificationCases } from './classification-cases.ts';
import { refusesWrongScores } from './wrong-scores.ts';

const binaryRows = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 50,
  })
  .map((rows) => ({ truth: rows.map(([truth]) => truth), scores: rows.map(([, score]) => score) }));

test('two classes: the mean square of score minus truth', () => {
  assertClose(brierScore([1, 0], [0.8, 0.4]), (0.04 + 0.16) / 2);
});

test('more classes: the squares of all of them, summed', () => {
  assertClose(brierScore([0], [[0.5, 0.3, 0.2]]), 0.25 + 0.09 + 0.04);
  assert.equal(brierScore([0], [[0, 1, 0]]), 2);
});

test('the score equals that of scikit-learn on real predictions', () => {
  for (const row of classificationCases) assertClose(brierScore(row.truth, row.scores), row.brierScore);
});

test('a single number says the same as two', () => {
  fc.assert(
    fc.property(binaryRows, ({ truth, scores }) => {
      const pairs = scores.map((score) => [1 - score, score]);
      assert.equal(brierScore(truth, scores), brierScore(truth, pairs));
    }),
  );
});

test('the score of two classes is within 0..1, and the order of the rows does not matter', () => {
  fc.assert(
    fc.property(binaryRows, ({ truth, scores }) => {
      const score = brierScore(truth, scores);
      assert.ok(score !== undefined && score >= 0 && score <= 1);
      assertClose(brierScore(truth.toReversed(), scores.toReversed()), score);
    }),
  );
});

test('without rows there is no score', () => {
  assert.equal(brierScore([], []), undefined);
});

refusesWrongScores('the Brier score', brierScore);
