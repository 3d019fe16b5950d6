import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClassRules } from '../../src/domain/class-rules.ts';
import { isScoreVector, readScores, scoredName } from '../../src/domain/class-scores.ts';

function rulesWith(rules: Partial<ClassRules>): ClassRules {
  return { classes: [], positiveClass: undefined, threshold: 0.5, ...rules };
}

const UNTOLD = rulesWith({});
const TWO = rulesWith({ classes: ['no', 'yes'] });
const NO_IS_POSITIVE = rulesWith({ classes: ['no', 'yes'], positiveClass: 'no' });
const THREE = rulesWith({ classes: ['c', 'a', 'b'] });

const FORMS = {
  'a vector has the names of the classes, in their order': [
    [0.5, 0.25, 0.25],
    THREE,
    { values: [0.5, 0.25, 0.25], names: ['c', 'a', 'b'], positive: undefined },
  ],
  'a vector without classes has no names': [
    [0.5, 0.25, 0.25],
    UNTOLD,
    { values: [0.5, 0.25, 0.25], names: [], positive: undefined },
  ],
  'two scores without classes are of 0 and 1, the second positive': [
    [0.75, 0.25],
    UNTOLD,
    { values: [0.75, 0.25], names: ['0', '1'], positive: 1 },
  ],
  'of two classes the second is positive': [
    [0.75, 0.25],
    TWO,
    { values: [0.75, 0.25], names: ['no', 'yes'], positive: 1 },
  ],
  'the first is when it is said to be': [
    [0.75, 0.25],
    NO_IS_POSITIVE,
    { values: [0.75, 0.25], names: ['no', 'yes'], positive: 0 },
  ],
  'one number is of the positive class': [
    0.25,
    TWO,
    { values: [0.75, 0.25], names: ['no', 'yes'], positive: 1 },
  ],
  'also where that is the first': [
    0.25,
    NO_IS_POSITIVE,
    { values: [0.25, 0.75], names: ['no', 'yes'], positive: 0 },
  ],
  'named scores come in the order of the classes, those left out are 0': [
    { b: 0.25, c: 0.75 },
    THREE,
    { values: [0.75, 0, 0.25], names: ['c', 'a', 'b'], positive: undefined },
  ],
  'without classes they come in the order of their names': [
    { yes: 0.25, no: 0.75 },
    UNTOLD,
    { values: [0.75, 0.25], names: ['no', 'yes'], positive: 1 },
  ],
  'so they do with a class nobody told of': [
    { z: 0.25, c: 0.75 },
    THREE,
    { values: [0.75, 0.25], names: ['c', 'z'], positive: 1 },
  ],
  'names are data': [
    JSON.parse('{ "__proto__": 0.25, "constructor": 0.75 }'),
    UNTOLD,
    { values: [0.25, 0.75], names: ['__proto__', 'constructor'], positive: 1 },
  ],
} as const;

for (const [sentence, [given, rules, expected]] of Object.entries(FORMS)) {
  test(`scores: ${sentence}`, () => {
    assert.deepEqual(readScores(given, rules), expected);
  });
}

const NONE: readonly (readonly [unknown, ClassRules])[] = [
  [0.5, UNTOLD],
  [0.5, THREE],
  [1.5, TWO],
  [Number.NaN, TWO],
  [[1], UNTOLD],
  [[0.5, 0.25], UNTOLD],
  [{ a: 1 }, UNTOLD],
  [{}, TWO],
  [{ no: 0.5, yes: '0.5' }, TWO],
  ['yes', TWO],
  [null, TWO],
];

for (const [given, rules] of NONE) {
  test(`${JSON.stringify(given)} is no scores of ${rules.classes.length} classes`, () => {
    assert.equal(readScores(given, rules), undefined);
  });
}

test('a class without a name is called by its position', () => {
  const scores = { values: [0.5, 0.25, 0.25], names: ['a'], positive: undefined };
  assert.deepEqual(
    [0, 1, 2].map((index) => scoredName(scores, index)),
    ['a', '1', '2'],
  );
});

for (const [vector, isOne] of [
  [[0.5, 0.5], true],
  [[0.3333, 0.3333, 0.3333], true],
  [[0.5, 0.501], true],
  [[0.5, 0.502], false],
  [[-0.5, 1.5], false],
  [[0.5, Number.NaN], false],
  [[1], false],
  [[], false],
] as const) {
  test(`[${vector}] ${isOne ? 'are' : 'are no'} probabilities of classes`, () => {
    assert.equal(isScoreVector(vector), isOne);
  });
}
