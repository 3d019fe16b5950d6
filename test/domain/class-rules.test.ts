import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ClassRules,
  classOfProbability,
  positiveIndex,
  toldClasses,
} from '../../src/domain/class-rules.ts';

const NAMES = ['no', 'yes'];

function rulesWith(rules: Partial<ClassRules>): ClassRules {
  return { classes: NAMES, positiveClass: undefined, threshold: 0.5, ...rules };
}

for (const [positiveClass, index] of [
  [undefined, 1],
  ['yes', 1],
  ['no', 0],
] as const) {
  test(`of no and yes the positive one is number ${index} when ${positiveClass ?? 'nothing'} is told`, () => {
    assert.equal(positiveIndex(NAMES, rulesWith({ positiveClass })), index);
  });
}

for (const [probability, rules, expected] of [
  [0.5, {}, 'yes'],
  [0.4999, {}, 'no'],
  [0.3, { threshold: 0.3 }, 'yes'],
  [0.2999, { threshold: 0.3 }, 'no'],
  [0.5, { positiveClass: 'no' }, 'no'],
  [0.4999, { positiveClass: 'no' }, 'yes'],
  [0.3, { positiveClass: 'no', threshold: 0.3 }, 'no'],
] as const) {
  test(`${probability} means ${expected} under ${JSON.stringify(rules)}`, () => {
    assert.equal(NAMES[classOfProbability(probability, NAMES, rulesWith(rules))], expected);
  });
}

test('known before anything is seen are the classes, or the positive one alone', () => {
  assert.deepEqual(toldClasses(rulesWith({ positiveClass: 'no' })), NAMES);
  assert.deepEqual(toldClasses(rulesWith({ classes: [], positiveClass: 'no' })), ['no']);
  assert.deepEqual(toldClasses(rulesWith({ classes: [] })), []);
});
