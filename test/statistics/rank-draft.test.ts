import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RankDraft } from '../../src/statistics/rank-draft.ts';
import type { RankSummary } from '../../src/statistics/rank-summary.ts';

/** One entry per value: the value, rows, perhaps below, perhaps up to. */
type Entries = readonly (readonly [value: number, rows: number, below: number, upTo: number])[];

function summaryOf(entries: Entries): RankSummary {
  return {
    values: Float64Array.from(entries, ([value]) => value),
    rows: Float64Array.from(entries, ([, rows]) => rows),
    perhapsBelow: Float64Array.from(entries, ([, , below]) => below),
    perhapsUpTo: Float64Array.from(entries, ([, , , upTo]) => upTo),
  };
}

test('values in ascending order become one entry each, equal ones together', () => {
  const draft = new RankDraft();
  draft.loadValues(Float64Array.of(1, 2, 2, 5));
  assert.deepEqual(
    draft.finish(),
    summaryOf([
      [1, 1, 0, 0],
      [2, 2, 0, 0],
      [5, 1, 0, 0],
    ]),
  );
});

test('two summaries become one: rows add up, and so does what is open, from the entry above where there is none', () => {
  const draft = new RankDraft();
  draft.load(
    summaryOf([
      [1, 4, 0, 2],
      [3, 6, 5, 1],
    ]),
  );
  draft.unite(
    summaryOf([
      [2, 10, 7, 3],
      [3, 20, 8, 4],
      [4, 30, 9, 6],
    ]),
  );
  assert.deepEqual(
    draft.finish(),
    summaryOf([
      [1, 4, 7, 9],
      [2, 10, 12, 8],
      [3, 26, 13, 5],
      [4, 30, 9, 6],
    ]),
  );
});

test('an entry joins the one above it while no more rows are open there than allowed; first and last stay', () => {
  const draft = new RankDraft();
  draft.load(summaryOf([1, 2, 3, 4, 5, 6].map((value) => [value, 2, 0, 0])));
  draft.joinNeighbours(8);
  assert.deepEqual(
    draft.finish(),
    summaryOf([
      [1, 2, 0, 0],
      [3, 4, 2, 0],
      [6, 6, 4, 0],
    ]),
  );
});

test('a draft that is used again knows nothing of what it was before, and what it gave stays as it is', () => {
  const draft = new RankDraft();
  const small = summaryOf([
    [1, 1, 0, 0],
    [2, 1, 0, 0],
  ]);
  const large = summaryOf(Array.from({ length: 5000 }, (_, value) => [value, 3, 2, 1]));
  draft.load(large);
  draft.joinNeighbours(50);
  const before = draft.finish();
  const copy = structuredClone(before);

  draft.load(small);
  assert.equal(draft.length, 2);
  assert.deepEqual(draft.view(), small);
  draft.unite(large);
  draft.load(large);

  assert.deepEqual(draft.finish(), large);
  assert.deepEqual(before, copy);
});
