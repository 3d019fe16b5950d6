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
