import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BoundedNames } from '../../src/domain/bounded-names.ts';
import type { ClassScores } from '../../src/domain/class-scores.ts';
import { hasScoreOf, isTruth, labelledClass, type Truth, truthValue } from '../../src/domain/labelled-row.ts';

for (const [value, isOne] of [
  ['rain', true],
  ['', true],
  [false, true],
  [0, true],
  [Number.NaN, false],
  [Number.NEGATIVE_INFINITY, false],
  [10n, false],
  [null, false],
  [undefined, false],
  [{}, false],
  [['rain'], false],
] as const) {
  test(`${typeof value} ${String(value)} is ${isOne ? 'a' : 'no'} truth`, () => {
    assert.equal(isTruth(value), isOne);
  });
}

for (const [truth, value] of [
  [3.5, 3.5],
  ['3.5', 3.5],
  [' -1e3 ', -1000],
  ['', undefined],
  [' ', undefined],
  ['abc', undefined],
  ['3,5', undefined],
  ['Infinity', undefined],
  ['1e999', undefined],
  ['NaN', undefined],
  [true, undefined],
] as const satisfies readonly (readonly [Truth, number | undefined])[]) {
  test(`${JSON.stringify(truth)} is ${value ?? 'no number'} to a regression`, () => {
    assert.equal(truthValue(truth), value);
  });
}

function namesAfter(...names: readonly string[]): BoundedNames {
  const bounded = new BoundedNames(3, () => {});
  for (const name of names) bounded.indexOf(name);
  return bounded;
}

function rowOf(predicted: string, truth: Truth, scores?: ClassScores): object {
  return labelledClass({ predicted, truth, scores }, namesAfter('a', 'b', 'c'));
}

test('classes are numbered, those beyond the limit share a number', () => {
  assert.deepEqual(rowOf('c', 'a'), { classes: { actual: 0, predicted: 2 }, scores: undefined });
  assert.deepEqual(rowOf('y', 'z'), { classes: { actual: 3, predicted: 3 }, scores: undefined });
  assert.deepEqual(labelledClass({ predicted: '7', truth: 7, scores: undefined }, namesAfter()).classes, {
    actual: 0,
    predicted: 0,
  });
});

test('of more classes the largest score is spoken of; a hit is a prediction that was right', () => {
  const scores = { values: [0.25, 0.5, 0.25], names: ['c', 'b', 'a'], positive: undefined };
  const spoken = { scores: scores.values, spokenOf: 1, score: 0.5 };
  const classes = { actual: 0, predicted: 1 };
  assert.deepEqual(rowOf('b', 'a', scores), { classes, scores: { ...spoken, truth: 2, hit: 0 } });
  assert.deepEqual(rowOf('a', 'a', scores), {
    classes: { actual: 0, predicted: 0 },
    scores: { ...spoken, truth: 2, hit: 1 },
  });
});

test('of two classes the positive one is, whatever was predicted; a hit is a row of it', () => {
  const scores = { values: [0.75, 0.25], names: ['a', 'b'] };
  const spokenOf = (positive: 0 | 1, predicted: string, truth: string): object | undefined => {
    const row = labelledClass({ predicted, truth, scores: { ...scores, positive } }, namesAfter('a', 'b'));
    return row.scores;
  };
  const ofFirst = { scores: scores.values, truth: 0, spokenOf: 0, score: 0.75, hit: 1 };
  const ofSecond = { scores: scores.values, truth: 0, spokenOf: 1, score: 0.25, hit: 0 };
  assert.deepEqual([spokenOf(0, 'a', 'a'), spokenOf(0, 'b', 'a')], [ofFirst, ofFirst]);
  assert.deepEqual([spokenOf(1, 'a', 'a'), spokenOf(1, 'b', 'a')], [ofSecond, ofSecond]);
});

test('scores that have none of the right class are left out', () => {
  const scores = { values: [0.5, 0.5], names: ['a', 'b'], positive: 1 } as const;
  assert.deepEqual([hasScoreOf(scores, 'a'), hasScoreOf(scores, 'c')], [true, false]);
  assert.deepEqual(rowOf('a', 'c', scores), { classes: { actual: 2, predicted: 0 }, scores: undefined });
});

test('classes without names are known by their position', () => {
  const scores = { values: [0.25, 0.5, 0.25], names: [], positive: undefined };
  assert.deepEqual([hasScoreOf(scores, '2'), hasScoreOf(scores, '3')], [true, false]);
  assert.equal(labelledClass({ predicted: '1', truth: 2, scores }, namesAfter()).scores?.truth, 2);
});
