import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { regressionReport } from '../../src/statistics/regression-report.ts';
import { RegressionSums } from '../../src/statistics/regression-sums.ts';
import { assertClose } from './assert-close.ts';
import { seededNormal } from './seeded-random.ts';

interface Row {
  readonly truth: number;
  readonly output: number;
}

const value = fc.integer({ min: -1e9, max: 1e9 }).map((whole) => whole / 1000);
const row = fc.record<Row>({ truth: value, output: value });

function sumsOf(rows: readonly Row[]): RegressionSums {
  const sums = new RegressionSums();
  for (const { truth, output } of rows) sums.add(truth, output);
  return sums;
}

function batchFigures(rows: readonly Row[]): object {
  const { medianAbsoluteError: _, ...figures } = regressionReport(
    rows.map(({ truth }) => truth),
    rows.map(({ output }) => output),
  );
  return figures;
}

test('after every row the figures are those of all rows so far', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      const sums = new RegressionSums();
      assertClose(sums.figures(), batchFigures([]));
      for (const [index, { truth, output }] of rows.entries()) {
        sums.add(truth, output);
        assertClose(sums.figures(), batchFigures(rows.slice(0, index + 1)));
      }
    }),
  );
});

test('merging equals one pass, in whatever parts, and leaves the others as they are', () => {
  fc.assert(
    fc.property(fc.array(fc.array(row, { maxLength: 10 }), { maxLength: 6 }), (parts) => {
      const merged = new RegressionSums();
      for (const part of parts) {
        const other = sumsOf(part);
        merged.merge(other);
        assertClose(other.figures(), batchFigures(part));
      }
      assertClose(merged.figures(), batchFigures(parts.flat()), 1e-9);
      assert.equal(merged.rows, parts.flat().length);
    }),
  );
});

test('large truths that differ little keep nine digits of every figure, merged or not', () => {
  const normal = seededNormal(4);
  const small = Array.from({ length: 5000 }, () => {
    const truth = Math.round(normal() * 2 ** 10) / 2 ** 10;
    return { truth, output: truth + Math.round(normal() * 2 ** 10) / 2 ** 10 };
  });
  const large = small.map(({ truth, output }) => ({ truth: 2 ** 30 + truth, output: 2 ** 30 + output }));
  const merged = new RegressionSums();
  for (let start = 0; start < large.length; start += 500)
    merged.merge(sumsOf(large.slice(start, start + 500)));

  const { mape: _, ...expected } = sumsOf(small).figures();
  for (const sums of [merged, sumsOf(large)]) {
    const { mape: __, ...figures } = sums.figures();
    assertClose(figures, expected, 1e-9);
  }
});

function plainSums(sums: RegressionSums): object {
  const { rows, absoluteError, squaredError, overprediction, underprediction } = sums;
  const { percentageRows, percentageError } = sums;
  return {
    ...{ rows, absoluteError, squaredError, overprediction, underprediction },
    ...{ percentageRows, percentageError },
  };
}

test('sums: over and under apart, shares of the truth where it is not 0', () => {
  const sums = sumsOf([
    { truth: 4, output: 5 },
    { truth: -2, output: -5 },
    { truth: 0, output: 0.5 },
    { truth: 7, output: 7 },
  ]);
  assert.deepEqual(plainSums(sums), {
    rows: 4,
    absoluteError: 4.5,
    squaredError: 10.25,
    overprediction: 1.5,
    underprediction: 3,
    percentageRows: 3,
    percentageError: 1.75,
  });
});

test('no sum ever falls', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      const sums = new RegressionSums();
      for (const { truth, output } of rows) {
        const before = Object.values(plainSums(sums));
        sums.add(truth, output);
        for (const [index, sum] of Object.values(plainSums(sums)).entries()) assert.ok(sum >= before[index]);
      }
    }),
  );
});

for (const [truth, output, hasRoom] of [
  [1e300, 1e300, true],
  [9e153, 0, true],
  [0, 1e154, false],
  [1e155, 0, false],
  [1e308, -1e308, false],
  [5e-324, 1, false],
  [0, 1, true],
] as const) {
  test(`there is ${hasRoom ? 'room' : 'no room'} for ${output} where ${truth} is right`, () => {
    assert.equal(new RegressionSums().hasRoomFor(truth, output), hasRoom);
  });
}

const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true });
const anyRow = fc.record<Row>({ truth: anyNumber, output: anyNumber });

test('rows there is room for leave every sum finite, merged with as much again too', () => {
  const fill = (rows: readonly Row[]): RegressionSums => {
    const sums = new RegressionSums();
    for (const { truth, output } of rows) if (sums.hasRoomFor(truth, output)) sums.add(truth, output);
    return sums;
  };
  fc.assert(
    fc.property(fc.array(anyRow), fc.array(anyRow), (first, second) => {
      const sums = fill(first);
      sums.merge(fill(second));
      const numbers = [...Object.values(plainSums(sums)), ...Object.values(sums.figures())];
      assert.ok(numbers.every((number) => number === undefined || Number.isFinite(number)));
    }),
  );
});

test('a first truth far out leaves room for those that come after it', () => {
  const sums = sumsOf([{ truth: 9e153, output: 0 }]);
  for (let rows = 1; rows < 100; rows += 1) {
    assert.ok(sums.hasRoomFor(rows, rows));
    sums.add(rows, rows);
  }
  const { rows, mae, r2 } = sums.figures();
  assert.deepEqual({ rows, mae, r2 }, { rows: 100, mae: 9e151, r2: undefined });
});
