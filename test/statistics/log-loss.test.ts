import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { logLoss } from '../../src/statistics/log-loss.ts';
import { assertClose } from './assert-close.ts';
import { classificationCases } from './classification-cases.ts';
import { refusesWrongScores } from './wrong-scores.ts';

const probability = fc.double({ min: 0, max: 1, noNaN: true });
const binaryRows = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1 }), probability), { minLength: 1, maxLength: 50 })
  .map((rows) => ({ truth: rows.map(([truth]) => truth), scores: rows.map(([, score]) => score) }));

test('the mean of -ln of what the right class got, worked by hand', () => {
  assertClose(
    logLoss(
      [0, 2],
      [
        [0.5, 0.25, 0.25],
        [0, 0.9, 0.1],
      ],
    ),
    (Math.LN2 + Math.log(10)) / 2,
  );
  assertClose(logLoss([1, 0], [0.25, 0.25]), (Math.log(4) - Math.log(0.75)) / 2);
});

test('log loss equals that of scikit-learn on real predictions', () => {
  for (const row of classificationCases) assertClose(logLoss(row.truth, row.scores), row.logLoss);
});

test('the scores of a row need not sum to 1', () => {
  assertClose(logLoss([1], [[0.25, 0.25, 0.25]]), Math.log(4));
});

test('a sure mistake costs -ln 1e-15, a sure hit next to nothing', () => {
  assertClose(logLoss([1], [[1, 0]]), -Math.log(1e-15));
  assertClose(logLoss([1], [0]), -Math.log(1e-15));
  assertClose(logLoss([1], [1]), 1e-15, 0.01);
});

test('a single number says the same as two', () => {
  fc.assert(
    fc.property(binaryRows, ({ truth, scores }) => {
      const pairs = scores.map((score) => [1 - score, score]);
      assert.equal(logLoss(truth, scores), logLoss(truth, pairs));
    }),
  );
});

test('log loss is above 0, and the order of the rows does not matter', () => {
  fc.assert(
    fc.property(binaryRows, ({ truth, scores }) => {
      const loss = logLoss(truth, scores);
      assert.ok(loss !== undefined && loss > 0 && loss < 34.6);
      assertClose(logLoss(truth.toReversed(), scores.toReversed()), loss);
    }),
  );
});

test('a million rows add up without loss', () => {
  const rows = 1_000_000;
  assertClose(logLoss(new Uint8Array(rows), new Float64Array(rows).fill(0.1)), -Math.log(0.9), 1e-15);
});

test('without rows there is no log loss', () => {
  assert.equal(logLoss([], []), undefined);
});

refusesWrongScores('log loss', logLoss);
