import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EstimatedQuality, estimatedQuality } from '../../src/statistics/estimated-quality.ts';
import { ExpectedConfusion } from '../../src/statistics/expected-confusion.ts';
import { ExpectedRocAuc } from '../../src/statistics/expected-roc-auc.ts';
import { assertClose } from './assert-close.ts';

interface Row {
  readonly predicted: number;
  readonly probabilities: readonly number[];
}

/** The estimate for rows whose scores are their probabilities. */
function qualityOf(rows: readonly Row[], classes: number, positive?: number): EstimatedQuality {
  const confusion = new ExpectedConfusion(classes);
  const curves = classes === 2 ? [1] : Array.from({ length: classes }, (_, index) => index);
  const rocAucs = curves.map(() => new ExpectedRocAuc());
  for (const { predicted, probabilities } of rows) {
    confusion.add(predicted, probabilities);
    for (const [curve, index] of curves.entries()) {
      const probability = probabilities[index] ?? Number.NaN;
      rocAucs[curve]?.add(probability, probability);
    }
  }
  return estimatedQuality({ confusion, rocAucs, ...(positive === undefined ? {} : { positive }) });
}

const TWO_CLASSES: readonly Row[] = [
  { predicted: 1, probabilities: [0.25, 0.75] },
  { predicted: 1, probabilities: [0.5, 0.5] },
  { predicted: 0, probabilities: [0.75, 0.25] },
];

test('three predictions of two classes, worked by hand', () => {
  // Expected: 1.25 right and 0.75 wrong of the two said to be positive, 0.75 right and 0.25 wrong of the other.
  // Pairs in order: (0.75 + 0.75) · 0.5 from either end to the middle, 0.75² between the ends: 1.3125;
  // the other way round 0.25 · 0.5 + 0.5 · 0.25 + 0.25² = 0.3125.
  const negative = { precision: 0.75, recall: 0.75 / 1.5, f1: 1.5 / 2.5 };
  const positive = { precision: 1.25 / 2, recall: 1.25 / 1.5, f1: 2.5 / 3.5 };
  const both = { rows: 3, accuracy: 2 / 3, rocAuc: 1.3125 / 1.625, classes: [negative, positive] };
  assertClose(qualityOf(TWO_CLASSES, 2), { ...both, ...positive });
  assertClose(qualityOf(TWO_CLASSES, 2, 0), { ...both, ...negative });
});

test('of more classes the figures are means over those they can be said of', () => {
  const rows: readonly Row[] = [
    { predicted: 0, probabilities: [1, 0, 0] },
    { predicted: 0, probabilities: [0.5, 0.5, 0] },
  ];
  assertClose(qualityOf(rows, 3), {
    rows: 2,
    accuracy: 0.75,
    precision: 0.75,
    recall: 0.5,
    f1: (3 / 3.5 + 0) / 2,
    rocAuc: 1,
    classes: [
      { precision: 0.75, recall: 1, f1: 3 / 3.5 },
      { precision: undefined, recall: 0, f1: 0 },
      { precision: undefined, recall: undefined, f1: undefined },
    ],
  });
});

test('what cannot be said is undefined, never NaN', () => {
  const unknown = { precision: undefined, recall: undefined, f1: undefined };
  assert.deepEqual(qualityOf([], 2), {
    rows: 0,
    accuracy: undefined,
    ...unknown,
    rocAuc: undefined,
    classes: [unknown, unknown],
  });
  const certain = { precision: 1, recall: 1, f1: 1 };
  assert.deepEqual(qualityOf([{ predicted: 0, probabilities: [1, 0] }], 2), {
    rows: 1,
    accuracy: 1,
    ...unknown,
    rocAuc: undefined,
    classes: [certain, unknown],
  });
});

test('a positive class that is none is refused', () => {
  for (const positive of [2, -1, 0.5]) {
    assert.throws(() => qualityOf(TWO_CLASSES, 2, positive), {
      name: 'RangeError',
      message: `positive is ${positive}, not the index of one of 2 classes`,
    });
  }
});
