import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ExpectedConfusion } from '../../src/statistics/expected-confusion.ts';
import { assertClose } from './assert-close.ts';

interface Row {
  readonly predicted: number;
  readonly probabilities: readonly number[];
}

const row = fc
  .tuple(fc.nat({ max: 2 }), fc.tuple(fc.integer({ min: 0, max: 64 }), fc.integer({ min: 0, max: 64 })))
  .map(([predicted, parts]): Row => {
    const [low, high] = parts.toSorted((a, b) => a - b) as [number, number];
    return { predicted, probabilities: [low, high - low, 64 - high].map((part) => part / 64) };
  });
const rows = fc.array(row, { maxLength: 40 });

function confusionOf(list: readonly Row[]): ExpectedConfusion {
  const confusion = new ExpectedConfusion(3);
  for (const { predicted, probabilities } of list) confusion.add(predicted, probabilities);
  return confusion;
}

/** The rows and the matrix as plain values. */
function plain(confusion: ExpectedConfusion): object {
  return { rows: confusion.rows, matrix: confusion.matrix().map((row) => Array.from(row)) };
}

test('three predictions of two classes, worked by hand', () => {
  const confusion = new ExpectedConfusion(2);
  confusion.add(1, [0.25, 0.75]);
  confusion.add(1, [0.5, 0.5]);
  confusion.add(0, [1, 0]);
  assert.deepEqual(plain(confusion), {
    rows: 3,
    matrix: [
      [1, 0.75],
      [0, 1.25],
    ],
  });
});

test('each column sums to the rows predicted as its class, and everything to the rows', () => {
  fc.assert(
    fc.property(rows, (list) => {
      const matrix = confusionOf(list).matrix();
      const columns = [0, 1, 2].map((column) => matrix.reduce((sum, cells) => sum + (cells[column] ?? 0), 0));
      assert.deepEqual(
        columns,
        [0, 1, 2].map((index) => list.filter(({ predicted }) => predicted === index).length),
      );
    }),
  );
});

test('merging equals one pass in any order, and leaves the other as it is', () => {
  fc.assert(
    fc.property(rows, rows, (first, second) => {
      const [merged, other] = [confusionOf(first), confusionOf(second)];
      merged.merge(other);
      assert.deepEqual(plain(merged), plain(confusionOf([...second, ...first].toReversed())));
      assert.deepEqual(plain(other), plain(confusionOf(second)));
    }),
  );
});

test('a matrix handed out does not change later', () => {
  const confusion = confusionOf([{ predicted: 0, probabilities: [1, 0, 0] }]);
  const before = confusion.matrix();
  confusion.add(0, [1, 0, 0]);
  assert.deepEqual(
    before.map((cells) => Array.from(cells)),
    [
      [1, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
  );
});

test('ten million rows of a tenth are exact to 1e-9, and 2 ** 60 rows are no problem', () => {
  const confusion = new ExpectedConfusion(2);
  for (let row = 0; row < 10_000_000; row += 1) confusion.add(0, TENTH);
  assertClose(
    confusion.matrix().map((cells) => Array.from(cells)),
    [
      [9_000_000, 0],
      [1_000_000, 0],
    ],
    1e-9,
  );
  const huge = confusionOf([{ predicted: 1, probabilities: [0.25, 0.5, 0.25] }]);
  for (let doubling = 0; doubling < 60; doubling += 1) huge.merge(huge);
  assert.deepEqual(plain(huge), {
    rows: 2 ** 60,
    matrix: [
      [0, 2 ** 58, 0],
      [0, 2 ** 59, 0],
      [0, 2 ** 58, 0],
    ],
  });
});

const TENTH = [0.9, 0.1];

test('what is no prediction with a probability per class is refused and changes nothing', () => {
  const wrong: readonly { row: Row; message: string }[] = [
    {
      row: { predicted: 3, probabilities: [1, 0, 0] },
      message: 'predicted is 3, not the index of one of 3 classes',
    },
    {
      row: { predicted: 0.5, probabilities: [1, 0, 0] },
      message: 'predicted is 0.5, not the index of one of 3 classes',
    },
    {
      row: { predicted: Number.NaN, probabilities: [1, 0, 0] },
      message: 'predicted is NaN, not the index of one of 3 classes',
    },
    { row: { predicted: 0, probabilities: [0.5, 0.5] }, message: 'probabilities has length 2, not 3' },
    {
      row: { predicted: 0, probabilities: [0.5, 0.5, Number.NaN] },
      message: 'probabilities[2] is NaN, not a number in 0..1',
    },
    {
      row: { predicted: 0, probabilities: [-0.5, 1, 0.5] },
      message: 'probabilities[0] is -0.5, not a number in 0..1',
    },
    { row: { predicted: 0, probabilities: [0.5, 0.25, 0] }, message: 'probabilities sum to 0.75, not to 1' },
  ];
  const confusion = new ExpectedConfusion(3);
  for (const { row, message } of wrong) {
    assert.throws(() => confusion.add(row.predicted, row.probabilities), { name: 'RangeError', message });
  }
  assert.throws(() => confusion.merge(new ExpectedConfusion(2)), {
    name: 'RangeError',
    message: 'other has 2 classes, not 3',
  });
  assert.deepEqual(plain(confusion), plain(new ExpectedConfusion(3)));
});
