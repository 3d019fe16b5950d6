import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CalibrationCurve, calibrationCurve } from '../../src/statistics/calibration-curve.ts';
import {
  type IsotonicFit,
  isotonicRegression,
  isotonicValue,
} from '../../src/statistics/isotonic-regression.ts';
import { exactSummary } from '../../src/statistics/rank-summary.ts';
import { assertClose } from './assert-close.ts';
import { type LabelledScore, SCORE_DISTRIBUTIONS } from './score-streams.ts';
import { seededRandom } from './seeded-random.ts';

const MOST_KNOTS = 200;

/** The curve of rows of which nothing is summarised away. */
function curveOf(rows: readonly LabelledScore[]): CalibrationCurve | undefined {
  const summaryOf = (wanted: 0 | 1) =>
    exactSummary(
      Float64Array.from(rows.filter(({ truth }) => truth === wanted).map(({ score }) => score)).sort(),
    );
  return calibrationCurve(summaryOf(1), summaryOf(0));
}

function isotonicCurveOf(rows: readonly LabelledScore[]): CalibrationCurve | undefined {
  const fit = isotonicRegression(
    rows.map(({ score }) => score),
    rows.map(({ truth }) => truth),
  );
  return fit && { scores: Array.from(fit.x), probabilities: Array.from(fit.y) };
}

/** Rows whose truth follows the score so closely that their calibration has some four hundred steps. */
function rowsOfManySteps(): readonly LabelledScore[] {
  const random = seededRandom(5);
  return Array.from({ length: 800_000 }, () => {
    const score = Math.floor(random() * 5000) / 5000;
    return { score, truth: random() < score ** 3 ? 1 : 0 };
  });
}

function fitOf({ scores, probabilities }: CalibrationCurve): IsotonicFit {
  return { x: Float64Array.from(scores), y: Float64Array.from(probabilities) };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

test('steps that fall are pooled, worked by hand', () => {
  const rows: readonly LabelledScore[] = [
    { score: 0.1, truth: 0 },
    { score: 0.2, truth: 1 },
    { score: 0.3, truth: 0 },
    { score: 0.4, truth: 1 },
  ];
  assert.deepEqual(curveOf(rows), { scores: [0.1, 0.2, 0.3, 0.4], probabilities: [0, 0.5, 0.5, 1] });
});

test('with few steps the curve is the isotonic regression of the truths on the scores', () => {
  const row = fc.record<LabelledScore>({
    score: fc.integer({ min: -9, max: 9 }),
    truth: fc.constantFrom(0, 1),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 120 }), (rows) => {
      assertClose(curveOf(rows), isotonicCurveOf(rows));
    }),
  );
});

test('many steps are brought to 200 knots, which moves probabilities by less than 0.001 on average', () => {
  const rows = rowsOfManySteps();
  const [curve, exact] = [curveOf(rows), isotonicCurveOf(rows)];
  assert.ok(curve !== undefined && exact !== undefined);
  assert.ok(exact.scores.length > 2 * MOST_KNOTS, `only ${exact.scores.length} knots to begin with`);
  assert.ok(curve.scores.length <= MOST_KNOTS);

  const [joined, whole] = [fitOf(curve), fitOf(exact)];
  const moved = rows.map(({ score }) => isotonicValue(joined, score) - isotonicValue(whole, score));
  const [moves, sum] = [meanOf(moved.map(Math.abs)), meanOf(moved)];
  assert.ok(moves < 0.001, `moved by ${moves}`);
  assert.ok(Math.abs(sum) < 1e-12, `the share expected to be right changed by ${sum}`);
});

for (const [name, distribution] of Object.entries(SCORE_DISTRIBUTIONS)) {
  test(`the curve of ${name} rises, in scores strictly, within 0..1`, () => {
    const curve = curveOf(Array.from({ length: 5000 }, distribution()));
    assert.ok(curve !== undefined);
    const { scores, probabilities } = curve;
    assert.equal(scores.length, probabilities.length);
    assert.ok(scores.length <= MOST_KNOTS);
    assert.ok(scores.every((score, knot) => knot === 0 || score > (scores[knot - 1] ?? score)));
    assert.ok(probabilities.every((p, knot) => p >= (probabilities[knot - 1] ?? 0) && p <= 1));
  });
}

test('one row is one knot, no row is no curve', () => {
  assert.deepEqual(curveOf([{ score: 0.5, truth: 1 }]), { scores: [0.5], probabilities: [1] });
  assert.equal(curveOf([]), undefined);
});
