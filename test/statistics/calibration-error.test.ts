import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { calibrationError } from '../../src/statistics/calibration-error.ts';
import { assertClose } from './assert-close.ts';
import { classificationCases } from './classification-cases.ts';
import { refusesWrongScores } from './wrong-scores.ts';

test('two bins of two rows, worked by hand', () => {
  // Scores 0.8 and 0.75, one hit: |0.5 - 0.775|. Scores 0.1 and 0.05, one hit: |0.5 - 0.075|.
  assertClose(calibrationError([1, 0, 0, 1], [0.8, 0.75, 0.1, 0.05]), (0.275 + 0.425) / 2);
});

test('of more classes the top score counts, the first of equal ones', () => {
  assertClose(
    calibrationError(
      [0, 2],
      [
        [0.4, 0.2, 0.4],
        [0.4, 0.2, 0.4],
      ],
    ),
    0.1,
  );
});

test('the error equals an independent computation on real predictions', () => {
  for (const row of classificationCases) {
    assertClose(calibrationError(row.truth, row.scores), row.calibrationError);
  }
});

test('scores that come true as often as they say have no error', () => {
  const truth = Array.from({ length: 100 }, (_, row) => (row % 4 === 0 ? 1 : 0));
  assert.equal(calibrationError(truth, new Float64Array(100).fill(0.25)), 0);
});

test('the error is within 0..1, and the order of the rows does not matter', () => {
  const row = fc.tuple(fc.integer({ min: 0, max: 1 }), fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), (rows) => {
      const errorOf = (list: typeof rows) =>
        calibrationError(
          list.map(([truth]) => truth),
          list.map(([, score]) => score),
        );
      const error = errorOf(rows);
      assert.ok(error !== undefined && error >= 0 && error <= 1);
      assertClose(errorOf(rows.toReversed()), error, 1e-9);
    }),
  );
});

test('without rows there is no error', () => {
  assert.equal(calibrationError([], []), undefined);
});

refusesWrongScores('the calibration error', calibrationError);
