import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AlertMetric } from '../../src/domain/alert-metrics.ts';
import { NAMED, problemsWith } from './alert-problems.ts';

test('a class or a feature is named only where a metric has one of each', () => {
  const scoped = (metric: AlertMetric, scope: object): string[] =>
    problemsWith({ name: 'Rule', metric, above: 0.5, ...scope });
  assert.deepEqual(scoped('accuracy', { class: 'yes' }), [
    'class: expected none: accuracy is not of single classes',
  ]);
  assert.deepEqual(scoped('f1', { feature: 'age' }), [
    'feature: expected none: f1 is not of single features',
  ]);
  assert.deepEqual(scoped('prediction_drift', { feature: 'age' }), [
    'feature: expected none: prediction_drift is not of single features',
  ]);
  assert.deepEqual([scoped('f1', { class: '' }), scoped('psi', { feature: '@prediction' })], [[], []]);
});

test('a baseline knows no single class', () => {
  const rule = { name: 'Rule', metric: 'recall', belowBaselineBy: 0.1 };
  assert.deepEqual(problemsWith({ ...rule, class: 'yes' }), [
    'class: expected none: a baseline says how good the whole model is, not a class of it',
  ]);
  assert.deepEqual(problemsWith({ ...rule, class: '' }), []);
});

test('labels are those that Prometheus takes and no alert has by itself', () => {
  const NOT_A_NAME = 'expected a name of letters, digits and _, with neither a digit nor __ first';
  const labels = { 'a-b': 'x', __c: 'x', severity: 'x', class: 'x', fine: 'x', team: 7 };
  assert.deepEqual(problemsWith({ ...NAMED, labels }), [
    `labels.a-b: ${NOT_A_NAME}`,
    `labels.__c: ${NOT_A_NAME}`,
    'labels.severity: expected another name: every alert has this one',
    'labels.class: expected another name: every alert has this one',
    'labels.team: expected a string, got 7',
  ]);
  assert.deepEqual(problemsWith({ ...NAMED, annotations: { severity: 'x', '1st': 'x' } }), [
    `annotations.1st: ${NOT_A_NAME}`,
  ]);
});
