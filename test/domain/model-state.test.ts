import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelState } from '../../src/domain/model-state.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import { dropsOf, modelRules } from './model-rules.ts';

type Rules = Parameters<typeof modelRules>[0];

function stateAfter(predictions: readonly Prediction[], rules?: Rules): ModelState {
  const state = new ModelState('m', '1', modelRules(rules));
  for (const prediction of predictions) state.observe(prediction);
  return state;
}

function outputs(...values: unknown[]): Prediction[] {
  return values.map((output) => ({ output }));
}

function classCounts({ classes }: ModelState): Record<string, number> {
  return Object.fromEntries(
    Array.from(classes.classes.entries(), ([index, name]) => [name, classes.predicted(index)]),
  );
}

test('predictions are counted by class, labels by actual and predicted', () => {
  const state = stateAfter([
    { output: 'a', truth: 'a' },
    { output: 'a', truth: 'b' },
    { output: 'b' },
    { output: true, truth: 'true' },
  ]);
  assert.deepEqual([state.predictions, state.labels.labels], [4, 3]);
  assert.deepEqual(classCounts(state), { a: 2, b: 1, true: 1 });
  assert.deepEqual([state.labels.accuracy.count, state.labels.accuracy.sum], [3, 2]);
});

test('classes are equal when their strings are', () => {
  const state = stateAfter([
    { output: 1, truth: '1' },
    { output: '1', truth: 1 },
    { output: 'true', truth: true },
    { output: [[2]], truth: [2] },
  ]);
  assert.equal(state.labels.accuracy.sum, 4);
});

test('whole numbers are classes until a fraction shows that they are values', () => {
  const state = stateAfter(outputs(1, 2, 3));
  assert.equal(state.task.name, 'auto');
  assert.deepEqual(classCounts(state), { 1: 1, 2: 1, 3: 1 });
  state.observe({ output: 2.5, truth: 2.5 });
  state.observe({ output: 7, truth: 7 });
  assert.equal(state.task.name, 'regression');
  assert.deepEqual(classCounts(state), { 1: 1, 2: 1, 3: 1 });
  assert.deepEqual([state.predictions, state.labels.labels, state.labels.accuracy.count], [5, 2, 0]);
});

test('the 21st different whole number settles on regression, not the 20th', () => {
  const twenty = outputs(...Array.from({ length: 20 }, (_, index) => index), 3, 3);
  assert.equal(stateAfter(twenty).task.name, 'auto');
  assert.equal(stateAfter([...twenty, { output: 20 }]).task.name, 'regression');
});

test('a truth not yet known counts as a whole number seen', () => {
  const truths = Array.from({ length: 20 }, (_, index) => ({ output: 0, truth: index + 1 }));
  assert.equal(stateAfter(truths).task.name, 'regression');
  assert.equal(stateAfter([{ output: 1, truth: 1.5 }]).task.name, 'regression');
});

test('text settles on classification, and a fraction is then unread', () => {
  const state = stateAfter(outputs('a', 1, 0.5));
  assert.equal(state.task.name, 'classification');
  assert.deepEqual(classCounts(state), { a: 1, 1: 1 });
  assert.equal(state.unread.get('output'), 1);
});

test('text is unread when the task is regression', () => {
  const state = stateAfter(outputs('12.5', 12.5, [0.5, 0.5]), { task: 'regression' });
  assert.deepEqual([state.predictions, state.unread.get('output')], [1, 2]);
});

test('with two classes a lone number is the probability of the second', () => {
  const rules: Rules = { task: 'classification', classes: ['no', 'yes'] };
  const state = stateAfter(outputs(0.5, 0.4999, 1, 0, [0.8], [0.1, 0.9], 'no'), rules);
  assert.deepEqual(classCounts(state), { no: 3, yes: 4 });
  assert.equal(stateAfter(outputs(1.5), rules).unread.get('output'), 1);
});

test('a number that is the name of one of two classes is that class', () => {
  const state = stateAfter(outputs(1, 2, 1), { task: 'classification', classes: ['1', '2'] });
  assert.deepEqual(classCounts(state), { 1: 2, 2: 1 });
});

test('classes given from the start are counted from 0', () => {
  assert.deepEqual(classCounts(stateAfter([], { task: 'classification', classes: ['a', 'b'] })), {
    a: 0,
    b: 0,
  });
});

test('classes beyond the limit share @other, and each one is counted as dropped', () => {
  const rules = modelRules({ limits: { classes: 2, confusionClasses: 1 } });
  const state = new ModelState('m', '1', rules);
  for (const output of ['a', 'b', 'c', 'd', 'a']) state.observe({ output, truth: 'a' });
  assert.deepEqual(classCounts(state), { a: 2, b: 1, '@other': 2 });
  assert.deepEqual(
    [state.labels.confusion.count(0, 0), state.labels.confusion.count(0, 1), state.labels.accuracy.sum],
    [2, 3, 2],
  );
  assert.deepEqual(dropsOf(rules), { classes: 2, confusion_classes: 3 });
});

test('class names are data: prototype names count like others, control characters go', () => {
  const state = stateAfter(outputs('__proto__', 'constructor', 'a\nb', 'a\u0000b', `${'x'.repeat(200)}`));
  assert.deepEqual(
    Array.from(state.classes.classes.entries(), ([index, name]) => [name, state.classes.predicted(index)]),
    [
      ['__proto__', 1],
      ['constructor', 1],
      ['ab', 2],
      ['x'.repeat(128), 1],
    ],
  );
});

test('an accuracy of the user replaces equality and sees output, truth and prediction', () => {
  const seen: unknown[] = [];
  const state = stateAfter(
    [
      { output: 10, truth: 8, id: 'x' },
      { output: 3, truth: 3 },
      { output: 1, truth: 9 },
    ],
    {
      task: 'regression',
      accuracy: (output, truth, prediction) => {
        seen.push([output, truth, prediction.id]);
        return truth === 9 ? undefined : Math.max(0, 1 - Math.abs(Number(output) - Number(truth)) / 4);
      },
    },
  );
  assert.deepEqual(seen, [
    [10, 8, 'x'],
    [3, 3, undefined],
    [1, 9, undefined],
  ]);
  assert.deepEqual(Array.from(state.labels.accuracy.counts), [0, 0, 1, 0, 1, 0]);
  assert.equal(state.labels.labels, 3);
});

test('a truth that is no value is dropped and counted, an absent one is not', () => {
  const rules = modelRules();
  const state = new ModelState('m', '1', rules);
  for (const truth of [undefined, null, {}, [1, 2], Number.NaN]) state.observe({ output: 'a', truth });
  assert.deepEqual([state.predictions, state.labels.labels, dropsOf(rules)], [5, 0, { labels: 3 }]);
});

test('a lone score says nothing of the task, and something only of two classes', () => {
  const state = stateAfter([{ scores: 0.9 }]);
  assert.deepEqual([state.task.name, state.predictions, state.unread.get('output')], ['auto', 0, 1]);
  const rules: Rules = { task: 'classification', classes: ['no', 'yes'] };
  assert.deepEqual(classCounts(stateAfter([{ scores: 0.9 }], rules)), { no: 0, yes: 1 });
});
