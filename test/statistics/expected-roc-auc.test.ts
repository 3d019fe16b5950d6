import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ExpectedRocAuc } from '../../src/statistics/expected-roc-auc.ts';
import { isotonicRegression, isotonicValue } from '../../src/statistics/isotonic-regression.ts';
import { rocAuc } from '../../src/statistics/roc-auc.ts';
import { assertClose } from './assert-close.ts';
import { expectedAreaOfPairs, expectedAreaOfRanks, type LikelyRow } from './expected-area.ts';
import { ARRIVAL_ORDERS, type LabelledScore, SCORE_DISTRIBUTIONS } from './score-streams.ts';

const ROWS = 10_000;
/** What the monitor promises of its ROC AUC. */
const PROMISED = 0.005;
/** What is said of rows that come in random order. */
const USUAL = 0.0003;

const likelyRow = fc.record<LikelyRow>({
  score: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
  probability: fc.oneof(
    fc.constantFrom(0, 1, 0.5),
    fc.integer({ min: 0, max: 1000 }).map((part) => part / 1000),
  ),
});
const likelyRows = fc.array(likelyRow, { maxLength: 40 });

function areaOf(rows: readonly LikelyRow[]): ExpectedRocAuc {
  const area = new ExpectedRocAuc();
  for (const { score, probability } of rows) area.add(score, probability);
  return area;
}

/** The rows with the chances that their scores came true with: those a calibration would give them. */
function likelyRowsOf(rows: readonly LabelledScore[]): readonly (LikelyRow & LabelledScore)[] {
  const fit = isotonicRegression(
    rows.map(({ score }) => score),
    rows.map(({ truth }) => truth),
  );
  assert.ok(fit !== undefined);
  return rows.map((row) => ({ ...row, probability: isotonicValue(fit, row.score) }));
}

test('two rows, worked by hand', () => {
  // The pairs: the upper row positive and the lower negative, 0.8 · 0.75, in order; 0.25 · 0.2 the other way round.
  const area = areaOf([
    { score: 0.3, probability: 0.25 },
    { score: 0.7, probability: 0.8 },
  ]);
  assertClose(area.rocAuc(), 0.6 / 0.65);
});

test('up to 1024 different scores the area equals the count of all pairs, after every row', () => {
  fc.assert(
    fc.property(likelyRows, (rows) => {
      const area = new ExpectedRocAuc();
      for (const [index, { score, probability }] of rows.entries()) {
        area.add(score, probability);
        assertClose(area.rocAuc(), expectedAreaOfPairs(rows.slice(0, index + 1)), 1e-9);
      }
    }),
  );
});

test('merging equals one pass, order does not matter, and the other stays as it is', () => {
  fc.assert(
    fc.property(likelyRows, likelyRows, (first, second) => {
      const [merged, other] = [areaOf(first), areaOf(second)];
      merged.merge(other);
      assertClose(merged.rocAuc(), areaOf([...second, ...first].toReversed()).rocAuc(), 1e-9);
      assert.equal(other.rocAuc(), areaOf(second).rocAuc());
    }),
  );
});

test('rows that are surely one or the other have the area of labelled rows', () => {
  const sure = likelyRows.map((rows) =>
    rows.map((row) => ({ ...row, probability: Math.round(row.probability) })),
  );
  fc.assert(
    fc.property(sure, (rows) => {
      const labelled = rocAuc(
        rows.map(({ probability }) => probability),
        rows.map(({ score }) => score),
      );
      assertClose(areaOf(rows).rocAuc(), labelled, 1e-9);
    }),
  );
});

for (const [name, distribution] of Object.entries(SCORE_DISTRIBUTIONS)) {
  test(`the area of ${name} is right in every order of arrival, in one stream and in ten`, () => {
    const rows = likelyRowsOf(Array.from({ length: ROWS }, distribution()));
    const exact = expectedAreaOfRanks(rows);
    for (const [order, arrange] of Object.entries(ARRIVAL_ORDERS)) {
      const arranged = arrange(rows) as typeof rows;
      const error = (areaOf(arranged).rocAuc() ?? Number.NaN) - exact;
      const tolerance = order === 'as drawn' ? USUAL : PROMISED;
      assert.ok(Math.abs(error) <= tolerance, `${order}: off by ${error}`);

      const merged = new ExpectedRocAuc();
      for (let part = 0; part < 10; part += 1) {
        merged.merge(areaOf(arranged.slice((part * ROWS) / 10, ((part + 1) * ROWS) / 10)));
      }
      const mergedError = (merged.rocAuc() ?? Number.NaN) - exact;
      assert.ok(Math.abs(mergedError) <= PROMISED, `${order}, merged: off by ${mergedError}`);
    }
  });
}

test('chances that have nothing to do with the score are no harder', () => {
  const rows = Array.from(
    { length: ROWS },
    SCORE_DISTRIBUTIONS['classes that alternate in 4000 stripes'](),
  ).map(({ score, truth }) => ({ score, probability: truth === 1 ? 0.9 : 0.1 }));
  const error = (areaOf(rows).rocAuc() ?? Number.NaN) - expectedAreaOfRanks(rows);
  assert.ok(Math.abs(error) <= USUAL, `off by ${error}`);
});

test('without two rows, or without any chance of one class, there is no area', () => {
  const area = new ExpectedRocAuc();
  assert.equal(area.rocAuc(), undefined);
  area.add(0.5, 0.5);
  assert.equal(area.rocAuc(), undefined);
  area.add(0.5, 0.25);
  assert.equal(area.rocAuc(), 0.5);
  for (const probability of [0, 1]) {
    const rows = [0.1, 0.2, 0.3].map((score) => ({ score, probability }));
    assert.equal(areaOf(rows).rocAuc(), undefined);
  }
});

test('what is no score or no probability is refused and changes nothing', () => {
  const area = areaOf([
    { score: 1, probability: 0 },
    { score: 2, probability: 1 },
  ]);
  const refusals: readonly [number, number, string][] = [
    [Number.NaN, 0.5, 'score is NaN, not a finite number'],
    [Number.NEGATIVE_INFINITY, 0.5, 'score is -Infinity, not a finite number'],
    [0.5, Number.NaN, 'probability is NaN, not a number in 0..1'],
    [0.5, 1.5, 'probability is 1.5, not a number in 0..1'],
    [0.5, -0.5, 'probability is -0.5, not a number in 0..1'],
  ];
  for (const [score, probability, message] of refusals) {
    assert.throws(() => area.add(score, probability), { name: 'RangeError', message });
  }
  assert.equal(area.rocAuc(), 1);
});
