import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CALIBRATION_EDGES, CalibrationBins } from '../../src/statistics/calibration-bins.ts';
import { calibrationError } from '../../src/statistics/calibration-error.ts';
import { assertClose } from './assert-close.ts';

const row = fc.record({
  score: fc.double({ min: 0, max: 1, noNaN: true }),
  hit: fc.constantFrom(0 as const, 1 as const),
});
type Row = { readonly score: number; readonly hit: 0 | 1 };

function binsOf(rows: readonly Row[]): CalibrationBins {
  const bins = new CalibrationBins();
  for (const { score, hit } of rows) bins.add(score, hit);
  return bins;
}

test('a score falls into the bin whose upper edge it does not exceed, 0 into the first', () => {
  const bins = new CalibrationBins();
  const scores = [0, 0.05, 0.1, 0.1 + 2 ** -56, 0.3, 0.1 + 0.2, 0.9, 0.95, 1];
  assert.deepEqual(
    scores.map((score) => bins.add(score, 0)),
    [0, 0, 0, 1, 2, 3, 8, 9, 9],
  );
  for (const [index, edge] of CALIBRATION_EDGES.entries()) assert.equal(bins.add(edge, 0), index);
});

test('rows, hits and scores are summed by bin', () => {
  const bins = binsOf([
    { score: 0.25, hit: 1 },
    { score: 0.21875, hit: 0 },
    { score: 1, hit: 1 },
  ]);
  assert.deepEqual(
    {
      counts: Array.from(bins.counts),
      hits: Array.from(bins.hits),
      scoreSums: Array.from(bins.scoreSums),
      error: bins.calibrationError(),
    },
    {
      counts: [0, 0, 2, 0, 0, 0, 0, 0, 0, 1],
      hits: [0, 0, 1, 0, 0, 0, 0, 0, 0, 1],
      scoreSums: [0, 0, 0.46875, 0, 0, 0, 0, 0, 0, 1],
      error: (1 - 0.46875) / 3,
    },
  );
});

test('after every row the error is that of all rows so far', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
      const bins = new CalibrationBins();
      for (const [index, { score, hit }] of rows.entries()) {
        bins.add(score, hit);
        const seen = rows.slice(0, index + 1);
        const batch = calibrationError(
          seen.map((each) => each.hit),
          seen.map((each) => each.score),
        );
        assertClose(bins.calibrationError(), batch);
      }
    }),
  );
});

test('merging equals one pass and leaves the other as it is', () => {
  fc.assert(
    fc.property(fc.array(row), fc.array(row), (first, second) => {
      const [merged, other] = [binsOf(first), binsOf(second)];
      merged.merge(other);
      const { counts, hits, scoreSums } = binsOf([...first, ...second]);
      assertClose({ ...merged }, { counts, hits, scoreSums }, 1e-12);
      assert.deepEqual({ ...other }, { ...binsOf(second) });
    }),
  );
});

test('nothing added has no error', () => {
  assert.equal(new CalibrationBins().calibrationError(), undefined);
});

test('a score that is no probability is refused and changes nothing', () => {
  const bins = new CalibrationBins();
  for (const score of [-0.1, 1.1, Number.NaN]) {
    assert.throws(() => bins.add(score, 1), {
      name: 'RangeError',
      message: `score is ${score}, not a number in 0..1`,
    });
  }
  assert.deepEqual({ ...bins }, { ...new CalibrationBins() });
});
