import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BaselineCalibration } from '../../src/domain/baseline-calibration.ts';
import { isotonicRegression } from '../../src/statistics/isotonic-regression.ts';
import { seededRandom } from '../statistics/seeded-random.ts';

interface Scored {
  readonly score: number;
  readonly hit: 0 | 1;
}

const random = seededRandom(5);
const honest = Array.from({ length: 40_000 }, (): Scored => {
  const score = random();
  return { score, hit: random() < score ** 2 ? 1 : 0 };
});

function calibrationOf(rows: readonly Scored[]): BaselineCalibration {
  const calibration = new BaselineCalibration();
  for (const { score, hit } of rows) calibration.add(score, hit);
  return calibration;
}

/** The probability at the first knot that is not below this score. */
function probabilityAt(calibration: BaselineCalibration, score: number): number {
  const { scores = [], probabilities = [] } = calibration.calibrationOf('yes') ?? {};
  return probabilities[scores.findIndex((knot) => knot >= score)] ?? Number.NaN;
}

test('some hundred rows give what isotonic regression gives', () => {
  const rows = honest.slice(0, 400);
  const fit = isotonicRegression(
    rows.map(({ score }) => score),
    rows.map(({ hit }) => hit),
  );
  assert.ok(fit !== undefined);
  assert.deepEqual(calibrationOf(rows).calibrationOf('yes'), {
    class: 'yes',
    scores: Array.from(fit.x),
    probabilities: Array.from(fit.y),
  });
});

test('the probability at a score is how often it came true, of many rows and merged ones too', () => {
  const merged = calibrationOf(honest.slice(0, 25_000));
  merged.merge(calibrationOf(honest.slice(25_000)));
  for (const calibration of [calibrationOf(honest), merged]) {
    for (const score of [0.2, 0.5, 0.8]) {
      const probability = probabilityAt(calibration, score);
      assert.ok(Math.abs(probability - score ** 2) < 0.05, `${probability} at ${score}`);
    }
    assert.ok((calibration.calibrationOf('yes')?.scores.length ?? 0) <= 200);
  }
});

test('without rows there is no calibration', () => {
  assert.equal(new BaselineCalibration().calibrationOf('yes'), undefined);
});
