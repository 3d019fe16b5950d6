import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type ClassificationReport,
  classificationReport,
} from '../../src/statistics/classification-report.ts';
import { ConfusionCounts } from '../../src/statistics/confusion-counts.ts';
import { assertClose } from './assert-close.ts';
import { classificationCases } from './classification-cases.ts';
import { oracleCases } from './oracle.ts';

interface ConfusionCase {
  readonly name: string;
  readonly confusion: readonly (readonly number[])[];
  readonly report: ClassificationReport;
}

/** Square matrices of counts, zeros among them. */
const matrix = fc.integer({ min: 1, max: 6 }).chain((size) =>
  fc.array(fc.array(fc.oneof(fc.nat({ max: 50 }), fc.constant(0)), { minLength: size, maxLength: size }), {
    minLength: size,
    maxLength: size,
  }),
);

const NO_FIGURES = { precision: undefined, recall: undefined, f1: undefined, specificity: undefined };

function confusionOf(truth: readonly number[], predicted: readonly number[]): readonly (readonly number[])[] {
  const size = Math.max(...truth, ...predicted) + 1;
  const counts = new ConfusionCounts(size);
  for (const [row, actual] of truth.entries()) counts.add(actual, predicted[row] ?? -1);
  return Array.from({ length: size }, (_, actual) =>
    Array.from({ length: size }, (_, column) => counts.count(actual, column)),
  );
}

test('a two by two matrix, worked by hand', () => {
  // 50 true negatives, 10 false positives, 5 false negatives, 35 true positives.
  const positive = { precision: 35 / 45, recall: 35 / 40, f1: 70 / 85, specificity: 50 / 60 };
  const negative = { precision: 50 / 55, recall: 50 / 60, f1: 100 / 115, specificity: 35 / 40 };
  assertClose(
    classificationReport([
      [50, 10],
      [5, 35],
    ]),
    {
      rows: 100,
      accuracy: 0.85,
      balancedAccuracy: (35 / 40 + 50 / 60) / 2,
      mcc: (35 * 50 - 10 * 5) / Math.sqrt(45 * 40 * 60 * 55),
      kappa: (0.85 - 0.51) / (1 - 0.51),
      macro: {
        precision: (positive.precision + negative.precision) / 2,
        recall: (positive.recall + negative.recall) / 2,
        f1: (positive.f1 + negative.f1) / 2,
        specificity: (positive.specificity + negative.specificity) / 2,
      },
      classes: [negative, positive],
    },
  );
});

test('reports equal those of scikit-learn on real predictions', () => {
  for (const { truth, predicted, report } of classificationCases) {
    assertClose(classificationReport(confusionOf(truth, predicted)), report);
  }
});

test('classes never seen, never predicted or never true are left undefined as scikit-learn does', () => {
  const cases = oracleCases<ConfusionCase>('confusion');
  const found = cases.map(({ name, confusion }) => ({
    name,
    confusion,
    report: classificationReport(confusion),
  }));
  assertClose(found, cases);
});

test('every figure is within its range or undefined, and balanced accuracy is the mean recall', () => {
  fc.assert(
    fc.property(matrix, (confusion) => {
      const { rows, mcc, kappa, macro, classes, ...ratios } = classificationReport(confusion);
      for (const value of [...Object.values(ratios), ...[macro, ...classes].flatMap(Object.values)]) {
        assert.ok(value === undefined || (value >= 0 && value <= 1), `${value}`);
      }
      for (const value of [mcc, kappa]) assert.ok(value === undefined || Math.abs(value) <= 1, `${value}`);
      assert.equal(ratios.balancedAccuracy, macro.recall);
      assert.equal(
        rows,
        confusion.flat().reduce((sum, count) => sum + count, 0),
      );
    }),
  );
});

test('swapping truths and predictions swaps precision and recall and keeps accuracy, mcc and kappa', () => {
  fc.assert(
    fc.property(matrix, (confusion) => {
      const report = classificationReport(confusion);
      const swapped = classificationReport(
        confusion.map((_, row) => confusion.map((line) => line[row] ?? 0)),
      );
      const overall = ({ accuracy, mcc, kappa }: ClassificationReport) => ({ accuracy, mcc, kappa });
      assertClose(overall(swapped), overall(report));
      assert.deepEqual(
        swapped.classes.map(({ precision, recall, f1 }) => ({ precision, recall, f1 })),
        report.classes.map(({ precision, recall, f1 }) => ({ precision: recall, recall: precision, f1 })),
      );
    }),
  );
});

test('the order of the classes and ten times the rows change nothing', () => {
  fc.assert(
    fc.property(matrix, (confusion) => {
      const { rows, ...report } = classificationReport(confusion);
      const reversed = classificationReport(
        confusion.map((row) => row.map((count) => 10 * count).reverse()).reverse(),
      );
      assertClose({ ...reversed, classes: reversed.classes.toReversed() }, { ...report, rows: 10 * rows });
    }),
  );
});

test('a thousand million million rows are reported as a thousand are', () => {
  const { rows: _, ...few } = classificationReport([
    [500, 10],
    [40, 450],
  ]);
  const { rows: __, ...many } = classificationReport([
    [5e14, 1e13],
    [4e13, 4.5e14],
  ]);
  assertClose(many, few);
});

test('without rows, or without classes, nothing can be said', () => {
  const nothing = {
    rows: 0,
    accuracy: undefined,
    balancedAccuracy: undefined,
    mcc: undefined,
    kappa: undefined,
  };
  assert.deepEqual(classificationReport([]), { ...nothing, macro: NO_FIGURES, classes: [] });
  assert.deepEqual(
    classificationReport([
      [0, 0],
      [0, 0],
    ]),
    {
      ...nothing,
      macro: NO_FIGURES,
      classes: [NO_FIGURES, NO_FIGURES],
    },
  );
});

test('what is not a square of counts is refused by its place', () => {
  assert.throws(() => classificationReport([[1, 2]]), {
    name: 'RangeError',
    message: 'confusion has length 1, confusion[0] has length 2',
  });
  assert.throws(
    () =>
      classificationReport([
        [1, 2],
        [3, -4],
      ]),
    {
      name: 'RangeError',
      message: 'confusion[1][1] is -4, not a finite number >= 0',
    },
  );
  assert.throws(() => classificationReport([[Number.NaN]]), { name: 'RangeError' });
});
