import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Baseline } from '../../src/domain/baseline.ts';
import { BaselinePlan, type BaselineScope, type LearnRule } from '../../src/domain/baseline-plan.ts';
import { ModelState } from '../../src/domain/model-state.ts';
import { modelRules } from './model-rules.ts';

const RULE: LearnRule = { rows: 40, file: undefined, from: '1' };

/** Versions of one model, of which some learn from version 1; and what was learned. */
function versionsUnder(scope: BaselineScope, versions: readonly string[]): [ModelState[], Baseline[]] {
  const baselines = new BaselinePlan();
  baselines.add(scope, { learn: RULE });
  const learned: Baseline[] = [];
  const rules = modelRules({ baselines, onLearned: (baseline) => learned.push(baseline) });
  return [versions.map((version) => new ModelState('m', version, rules)), learned];
}

function predict(state: ModelState | undefined, rows: number, from = 0): void {
  for (let row = from; row < from + rows; row += 1) state?.observe({ features: { size: row }, output: 'a' });
}

test('a version is compared with what another one was asked', () => {
  const [[first, second], learned] = versionsUnder({ model: 'm', version: '2' }, ['1', '2']);
  predict(second, 50, 1000);
  predict(first, 39);
  assert.deepEqual(second?.baseline?.progress, { rows: 39, of: 40 });
  predict(first, 100);
  assert.deepEqual(
    learned.map(({ model, version, rows }) => ({ model, version, rows })),
    [{ model: 'm', version: '2', rows: 40 }],
  );
  assert.equal(first?.baseline, undefined);
  predict(second, 50, 1000);
  const [size] = second?.baseline?.drift?.window().comparisons ?? [];
  assert.deepEqual([size?.bins.name, size?.drift.rows, size?.drift.verdict], ['size', 50, 'drifted']);
});

test('it does not matter which of the two is seen first, nor what other models do', () => {
  const [[second, first], learned] = versionsUnder({ version: '2' }, ['2', '1']);
  predict(first, 40);
  assert.equal(second?.baseline?.state, 'learned');
  assert.equal(learned.length, 1);
});

test('for a whole model one baseline is learned, once, and the version it comes from has it too', () => {
  const [states, learned] = versionsUnder({ model: 'm' }, ['1', '2', '3']);
  predict(states[0], 60);
  assert.deepEqual(
    states.map(({ baseline }) => baseline?.state),
    ['learned', 'learned', 'learned'],
  );
  assert.deepEqual(
    learned.map(({ version }) => version),
    [undefined],
  );
});
