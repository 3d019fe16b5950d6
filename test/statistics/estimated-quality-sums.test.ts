import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CalibrationFit } from '../../src/statistics/calibration-fit.ts';
import { EstimatedQualitySums } from '../../src/statistics/estimated-quality-sums.ts';
import { ScoreCalibrator } from '../../src/statistics/score-calibration.ts';
import { assertClose } from './assert-close.ts';
import { type EstimatedQualityCase, estimatedQualityCases } from './estimated-quality-cases.ts';
import { seededRandom } from './seeded-random.ts';

interface Row {
  readonly predicted: number;
  readonly scores: readonly number[];
}

/** Scores of three classes that are their probabilities. */
const AS_IT_IS = new ScoreCalibrator({
  curves: Array.from({ length: 3 }, () => ({ scores: [0, 1], probabilities: [0, 1] })),
});

function sumsOf(rows: readonly Row[], calibrator: ScoreCalibrator): EstimatedQualitySums {
  const sums = new EstimatedQualitySums(calibrator);
  for (const { predicted, scores } of rows) sums.add(predicted, scores);
  return sums;
}

function calibratorOf(rows: readonly { scores: readonly number[]; truth: number }[]): ScoreCalibrator {
  const fit = new CalibrationFit(rows[0]?.scores.length ?? 0);
  for (const { scores, truth } of rows) fit.add(scores, truth);
  const calibration = fit.calibration();
  assert.ok(calibration !== undefined);
  return new ScoreCalibrator(calibration);
}

/** The calibrator and the rows to estimate of a case. */
function readCase(row: EstimatedQualityCase): { calibrator: ScoreCalibrator; rows: readonly Row[] } {
  const { calibrationScores, calibrationTruth, scores, predicted } = row;
  const calibrator = calibratorOf(
    calibrationScores.map((known, index) => ({ scores: known, truth: calibrationTruth[index] ?? -1 })),
  );
  return {
    calibrator,
    rows: scores.map((said, index) => ({ scores: said, predicted: predicted[index] ?? -1 })),
  };
}

for (const oracle of estimatedQualityCases) {
  const { calibrator, rows } = readCase(oracle);

  test(`${oracle.name}: calibration and estimate equal those of scikit-learn and NumPy`, () => {
    const probabilities = oracle.scores
      .slice(0, oracle.probabilities.length)
      .map((scores) => Array.from(calibrator.probabilities(scores)));
    assertClose(probabilities, oracle.probabilities, 1e-9);
    assertClose(sumsOf(rows, calibrator).quality(), oracle.estimated, 1e-9);
  });

  test(`${oracle.name}: the estimate is within 0.06 of what the labels say`, () => {
    const { estimated, measured } = oracle;
    for (const figure of ['accuracy', 'precision', 'recall', 'f1', 'rocAuc'] as const) {
      const off = (estimated[figure] ?? Number.NaN) - (measured[figure] ?? Number.NaN);
      assert.ok(Math.abs(off) <= 0.06, `${figure} is off by ${off}`);
    }
  });
}

const row = fc
  .tuple(fc.nat({ max: 2 }), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 }))
  .map(([predicted, parts]): Row => {
    const sum = parts.reduce((total, part) => total + part, 0);
    return { predicted, scores: parts.map((part) => (sum === 0 ? 1 / 3 : part / sum)) };
  });
const manyRows = fc.array(row, { maxLength: 40 });

test('merging equals one pass in any order, and leaves the other as it is', () => {
  fc.assert(
    fc.property(manyRows, manyRows, (first, second) => {
      const [merged, other] = [sumsOf(first, AS_IT_IS), sumsOf(second, AS_IT_IS)];
      merged.merge(other);
      assertClose(merged.quality(), sumsOf([...second, ...first].toReversed(), AS_IT_IS).quality(), 1e-9);
      assertClose(other.quality(), sumsOf(second, AS_IT_IS).quality());
      assert.equal(merged.rows, first.length + second.length);
    }),
  );
});

test('every figure is within 0..1 or cannot be said', () => {
  fc.assert(
    fc.property(manyRows, (rows) => {
      const { rows: _, classes, ...overAll } = sumsOf(rows, AS_IT_IS).quality();
      for (const value of [overAll, ...classes].flatMap((figures) => Object.values(figures))) {
        assert.ok(value === undefined || (value >= 0 && value <= 1), `${value}`);
      }
    }),
  );
});

test('perfectly sure scores give the accuracy of certainty', () => {
  const rows = Array.from({ length: 90 }, (_, index): Row => {
    const likely = index % 3;
    const scores = [0, 0, 0].with(likely, 1);
    return { predicted: index < 72 ? likely : (likely + 1) % 3, scores };
  });
  const fifth = { precision: 0.8, recall: 0.8, f1: 0.8 };
  assertClose(sumsOf(rows, AS_IT_IS).quality(), {
    rows: 90,
    accuracy: 0.8,
    ...fifth,
    rocAuc: 1,
    classes: [fifth, fifth, fifth],
  });
});

/** Rows of a model that says too much: a score s comes true with the chance s². The shape bends the population. */
function overconfidentRows(count: number, seed: number, shape: number) {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const score = random() ** shape;
    return {
      scores: [1 - score, score],
      predicted: score >= 0.5 ? 1 : 0,
      truth: random() < score ** 2 ? 1 : 0,
    };
  });
}

test('the estimate of a model that says too much follows its accuracy to another population', () => {
  const calibrator = calibratorOf(overconfidentRows(200_000, 1, 1));
  for (const shape of [1, 4, 0.25]) {
    const rows = overconfidentRows(200_000, 2, shape);
    const measured = rows.filter(({ predicted, truth }) => predicted === truth).length / rows.length;
    const off = (sumsOf(rows, calibrator).quality().accuracy ?? Number.NaN) - measured;
    assert.ok(Math.abs(off) <= 0.004, `shape ${shape}: accuracy is off by ${off} of ${measured}`);
  }
});

test('the estimate comes closer the more rows it rests on', () => {
  const rows = overconfidentRows(100_000, 3, 1);
  const exact = new ScoreCalibrator({
    curves: [
      {
        scores: Array.from({ length: 201 }, (_, knot) => knot / 200),
        probabilities: Array.from({ length: 201 }, (_, knot) => (knot / 200) ** 2),
      },
    ],
  });
  for (const count of [100, 1000, 10_000, 100_000]) {
    const some = rows.slice(0, count);
    const measured = some.filter(({ predicted, truth }) => predicted === truth).length / count;
    const off = (sumsOf(some, exact).quality().accuracy ?? Number.NaN) - measured;
    // Three standard errors of a share of a half.
    assert.ok(Math.abs(off) <= 1.5 / Math.sqrt(count), `${count} rows: off by ${off}`);
  }
});

test('a row that is refused changes nothing', () => {
  const sums = sumsOf([{ predicted: 0, scores: [0.5, 0.25, 0.25] }], AS_IT_IS);
  const before = sums.quality();
  const refusals: readonly [Row, string][] = [
    [{ predicted: 3, scores: [1, 0, 0] }, 'predicted is 3, not the index of one of 3 classes'],
    [{ predicted: 0, scores: [1, 0] }, 'scores has length 2, not 3'],
    [{ predicted: 0, scores: [1, 0, Number.NaN] }, 'scores[2] is NaN, not a finite number'],
  ];
  for (const [{ predicted, scores }, message] of refusals) {
    assert.throws(() => sums.add(predicted, scores), { name: 'RangeError', message });
  }
  assert.deepEqual(sums.quality(), before);
});
