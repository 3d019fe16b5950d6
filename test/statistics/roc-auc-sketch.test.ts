import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rocAuc } from '../../src/statistics/roc-auc.ts';
import { RocAucSketch } from '../../src/statistics/roc-auc-sketch.ts';
import { assertClose } from './assert-close.ts';
import { ARRIVAL_ORDERS, type LabelledScore, SCORE_DISTRIBUTIONS } from './score-streams.ts';

const ROWS = 20_000;
/** What the monitor promises of its ROC AUC. */
const PROMISED = 0.005;
/** What the sketch says of rows that come in random order. */
const USUAL = 0.0006;

function sketchOf(rows: readonly LabelledScore[]): RocAucSketch {
  const sketch = new RocAucSketch();
  for (const { score, truth } of rows) sketch.add(score, truth);
  return sketch;
}

function exactAuc(rows: readonly LabelledScore[]): number | undefined {
  return rocAuc(
    rows.map(({ truth }) => truth),
    rows.map(({ score }) => score),
  );
}

const labelledScore = fc.record<LabelledScore>({
  truth: fc.constantFrom(0, 1),
  score: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
});

test('up to 512 different scores per class the area is exact after every row', () => {
  fc.assert(
    fc.property(fc.array(labelledScore, { maxLength: 60 }), (rows) => {
      const sketch = new RocAucSketch();
      for (const [index, { score, truth }] of rows.entries()) {
        sketch.add(score, truth);
        assertClose(sketch.rocAuc(), exactAuc(rows.slice(0, index + 1)));
      }
    }),
  );
});

for (const [name, distribution] of Object.entries(SCORE_DISTRIBUTIONS)) {
  test(`the area of ${name} is right in every order of arrival, in one stream and in ten`, () => {
    const rows = Array.from({ length: ROWS }, distribution());
    const exact = exactAuc(rows) ?? Number.NaN;
    for (const [order, arrange] of Object.entries(ARRIVAL_ORDERS)) {
      const arranged = arrange(rows);
      const error = (sketchOf(arranged).rocAuc() ?? Number.NaN) - exact;
      const tolerance = order === 'as drawn' ? USUAL : PROMISED;
      assert.ok(Math.abs(error) <= tolerance, `${order}: off by ${error}`);

      const merged = new RocAucSketch();
      for (let part = 0; part < 10; part += 1) {
        merged.merge(sketchOf(arranged.slice((part * ROWS) / 10, ((part + 1) * ROWS) / 10)));
      }
      const mergedError = (merged.rocAuc() ?? Number.NaN) - exact;
      assert.ok(Math.abs(mergedError) <= PROMISED, `${order}, merged: off by ${mergedError}`);
    }
  });
}

test('the area of merged parts is right at once, each time it is read, and after more rows', () => {
  const rows = Array.from({ length: ROWS }, SCORE_DISTRIBUTIONS['scores all over 0..1']());
  const assertArea = (sketch: RocAucSketch, until: number): void => {
    const error = (sketch.rocAuc() ?? Number.NaN) - (exactAuc(rows.slice(0, until)) ?? Number.NaN);
    assert.ok(Math.abs(error) <= USUAL, `off by ${error} after ${until} rows`);
  };
  const sum = new RocAucSketch();
  for (const start of [0, 5000, 10_000]) {
    sum.merge(sketchOf(rows.slice(start, start + 5000)));
    assertArea(sum, start + 5000);
  }
  assert.equal(sum.rocAuc(), sum.rocAuc());
  for (const { score, truth } of rows.slice(15_000)) sum.add(score, truth);
  assertArea(sum, ROWS);
});

test('few different scores are exact however many rows there are', () => {
  const rows = Array.from({ length: ROWS }, SCORE_DISTRIBUTIONS['scores rounded to tenths']());
  assertClose(sketchOf(rows).rocAuc(), exactAuc(rows));
});

test('a rising transform of the scores changes nothing, not even by rounding', () => {
  const rows = Array.from({ length: ROWS }, SCORE_DISTRIBUTIONS['scores all over 0..1']());
  const transformed = rows.map(({ score, truth }) => ({ score: score * 2 ** -20, truth }));
  assert.equal(sketchOf(transformed).rocAuc(), sketchOf(rows).rocAuc());
});

test('reading the area in between changes nothing that matters, and merging leaves the other as it is', () => {
  const rows = Array.from({ length: 2000 }, SCORE_DISTRIBUTIONS['scores all over 0..1']());
  const read = new RocAucSketch();
  for (const { score, truth } of rows) {
    read.add(score, truth);
    read.rocAuc();
  }
  const exact = exactAuc(rows) ?? Number.NaN;
  assert.ok(Math.abs((read.rocAuc() ?? Number.NaN) - exact) <= USUAL);

  const other = sketchOf(rows);
  const before = other.rocAuc();
  new RocAucSketch().merge(other);
  assert.equal(other.rocAuc(), before);
});

test('with one class only there is no area', () => {
  const sketch = new RocAucSketch();
  assert.equal(sketch.rocAuc(), undefined);
  sketch.add(0.5, 1);
  assert.equal(sketch.rocAuc(), undefined);
  sketch.add(0.5, 0);
  assert.equal(sketch.rocAuc(), 0.5);
});

test('a score that is no number is refused and changes nothing', () => {
  const sketch = sketchOf([
    { score: 0.1, truth: 0 },
    { score: 0.9, truth: 1 },
  ]);
  for (const score of [Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => sketch.add(score, 1), {
      name: 'RangeError',
      message: `value is ${score}, not a finite number`,
    });
  }
  assert.equal(sketch.rocAuc(), 1);
});
