import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExpectedRanks } from '../../src/statistics/expected-ranks.ts';
import type { RankSummary } from '../../src/statistics/rank-summary.ts';
import { SCORE_DISTRIBUTIONS } from './score-streams.ts';

const MOST_SCORES = 64;
const ROWS = 5000;

test('rows are counted by score as much as they are likely, those of no weight not at all', () => {
  const ranks = new ExpectedRanks(MOST_SCORES);
  for (const [score, probability] of [
    [2, 0.25],
    [1, 1],
    [2, 0.5],
    [3, 0],
  ] as const)
    ranks.add(score, probability);
  const nothing = new Float64Array(2);
  assert.deepEqual(ranks.positives(), {
    values: Float64Array.of(1, 2),
    rows: Float64Array.of(1, 0.75),
    perhapsBelow: nothing,
    perhapsUpTo: nothing,
  });
  assert.deepEqual(ranks.negatives(), {
    values: Float64Array.of(2, 3),
    rows: Float64Array.of(1.25, 1),
    perhapsBelow: nothing,
    perhapsUpTo: nothing,
  });
});

/** At every score kept, the weight below it has to be what was counted, or what may be. */
function assertRanks(summary: RankSummary, below: (score: number) => number): void {
  let counted = 0;
  for (const [index, score] of summary.values.entries()) {
    const [exact, perhaps] = [below(score), summary.perhapsBelow[index] ?? Number.NaN];
    assert.ok(exact >= counted - 1e-9 && exact <= counted + perhaps + 1e-9, `${exact} below ${score}`);
    counted += summary.rows[index] ?? Number.NaN;
  }
}

for (const [name, distribution] of Object.entries(SCORE_DISTRIBUTIONS)) {
  test(`of ${name} few are kept, with bounds around the weight below each`, () => {
    const rows = Array.from({ length: ROWS }, distribution());
    const whole = new ExpectedRanks(MOST_SCORES);
    const parts = Array.from({ length: 5 }, () => new ExpectedRanks(MOST_SCORES));
    for (const [index, { score, truth }] of rows.entries()) {
      whole.add(score, truth === 1 ? 0.75 : 0.25);
      parts[index % 5]?.add(score, truth === 1 ? 0.75 : 0.25);
    }
    const merged = new ExpectedRanks(MOST_SCORES);
    for (const part of parts) merged.merge(part);
    const weightBelow = (ofTruth: 0 | 1) => (limit: number) =>
      rows.reduce(
        (sum, { score, truth }) => sum + (score < limit ? (truth === ofTruth ? 0.75 : 0.25) : 0),
        0,
      );
    for (const ranks of [whole, merged]) {
      assert.ok(ranks.positives().values.length <= MOST_SCORES);
      assert.ok(ranks.negatives().values.length <= MOST_SCORES);
      assertRanks(ranks.positives(), weightBelow(1));
      assertRanks(ranks.negatives(), weightBelow(0));
    }
  });
}
