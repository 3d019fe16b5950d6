import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BoundedNames } from '../../src/domain/bounded-names.ts';
import type { ClassRules } from '../../src/domain/class-rules.ts';
import { type ClassTally, occurs, tallyClasses } from '../../src/domain/class-tally.ts';
import { ConfusionCounts } from '../../src/statistics/confusion-counts.ts';

type Pair = readonly [actual: string, predicted: string];

interface Scene {
  readonly rules?: Partial<ClassRules>;
  /** Classes known before any label. */
  readonly known?: readonly string[];
  readonly limit?: number;
}

function tallyOf(pairs: readonly Pair[], { rules = {}, known = [], limit = 5 }: Scene = {}): ClassTally {
  const names = new BoundedNames(limit, () => {});
  const confusion = new ConfusionCounts(limit + 1);
  for (const name of [...(rules.classes ?? []), ...known]) names.indexOf(name);
  for (const [actual, predicted] of pairs) confusion.add(names.indexOf(actual), names.indexOf(predicted));
  return tallyClasses(names, confusion, { classes: [], positiveClass: undefined, threshold: 0.5, ...rules });
}

test('classes that nobody told of are in the order of their names, whoever was seen first', () => {
  const { names, matrix } = tallyOf([
    ['b', 'B'],
    ['b', 'a'],
    ['b', 'a'],
    ['a', 'a'],
  ]);
  assert.deepEqual(names, ['B', 'a', 'b']);
  assert.deepEqual(matrix, [
    [0, 0, 0],
    [0, 1, 0],
    [1, 2, 0],
  ]);
});

test('classes that were told of keep their order, others follow', () => {
  const { names, matrix, report } = tallyOf([['z', 'b']], { rules: { classes: ['c', 'b', 'a'] } });
  assert.deepEqual(names, ['c', 'b', 'a', 'z']);
  assert.deepEqual(matrix[3], [0, 1, 0, 0]);
  assert.equal(report.rows, 1);
});

const TWO = ['no', 'yes'];

const POSITIVES: Readonly<Record<string, readonly [Scene, string | undefined]>> = {
  'of two told of the second': [{ rules: { classes: TWO } }, 'yes'],
  'of two told of the one that is said to be': [{ rules: { classes: TWO, positiveClass: 'no' } }, 'no'],
  'of two told of and a stranger still theirs': [{ rules: { classes: TWO }, known: ['maybe'] }, 'yes'],
  'of two told of and others beyond the limit still theirs': [
    { rules: { classes: TWO }, known: ['maybe'], limit: 2 },
    'yes',
  ],
  'of two told of that do not both fit none': [{ rules: { classes: TWO }, limit: 1 }, undefined],
  'of three told of none': [{ rules: { classes: ['a', 'b', 'c'] } }, undefined],
  'of two seen the second by name': [{ known: ['yes', 'no'] }, 'yes'],
  'of two seen the one that is said to be': [{ rules: { positiveClass: 'no' }, known: TWO }, 'no'],
  'of one seen none': [{ known: ['yes'] }, undefined],
  'of three seen none': [{ known: ['a', 'b', 'c'] }, undefined],
  'of one seen and others beyond the limit none': [{ known: TWO, limit: 1 }, undefined],
  'of two seen and others beyond the limit none': [{ known: ['a', 'b', 'c'], limit: 2 }, undefined],
};

for (const [sentence, [scene, expected]] of Object.entries(POSITIVES)) {
  test(`the positive class: ${sentence}`, () => {
    const { positive, names } = tallyOf([], scene);
    assert.equal(positive === undefined ? undefined : names[positive], expected);
  });
}

test('classes beyond the limit matter while they occur', () => {
  const known = ['a', 'b', 'c'];
  assert.equal(tallyOf([['a', 'b']], { known, limit: 2 }).hasOther, false);
  assert.equal(tallyOf([['a', 'c']], { known, limit: 2 }).hasOther, true);
  assert.equal(tallyOf([['d', 'b']], { known, limit: 2 }).hasOther, true);
  assert.equal(tallyOf([['a', 'b']], { known, limit: 3 }).hasOther, false);
});

test('a class occurs when it was right or predicted', () => {
  const matrix = [
    [0, 2, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  assert.deepEqual(
    [-1, 0, 1, 2].map((index) => occurs(index, matrix)),
    [false, true, true, false],
  );
});
