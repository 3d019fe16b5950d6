import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ModelState } from '../../src/domain/model-state.ts';
import { pendingEntryOf } from '../../src/domain/pending-entry.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import { assertClose } from '../statistics/assert-close.ts';
import { anyRules, hostilePrediction, MODEL_KINDS, type ModelKind } from './arbitrary-predictions.ts';
import { labelCounters } from './label-counters.ts';
import { dropsOf, modelRules } from './model-rules.ts';
import { observedState } from './observed-state.ts';
import { figuresByClass } from './state-figures.ts';

const RATIOS = new Set([
  'accuracy',
  'balanced_accuracy',
  'precision',
  'recall',
  'f1',
  'specificity',
  'roc_auc',
]);
RATIOS.add('calibration_error').add('error_rate');
const hostilePredictions = fc.array(hostilePrediction, { maxLength: 30 });

test('whatever is predicted, figures are finite, each there once, ratios within 0..1', () => {
  fc.assert(
    fc.property(hostilePredictions, anyRules, (predictions, rules) => {
      const figures = observedState(predictions, rules).figures();
      const names = figures.map(({ metric, class: name }) => `${metric} ${name}`);
      assert.equal(new Set(names).size, names.length);
      for (const { metric, value } of figures) {
        assert.ok(Number.isFinite(value), `${metric} is ${value}`);
        if (RATIOS.has(metric)) assert.ok(value >= 0 && value <= 1, `${metric} is ${value}`);
        if (metric === 'mcc' || metric === 'kappa') assert.ok(Math.abs(value) <= 1, `${metric} is ${value}`);
      }
    }),
  );
});

test('whatever is predicted, a share is its hits of what it rests on', () => {
  fc.assert(
    fc.property(hostilePredictions, anyRules, (predictions, rules) => {
      const state = observedState(predictions, rules);
      for (const { metric, value, n, hits } of state.figures()) {
        assert.ok(Number.isSafeInteger(n) && n >= (metric === 'throughput' ? 0 : 1), `${metric} of ${n}`);
        if (hits !== undefined) assert.deepEqual([hits / n, hits <= n], [value, true], metric);
      }
    }),
  );
});

test('whatever is predicted, every prediction is read or unread, and no counter falls', () => {
  fc.assert(
    fc.property(hostilePredictions, anyRules, (predictions, changed) => {
      const rules = modelRules(changed);
      const state = new ModelState('m', '1', rules);
      let before = new Map<string, number>();
      for (const [index, prediction] of predictions.entries()) {
        state.observe(prediction);
        const unread = Array.from(state.unread.values()).reduce((sum, count) => sum + count, 0);
        assert.equal(state.predictions + unread, index + 1);
        const after = numbersIn({ ...labelCounters(state), drops: dropsOf(rules) });
        for (const [name, count] of after) assert.ok(count >= (before.get(name) ?? 0), `${name} is ${count}`);
        before = after;
      }
    }),
  );
});

/** Every number in a value, by its path. */
function numbersIn(value: unknown, path = ''): Map<string, number> {
  if (typeof value === 'number') return new Map([[path, value]]);
  return new Map(
    Object.entries(Object(value)).flatMap(([key, inner]) => [...numbersIn(inner, `${path}.${key}`)]),
  );
}

for (const [name, kind] of Object.entries(MODEL_KINDS)) {
  test(`${name}: labels that come later, in any order, count like those that came with the prediction`, () => {
    const labelled = fc.array(kind.prediction, { maxLength: 20 });
    const order = fc.infiniteStream(fc.double({ noNaN: true }));
    fc.assert(
      fc.property(labelled, order, (predictions, random) => {
        const inline = observedState(predictions, kind.rules);
        const later = joinedState(kind, predictions, () => random.next().value ?? 0);
        assertClose(labelCounters(later), labelCounters(inline), 1e-9);
        assertClose(figuresByClass(later), figuresByClass(inline), 1e-9);
        assert.equal(later.hasScores, inline.hasScores);
      }),
    );
  });
}

/** The same predictions, with the labels joined after the last of them; what waits is JSON, as in stores. */
function joinedState(kind: ModelKind, predictions: readonly Prediction[], random: () => number): ModelState {
  const rules = modelRules(kind.rules);
  const state = new ModelState('m', '1', rules);
  const waiting = predictions.map(({ truth, ...unlabelled }) => {
    const prediction = { ...unlabelled, id: 'x' };
    const observation = state.observe(prediction);
    const entry = pendingEntryOf({ prediction, observation, state }, rules, 0);
    return { entry: JSON.parse(JSON.stringify(entry)), truth: truth as string, place: random() };
  });
  for (const { entry, truth } of waiting.sort((a, b) => a.place - b.place)) {
    assert.equal(state.join(entry, truth, 1), true);
  }
  return state;
}

test('a window later all of it is forgotten, but not by the counters', () => {
  const kinds = Object.values(MODEL_KINDS).map(({ rules, prediction }) =>
    fc.record({
      rules: fc.constant(rules),
      predictions: fc.array(prediction, { minLength: 1, maxLength: 9 }),
    }),
  );
  fc.assert(
    fc.property(fc.oneof(...kinds), ({ rules, predictions }) => {
      let clock = 90;
      const window = { windowSeconds: 60, retentionSeconds: 60, now: () => clock };
      const state = observedState(predictions, { ...rules, window });
      const counters = labelCounters(state);
      clock += 60;
      assert.deepEqual(state.figures(), [{ metric: 'throughput', class: '', value: 0, n: 0 }]);
      assert.deepEqual(labelCounters(state), counters);
    }),
  );
});
