import fc from 'fast-check';
import type { LabelledRow } from '../../src/domain/label-counts.ts';
import type { ScoredLabel } from '../../src/domain/score-sums.ts';

/** Numbers whose sums are exact in any order. */
export const exactNumber: fc.Arbitrary<number> = fc
  .integer({ min: -400, max: 400 })
  .map((whole) => whole / 4);

/** Of three classes, whose scores are of the largest. */
const scoredLabel: fc.Arbitrary<ScoredLabel> = fc
  .record({ first: fc.nat({ max: 32 }), second: fc.nat({ max: 32 }), truth: fc.nat({ max: 2 }) })
  .map(({ first, second, truth }) => {
    const scores = [first / 64, second / 64, 1 - (first + second) / 64];
    const score = Math.max(...scores);
    const spokenOf = scores.indexOf(score);
    return { scores, truth, spokenOf, score, hit: truth === spokenOf ? 1 : 0 };
  });

export const scoredLabels: fc.Arbitrary<ScoredLabel[]> = fc.array(scoredLabel, { maxLength: 20 });

/** Rows of every kind of model, three classes at most. */
export const labelledRow: fc.Arbitrary<LabelledRow> = fc.record({
  accuracy: fc.option(fc.constantFrom(0, 0.25, 1), { nil: undefined }),
  classes: fc.option(fc.record({ actual: fc.nat({ max: 2 }), predicted: fc.nat({ max: 2 }) }), {
    nil: undefined,
  }),
  scores: fc.option(scoredLabel, { nil: undefined }),
  values: fc.option(fc.record({ truth: exactNumber, output: exactNumber }), { nil: undefined }),
});
