import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelState } from '../../src/domain/model-state.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import { dropsOf, modelRules } from './model-rules.ts';
import { observedState } from './observed-state.ts';
import { figuresByClass } from './state-figures.ts';

const GOOD = [
  { output: 1.5, truth: 1 },
  { output: 2.5, truth: 4 },
];

/** A truth with which a sum would be finite no more. */
const OVERFLOWS: Readonly<Record<string, Prediction>> = {
  'a square': { output: 1.5, truth: 1e155 },
  'an error': { output: 1e308, truth: -1e308 },
  'a percentage': { output: 1.5, truth: 5e-324 },
};

for (const [what, prediction] of Object.entries(OVERFLOWS)) {
  test(`${what} that overflows is left out of every sum and counted, its label is not`, () => {
    const rules = modelRules({ task: 'regression' });
    const state = new ModelState('m', '1', rules);
    for (const one of [...GOOD.slice(0, 1), prediction, ...GOOD.slice(1)]) state.observe(one);
    assert.deepEqual([state.labels.labels, dropsOf(rules)], [3, { values: 1 }]);
    assert.deepEqual(figuresByClass(state), figuresByClass(withPredictions(GOOD, 3)));
  });
}

/** The labelled ones first, then as many as it takes. */
function withPredictions(labelled: readonly Prediction[], count: number): ModelState {
  const unlabelled = Array.from({ length: count - labelled.length }, () => ({ output: 1.5 }));
  return observedState([...labelled, ...unlabelled], { task: 'regression' });
}

test('the largest errors that fit leave room for others, not for their like', () => {
  const rules = modelRules({ task: 'regression' });
  const state = new ModelState('m', '1', rules);
  for (const truth of [9e153, 9e153, 1, 2]) state.observe({ output: 0, truth });
  const { '': { mae, rmse } = {} } = figuresByClass(state);
  assert.deepEqual([mae, rmse, dropsOf(rules)], [3e153, 9e153 / Math.sqrt(3), { values: 1 }]);
});

test('an infinite output is unread, an infinite truth dropped and counted', () => {
  const rules = modelRules({ task: 'regression' });
  const state = new ModelState('m', '1', rules);
  for (const number of [Number.NaN, Number.POSITIVE_INFINITY]) {
    state.observe({ output: number, truth: 1 });
    state.observe({ output: 1, truth: number });
  }
  assert.deepEqual(
    [state.predictions, state.unread.get('not_finite'), state.labels.labels, dropsOf(rules)],
    [2, 2, 0, { labels: 2 }],
  );
});

for (const [task, truth, isLabel] of [
  ['regression', '3.5', true],
  ['regression', [[3.5]], true],
  ['regression', 'abc', false],
  ['regression', '', false],
  ['regression', true, false],
  ['regression', {}, false],
  ['classification', 'abc', true],
  ['classification', '', true],
  ['classification', true, true],
  ['classification', 3.5, true],
  ['classification', {}, false],
  ['classification', [1, 2], false],
  ['classification', 10n, false],
] as const) {
  const shown = typeof truth === 'bigint' ? String(truth) : JSON.stringify(truth);
  test(`under ${task} ${shown} is ${isLabel ? 'a label' : 'dropped and counted'}`, () => {
    const rules = modelRules({ task });
    const state = new ModelState('m', '1', rules);
    const { isLabelled } = state.observe({ output: 3, truth });
    assert.deepEqual([isLabelled, state.labels.labels], [isLabel, isLabel ? 1 : 0]);
    assert.deepEqual(dropsOf(rules), isLabel ? {} : { labels: 1 });
  });
}

test('a fraction among the truths makes numbers of whole outputs, that prediction included', () => {
  const state = observedState([
    { output: 3, truth: 3 },
    { output: 4, truth: 4.5 },
    { output: 5, truth: '5.25' },
  ]);
  const { accuracy, regression } = state.labels;
  assert.deepEqual([state.task.name, accuracy.count, regression.absoluteError], ['regression', 1, 0.75]);
});

test('a label that comes later settles the task like one that came along', () => {
  const state = observedState([{ output: 3 }]);
  const entry = { id: 'a', time: 0, model: 'm', version: '1', output: 3 };
  assert.equal(state.join(entry, 2.5, 1), true);
  assert.deepEqual([state.task.name, state.labels.regression.absoluteError], ['regression', 0.5]);
});
