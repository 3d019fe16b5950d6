import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RowScores } from '../../src/statistics/scored-rows.ts';

type Figure = (truthIndexes: readonly number[], scores: readonly RowScores[]) => number | undefined;

/** What every figure over truths and scores has to refuse, in the same words. */
export function refusesWrongScores(name: string, figure: Figure): void {
  test(`${name} refuses what is not a class or not a probability, by its place`, () => {
    const wrong: readonly { truth: readonly number[]; scores: readonly RowScores[]; message: string }[] = [
      { truth: [0], scores: [], message: 'truthIndexes has length 1, scores has length 0' },
      {
        truth: [0, 2],
        scores: [0.5, 0.5],
        message: 'truthIndexes[1] is 2, not the index of one of 2 classes',
      },
      { truth: [0.5], scores: [0.5], message: 'truthIndexes[0] is 0.5, not the index of one of 2 classes' },
      {
        truth: [-1],
        scores: [[0, 0, 1]],
        message: 'truthIndexes[0] is -1, not the index of one of 3 classes',
      },
      { truth: [0], scores: [[0.5, Number.NaN]], message: 'scores[0][1] is NaN, not a number in 0..1' },
      { truth: [0], scores: [[1.5, 0.5]], message: 'scores[0][0] is 1.5, not a number in 0..1' },
      { truth: [0, 0], scores: [0.5, [0.2, 0.3, 0.5]], message: 'scores[1] has 3 classes, not 2' },
      { truth: [0], scores: [[1]], message: 'scores[0] has 1 classes, not 2' },
      { truth: [0], scores: [-0.5], message: 'scores[0][0] is 1.5, not a number in 0..1' },
    ];
    for (const { truth, scores, message } of wrong) {
      assert.throws(() => figure(truth, scores), { name: 'RangeError', message });
    }
  });
}
