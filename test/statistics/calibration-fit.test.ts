import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CalibrationFit } from '../../src/statistics/calibration-fit.ts';
import { isotonicRegression, isotonicValue } from '../../src/statistics/isotonic-regression.ts';
import type { ScoreCalibration } from '../../src/statistics/score-calibration.ts';
import { assertClose } from './assert-close.ts';
import { ARRIVAL_ORDERS, type LabelledScore, SCORE_DISTRIBUTIONS } from './score-streams.ts';

interface Row {
  readonly scores: readonly number[];
  readonly truth: number;
}

const ROWS = 10_000;
/** What is said of probabilities, and of the accuracy they lead to, when not all scores are kept. */
const OFF_ON_AVERAGE = 0.0045;
const ACCURACY_OFF = 0.0005;

function rowsOf(classes: number): fc.Arbitrary<readonly Row[]> {
  const score = fc.integer({ min: 0, max: 20 }).map((part) => part / 20);
  return fc.array(
    fc.record<Row>({
      scores: fc.array(score, { minLength: classes, maxLength: classes }),
      truth: fc.nat({ max: classes - 1 }),
    }),
    { maxLength: 40 },
  );
}

function fitOf(rows: readonly Row[], classes: number): CalibrationFit {
  const fit = new CalibrationFit(classes);
  for (const { scores, truth } of rows) fit.add(scores, truth);
  return fit;
}

/** By definition, class against the rest. */
function isotonicCalibration(rows: readonly Row[], curves: readonly number[]): ScoreCalibration | undefined {
  if (rows.length === 0) return undefined;
  return {
    rows: rows.length,
    curves: curves.map((index) => {
      const fit = isotonicRegression(
        rows.map(({ scores }) => scores[index] ?? Number.NaN),
        rows.map(({ truth }) => (truth === index ? 1 : 0)),
      );
      return { scores: Array.from(fit?.x ?? []), probabilities: Array.from(fit?.y ?? []) };
    }),
  };
}

test('of two classes one curve is learned, that of the second', () => {
  const fit = fitOf(
    [
      { scores: [0.9, 0.1], truth: 0 },
      { scores: [0.6, 0.4], truth: 1 },
      { scores: [0.4, 0.6], truth: 0 },
      { scores: [0.2, 0.8], truth: 1 },
    ],
    2,
  );
  assert.deepEqual(fit.calibration(), {
    rows: 4,
    curves: [{ scores: [0.1, 0.4, 0.6, 0.8], probabilities: [0, 0.5, 0.5, 1] }],
  });
});

test('of more classes each is learned against the rest, by isotonic regression', () => {
  fc.assert(
    fc.property(rowsOf(3), (rows) => {
      assertClose(fitOf(rows, 3).calibration(), isotonicCalibration(rows, [0, 1, 2]));
    }),
  );
});

test('merging equals one pass in any order, and leaves the other as it is', () => {
  fc.assert(
    fc.property(rowsOf(2), rowsOf(2), (first, second) => {
      const [merged, other] = [fitOf(first, 2), fitOf(second, 2)];
      merged.merge(other);
      assertClose(merged.calibration(), isotonicCalibration([...second, ...first].toReversed(), [1]));
      assertClose(other.calibration(), isotonicCalibration(second, [1]));
    }),
  );
});

/** How far the probabilities that a fit gives the rows are from those of isotonic regression, and what follows. */
function offBy(rows: readonly LabelledScore[], fit: CalibrationFit): { mean: number; accuracy: number } {
  const exact = isotonicRegression(
    rows.map(({ score }) => score),
    rows.map(({ truth }) => truth),
  );
  const [curve] = fit.calibration()?.curves ?? [];
  assert.ok(exact !== undefined && curve !== undefined);
  const found = { x: Float64Array.from(curve.scores), y: Float64Array.from(curve.probabilities) };
  let [apart, accuracy] = [0, 0];
  for (const { score } of rows) {
    const [p, q] = [isotonicValue(exact, score), isotonicValue(found, score)];
    apart += Math.abs(q - p);
    accuracy += Math.max(q, 1 - q) - Math.max(p, 1 - p);
  }
  return { mean: apart / rows.length, accuracy: accuracy / rows.length };
}

for (const [name, distribution] of Object.entries(SCORE_DISTRIBUTIONS)) {
  test(`the calibration of ${name} is close to isotonic regression in every order, in one stream and in ten`, () => {
    const rows = Array.from({ length: ROWS }, distribution());
    for (const [order, arrange] of Object.entries(ARRIVAL_ORDERS)) {
      const parts = Array.from({ length: 10 }, () => new CalibrationFit(2));
      const whole = new CalibrationFit(2);
      for (const [index, { score, truth }] of arrange(rows).entries()) {
        whole.add([1 - score, score], truth);
        parts[Math.floor((index * 10) / ROWS)]?.add([1 - score, score], truth);
      }
      const merged = new CalibrationFit(2);
      for (const part of parts) merged.merge(part);
      for (const fit of [whole, merged]) {
        const { mean, accuracy } = offBy(rows, fit);
        assert.ok(mean <= OFF_ON_AVERAGE, `${order}: off by ${mean} on average`);
        assert.ok(Math.abs(accuracy) <= ACCURACY_OFF, `${order}: accuracy off by ${accuracy}`);
      }
    }
  });
}

test('a class that never comes true is never likely, one that always does is sure, no row is no calibration', () => {
  const rows = [0.2, 0.7].map((score): Row => ({ scores: [score, 0.5, 1 - score], truth: 0 }));
  assert.deepEqual(fitOf(rows, 3).calibration(), {
    rows: 2,
    curves: [
      { scores: [0.2, 0.7], probabilities: [1, 1] },
      { scores: [0.5], probabilities: [0] },
      { scores: [1 - 0.7, 1 - 0.2], probabilities: [0, 0] },
    ],
  });
  assert.equal(new CalibrationFit(3).calibration(), undefined);
});

test('what is not a score per class and a class is refused and changes nothing', () => {
  const fit = new CalibrationFit(2);
  const refusals: readonly [Row, string][] = [
    [{ scores: [0.5], truth: 0 }, 'scores has length 1, not 2'],
    [{ scores: [0.5, Number.NaN], truth: 0 }, 'scores[1] is NaN, not a finite number'],
    [{ scores: [0.5, 0.5], truth: 2 }, 'truth is 2, not the index of one of 2 classes'],
    [{ scores: [0.5, 0.5], truth: -1 }, 'truth is -1, not the index of one of 2 classes'],
    [{ scores: [0.5, 0.5], truth: 0.5 }, 'truth is 0.5, not the index of one of 2 classes'],
  ];
  for (const [{ scores, truth }, message] of refusals) {
    assert.throws(() => fit.add(scores, truth), { name: 'RangeError', message });
  }
  assert.throws(() => fit.merge(new CalibrationFit(3)), {
    name: 'RangeError',
    message: 'other has 3 classes, not 2',
  });
  assert.equal(fit.calibration(), undefined);
});
