import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOptions } from '../../src/options/parse-options.ts';
import { problemsOf } from '../support/option-problems.ts';

const CLASSES = ['no', 'yes'];

test('the task is found out, unless it or classes are told', () => {
  const tasks = [
    {},
    { task: 'auto' },
    { task: 'regression' },
    { classes: CLASSES },
    { task: 'auto', classes: CLASSES },
    { positiveClass: 'yes' },
    { threshold: 0.9 },
  ] as const;
  assert.deepEqual(
    tasks.map((options) => parseOptions(options).task),
    [undefined, undefined, 'regression', 'classification', 'classification', 'classification', undefined],
  );
});

test('the positive class and the threshold are taken over', () => {
  const { classes, positiveClass, threshold } = parseOptions({
    classes: CLASSES,
    positiveClass: 'no',
    threshold: 0.2,
  });
  assert.deepEqual(
    { classes, positiveClass, threshold },
    { classes: CLASSES, positiveClass: 'no', threshold: 0.2 },
  );
  assert.deepEqual(parseOptions({}).threshold, 0.5);
});

test('the positive class is one of the classes', () => {
  assert.deepEqual(problemsOf({ classes: CLASSES, positiveClass: 'Yes' }), [
    { path: 'positiveClass', message: 'expected one of classes, got "Yes"' },
  ]);
  assert.deepEqual(problemsOf({ classes: ['a', 'b', 'c'], positiveClass: 'c' }), []);
});

test('a regression has no classes', () => {
  assert.deepEqual(problemsOf({ task: 'regression', classes: CLASSES, positiveClass: 'maybe' }), [
    { path: 'classes', message: 'expected no classes with task "regression"' },
    { path: 'positiveClass', message: 'expected no positive class with task "regression"' },
    { path: 'positiveClass', message: 'expected one of classes, got "maybe"' },
  ]);
});

test('a threshold is a probability that both classes can pass', () => {
  const expected = 'expected a probability above 0 and below 1, got';
  const wrong = [0, 1, -0.5, 1.5, Number.NaN, '0.5'];
  assert.deepEqual(
    wrong.map((threshold) => problemsOf({ threshold })),
    ['0', '1', '-0.5', '1.5', 'NaN', '"0.5"'].map((got) => [
      { path: 'threshold', message: `${expected} ${got}` },
    ]),
  );
  assert.deepEqual(problemsOf({ threshold: Number.MIN_VALUE }), []);
});
