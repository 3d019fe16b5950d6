import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CalibrationCurve } from '../../src/statistics/calibration-curve.ts';
import { ScoreCalibrator } from '../../src/statistics/score-calibration.ts';
import { assertClose } from './assert-close.ts';

const HALVED: CalibrationCurve = { scores: [0, 1], probabilities: [0, 0.5] };
const NEVER_LOW: CalibrationCurve = { scores: [0.5], probabilities: [0.5] };

/** Knots anywhere, rising. */
const curve = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((knots): CalibrationCurve => {
    const scores = [...new Set(knots.map(([score]) => score))].sort((a, b) => a - b);
    const probabilities = knots.map(([, probability]) => probability / 100).sort((a, b) => a - b);
    return {
      scores: scores.map((score) => score / 100),
      probabilities: probabilities.slice(0, scores.length),
    };
  });

function probabilitiesOf(curves: readonly CalibrationCurve[], scores: readonly number[]): readonly number[] {
  return Array.from(new ScoreCalibrator({ curves }).probabilities(scores));
}

test('one curve speaks of the second of two classes, straight between its knots and flat outside', () => {
  const curves: readonly CalibrationCurve[] = [{ scores: [0.25, 0.75], probabilities: [0.5, 1] }];
  assert.deepEqual(
    [0, 0.25, 0.5, 0.75, 1].map((score) => probabilitiesOf(curves, [1 - score, score])),
    [
      [0.5, 0.5],
      [0.5, 0.5],
      [0.25, 0.75],
      [0, 1],
      [0, 1],
    ],
  );
});

test('of more classes each curve is read by itself, and the values are brought to sum to 1', () => {
  assertClose(probabilitiesOf([HALVED, HALVED, NEVER_LOW], [0.2, 0.8, 0]), [0.1, 0.4, 0.5]);
  assertClose(probabilitiesOf([HALVED, HALVED, NEVER_LOW], [1, 1, 0]), [1 / 3, 1 / 3, 1 / 3]);
  assertClose(probabilitiesOf([HALVED, NEVER_LOW], [1, 0]), [0.5, 0.5]);
});

test('where no class is likely at all, every class is as likely as any other', () => {
  assert.deepEqual(probabilitiesOf([HALVED, HALVED, HALVED, HALVED], [0, 0, 0, 0]), [0.25, 0.25, 0.25, 0.25]);
});

test('probabilities are within 0..1, sum to 1, and rise with the score', () => {
  const score = fc.double({ min: -1, max: 2, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(curve, { minLength: 1, maxLength: 5 }),
      fc.tuple(score, score),
      (curves, [low, high]) => {
        const calibrator = new ScoreCalibrator({ curves });
        const last = calibrator.classes - 1;
        const scores = Array.from({ length: calibrator.classes }, () => 0.5);
        const [lower, higher] = [Math.min(low, high), Math.max(low, high)].map((value) =>
          calibrator.probabilities(scores.with(last, value)),
        ) as [Float64Array, Float64Array];
        for (const row of [lower, higher]) {
          assert.ok(row.every((probability) => probability >= 0 && probability <= 1));
          assertClose(
            row.reduce((sum, probability) => sum + probability, 0),
            1,
          );
        }
        const noneIsLikely = lower.every((probability) => probability === 1 / calibrator.classes);
        assert.ok(noneIsLikely || (lower[last] ?? 0) <= (higher[last] ?? 0) + 1e-12);
      },
    ),
  );
});

test('what is no calibration is refused, by its place', () => {
  const wrong: readonly { curves: readonly CalibrationCurve[]; message: string }[] = [
    { curves: [], message: 'curves has length 0' },
    { curves: [{ scores: [], probabilities: [] }], message: 'curves[0] has no knots' },
    {
      curves: [{ scores: [0.5], probabilities: [] }],
      message: 'curves[0].scores has length 1, curves[0].probabilities has length 0',
    },
    {
      curves: [{ scores: [Number.NaN], probabilities: [0] }],
      message: 'curves[0].scores[0] is NaN, not a finite number',
    },
    {
      curves: [HALVED, { scores: [0.5], probabilities: [1.5] }],
      message: 'curves[1].probabilities[0] is 1.5, not a number in 0..1',
    },
    {
      curves: [{ scores: [0.5, 0.5], probabilities: [0, 1] }],
      message: 'curves[0].scores[1] is 0.5, not above 0.5',
    },
    {
      curves: [{ scores: [0, 1], probabilities: [0.5, 0.25] }],
      message: 'curves[0].probabilities[1] is 0.25, below 0.5',
    },
  ];
  for (const { curves, message } of wrong) {
    assert.throws(() => new ScoreCalibrator({ curves }), { name: 'RangeError', message });
  }
});

test('what is not a finite score per class is refused', () => {
  const calibrator = new ScoreCalibrator({ curves: [HALVED] });
  assert.throws(() => calibrator.probabilities([0.5]), {
    name: 'RangeError',
    message: 'scores has length 1, not 2',
  });
  assert.throws(() => calibrator.probabilities([0.5, Number.NaN]), {
    name: 'RangeError',
    message: 'scores[1] is NaN, not a finite number',
  });
});
