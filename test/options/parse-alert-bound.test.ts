import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALERT_METRICS } from '../../src/domain/alert-metrics.ts';
import type { AlertBound } from '../../src/domain/alert-rule.ts';
import type { AlertRuleOptions } from '../../src/options/model-monitor-options.ts';
import { parseOptions } from '../../src/options/parse-options.ts';
import { problemsWith } from './alert-problems.ts';

function boundOf(rule: Omit<AlertRuleOptions, 'name'>): AlertBound | undefined {
  return parseOptions({ alerts: [{ name: 'Rule', ...rule }] }).alerts[0]?.bound;
}

test('every metric takes a bound of its kind', () => {
  for (const metric of ALERT_METRICS) {
    const isVerdict = metric === 'drift' || metric === 'prediction_drift';
    assert.deepEqual(
      boundOf({ metric, above: 0.5 }),
      isVerdict ? { kind: 'drifted' } : { kind: 'above', value: 0.5 },
      metric,
    );
  }
  assert.deepEqual(boundOf({ metric: 'drift' }), { kind: 'drifted' });
  assert.deepEqual(boundOf({ metric: 'accuracy', belowBaselineBy: 0.1 }), {
    kind: 'below_baseline',
    by: 0.1,
  });
  assert.deepEqual(boundOf({ metric: 'mcc', below: -0.5 }), { kind: 'below', value: -0.5 });
});

test('a rule has one bound, which is one that its metric can pass', () => {
  const bound = (given: object): string[] => problemsWith({ name: 'Rule', metric: 'accuracy', ...given });
  assert.deepEqual(bound({}), ['above: expected one of above, below and belowBaselineBy, got none']);
  assert.deepEqual(bound({ above: 0.1, below: 0.2 }), [
    'below: expected one of above, below and belowBaselineBy, got above too',
  ]);
  assert.deepEqual(bound({ above: 5 }), ['above: expected a number from 0 to 1, got 5']);
  assert.deepEqual(bound({ below: '80%' }), ['below: expected a number from 0 to 1, got "80%"']);
  assert.deepEqual(bound({ metric: 'mae', above: Number.NaN }), ['above: expected a finite number, got NaN']);
  assert.deepEqual(bound({ metric: 'mae', above: 500 }), []);
  assert.deepEqual(bound({ metric: 'mae', belowBaselineBy: 0.1 }), [
    'belowBaselineBy: expected above or below: no baseline says how much mae there should be',
  ]);
  assert.deepEqual(bound({ belowBaselineBy: 2 }), ['belowBaselineBy: expected a number from 0 to 1, got 2']);
});

test('a verdict has no bound but that it is one', () => {
  const bound = (given: object): string[] => problemsWith({ name: 'Rule', metric: 'drift', ...given });
  assert.deepEqual(bound({ above: 0 }), []);
  assert.deepEqual(bound({ above: 1 }), ['above: expected a number from 0 to below 1, got 1']);
  for (const name of ['below', 'belowBaselineBy']) {
    assert.deepEqual(bound({ [name]: 0.5 }), [
      `${name}: expected above or nothing: drift has a threshold of its own`,
    ]);
  }
});

test('metrics that fall below their baseline are those of which more is better', () => {
  const comparable = ALERT_METRICS.filter(
    (metric) => problemsWith({ name: 'Rule', metric, belowBaselineBy: 0.1 }).length === 0,
  );
  const measured = [
    'accuracy',
    'balanced_accuracy',
    'precision',
    'recall',
    'f1',
    'specificity',
    'mcc',
    'kappa',
  ];
  const estimated = ['accuracy', 'precision', 'recall', 'f1', 'roc_auc'].map((name) => `estimated_${name}`);
  assert.deepEqual(comparable, [...measured, 'roc_auc', 'r2', ...estimated]);
});
