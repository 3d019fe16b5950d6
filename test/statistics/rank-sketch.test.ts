import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RankSketch } from '../../src/statistics/rank-sketch.ts';
import type { RankSummary } from '../../src/statistics/rank-summary.ts';
import { ARRIVAL_ORDERS, SCORE_DISTRIBUTIONS } from './score-streams.ts';

const ROWS = 10_000;
const MOST_VALUES = 512;
/** The largest share of the rows that is open at one value, in the worst order found. */
const MOST_OPEN = 1 / 59;

function summaryOf(values: readonly number[]): RankSummary {
  const sketch = new RankSketch();
  for (const value of values) sketch.add(value);
  return sketch.summary();
}

/** Asserts that the true ranks of every value of the summary lie where it says, and how sure it is of them. */
function assertRanks(summary: RankSummary, sorted: Float64Array): void {
  const { values, rows, perhapsBelow, perhapsUpTo } = summary;
  let counted = 0;
  for (const [index, value] of values.entries()) {
    const below = sorted.findIndex((each) => each >= value);
    const above = sorted.findIndex((each) => each > value);
    const upTo = above === -1 ? sorted.length : above;
    const [open, openAbove] = [perhapsBelow[index] ?? Number.NaN, perhapsUpTo[index] ?? Number.NaN];
    assert.ok(
      below >= counted && below <= counted + open,
      `${below} rows below ${value}, not ${counted} + ${open}`,
    );
    counted += rows[index] ?? Number.NaN;
    assert.ok(upTo >= counted && upTo <= counted + openAbove, `${upTo} rows up to ${value}, not ${counted}`);
    assert.ok(open <= sorted.length * MOST_OPEN, `${open} rows open at ${value}`);
  }
  assert.equal(counted, sorted.length);
}

for (const name of [
  'scores all over 0..1',
  'scores near 0',
  'scores with heavy ties among others',
] as const) {
  test(`the ranks of ${name} lie within the bounds kept, in every order and merged`, () => {
    const drawn = Array.from({ length: ROWS }, SCORE_DISTRIBUTIONS[name]());
    const sorted = Float64Array.from(drawn, ({ score }) => score).sort();
    for (const arrange of Object.values(ARRIVAL_ORDERS)) {
      const scores = arrange(drawn).map(({ score }) => score);
      const merged = new RankSketch();
      for (let start = 0; start < ROWS; start += 2500) {
        const part = new RankSketch();
        for (const score of scores.slice(start, start + 2500)) part.add(score);
        merged.merge(part);
      }
      for (const summary of [summaryOf(scores), merged.summary()]) {
        assert.ok(summary.values.length <= MOST_VALUES);
        assertRanks(summary, sorted);
      }
    }
  });
}

test('up to 512 different values are all kept, with nothing open', () => {
  const values = Array.from({ length: 5120 }, (_, index) => index % 512);
  assert.deepEqual(summaryOf(values), {
    values: Float64Array.from({ length: 512 }, (_, index) => index),
    rows: new Float64Array(512).fill(10),
    perhapsBelow: new Float64Array(512),
    perhapsUpTo: new Float64Array(512),
  });
});

test('nothing added is nothing known', () => {
  const nothing = new Float64Array(0);
  assert.deepEqual(summaryOf([]), {
    values: nothing,
    rows: nothing,
    perhapsBelow: nothing,
    perhapsUpTo: nothing,
  });
});
