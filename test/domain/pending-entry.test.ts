import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { type ModelRules, ModelState } from '../../src/domain/model-state.ts';
import { pendingEntryOf } from '../../src/domain/pending-entry.ts';
import type { Prediction, Scores } from '../../src/domain/prediction.ts';
import { dropsOf, modelRules } from './model-rules.ts';

const TIME = 1_700_000_000_000;
const TWO = { task: 'classification', classes: ['no', 'yes'] } as const;

function entryOf(prediction: Prediction, rules: ModelRules = modelRules(), state = stateBy(rules)) {
  const observation = state.observe(prediction);
  return pendingEntryOf({ prediction, observation, state }, rules, TIME);
}

function stateBy(rules: ModelRules): ModelState {
  return new ModelState('m', '1', rules);
}

const ENTRY = { id: 'a', time: TIME, model: 'm', version: '1' };

const KEPT = [
  [{ output: 'a' }, {}, { output: 'a', task: 'classification' }],
  [{ output: true }, {}, { output: true, task: 'classification' }],
  [{ output: 3 }, {}, { output: 3 }],
  [{ output: [[2.5]] }, {}, { output: 2.5, task: 'regression' }],
  [{ output: 0.75 }, TWO, { output: 0.75, task: 'classification' }],
  [{ output: Float32Array.of(0.75) }, TWO, { output: 0.75, task: 'classification' }],
  [{ scores: 0.75 }, TWO, { output: 'yes', scores: 0.75, task: 'classification' }],
  [{ output: 'rain', scores: 0.75 }, {}, { output: 'rain', scores: 0.75, task: 'classification' }],
  [{ output: 3, scores: null as never }, {}, { output: 3 }],
  [{ output: 'no', scores: [[0.75]] as never }, TWO, { output: 'no', scores: 0.75, task: 'classification' }],
  [{ output: 'no', scores: 0.75 }, TWO, { output: 'no', scores: 0.75, task: 'classification' }],
  [{ output: [0.25, 0.75] }, TWO, { output: 'yes', scores: [0.25, 0.75], task: 'classification' }],
  [
    { output: Float32Array.of(0.25, 0.75) },
    TWO,
    { output: 'yes', scores: [0.25, 0.75], task: 'classification' },
  ],
  [
    { output: 'yes', scores: { no: 0.25, yes: 0.75 } },
    TWO,
    { output: 'yes', scores: { no: 0.25, yes: 0.75 }, task: 'classification' },
  ],
] as const;

for (const [prediction, rules, kept] of KEPT) {
  test(`what is kept of ${inspect(prediction)} is all that its label needs, in plain JSON`, () => {
    const entry = entryOf({ id: 'a', features: { x: 1 }, ...prediction }, modelRules(rules));
    assert.deepEqual(entry, { ...ENTRY, ...kept });
    assert.deepEqual(JSON.parse(JSON.stringify(entry)), entry);
  });
}

test('a prediction that came with its truth is kept as labelled only', () => {
  assert.deepEqual(entryOf({ id: 'a', output: 'x', truth: 'y', scores: { x: 0.5, y: 0.5 } }), {
    ...ENTRY,
    output: 'x',
    labelled: true,
  });
});

test('one whose truth was no truth waits for a better one', () => {
  assert.deepEqual(entryOf({ id: 'a', output: 2.5, truth: 'abc' }), {
    ...ENTRY,
    output: 2.5,
    task: 'regression',
  });
});

test('what could not be read, or has no id, does not wait', () => {
  assert.equal(entryOf({ id: 'a', output: {} }), undefined);
  assert.equal(entryOf({ output: 'x' }), undefined);
});

test('a handler may use its scores again for the next prediction', () => {
  for (const scores of [[0.75, 0.25], { yes: 0.25, no: 0.75 }, Float64Array.of(0.75, 0.25)]) {
    const entry = entryOf({ id: 'a', output: 'no', scores: scores as Scores });
    const before = structuredClone(entry);
    Object.assign(scores, { 0: 0, 1: 1, yes: 1, no: 0 });
    assert.deepEqual(entry, before);
  }
});

test('scores of more classes than the limit are not kept, and counted', () => {
  const rules = modelRules({ limits: { classes: 2 } });
  const kept = [{ a: 0.5, b: 0.5 }, { a: 0.5, b: 0.25, c: 0.25 }, [0.5, 0.25, 0.25]].map(
    (scores) => entryOf({ id: 'a', output: 'a', scores }, rules)?.scores,
  );
  assert.deepEqual(kept, [{ a: 0.5, b: 0.5 }, undefined, undefined]);
  assert.deepEqual(dropsOf(rules), { scores: 2 });
});
