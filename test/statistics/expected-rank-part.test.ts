import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ExpectedRankPart } from '../../src/statistics/expected-rank-part.ts';
import { ExpectedRanks } from '../../src/statistics/expected-ranks.ts';

/** More than there are different scores in these tests, so that everything is exact. */
const MOST_SCORES = 64;

function partOf(scores: readonly number[], parts: readonly ExpectedRankPart[] = []): ExpectedRankPart {
  return new ExpectedRankPart({
    parts,
    scores,
    probabilities: scores.map(() => 0.75),
    mostScores: MOST_SCORES,
  });
}

test('a part is united when it is asked for, and then no part stands within it any more', () => {
  const inner = partOf([1, 2]);
  const outer = partOf([2, 3], [inner, partOf([])]);
  assert.deepEqual([inner.depth, outer.depth], [1, 2]);
  const { positives, negatives } = outer.rows();
  assert.deepEqual(positives.values, Float64Array.of(1, 2, 3));
  assert.deepEqual(positives.rows, Float64Array.of(0.75, 1.5, 0.75));
  assert.deepEqual(negatives.rows, Float64Array.of(0.25, 0.5, 0.25));
  assert.deepEqual([inner.depth, outer.depth], [0, 0]);
  assert.equal(outer.rows(), outer.rows());
});

/** What is done to one of some sums: a row is added to it, it is merged with another, or it is read. */
type Step = { readonly sum: number } & (
  | { readonly kind: 'add'; readonly score: number }
  | { readonly kind: 'merge'; readonly other: number }
  | { readonly kind: 'read' }
);

const SUMS = 3;
const sum = fc.nat({ max: SUMS - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('add'), sum, score: fc.nat({ max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('merge'), sum, other: sum }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('read'), sum }) },
);

/** A sum beside all rows that are in it. */
class Kept {
  readonly #ranks = new ExpectedRanks(MOST_SCORES);
  #scores: readonly number[] = [];

  add(score: number): void {
    this.#ranks.add(score, 1);
    this.#scores = [...this.#scores, score];
  }

  merge(other: Kept): void {
    this.#ranks.merge(other.#ranks);
    this.#scores = [...this.#scores, ...other.#scores];
  }

  check(): void {
    const { values, rows } = this.#ranks.positives();
    const counted = Array.from(values).flatMap((score, index) => Array(rows[index]).fill(score));
    assert.deepEqual(
      counted,
      this.#scores.toSorted((a, b) => a - b),
    );
  }
}

test('a sum holds what others had seen when they were merged, whenever it is read and whatever comes to them after', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const sums = Array.from({ length: SUMS }, () => new Kept());
      for (const one of steps) {
        const kept = sums[one.sum] ?? assert.fail();
        if (one.kind === 'add') kept.add(one.score);
        else if (one.kind === 'read') kept.check();
        else kept.merge(sums[one.other] ?? assert.fail());
      }
      for (const kept of sums) kept.check();
    }),
    { numRuns: 500 },
  );
});
