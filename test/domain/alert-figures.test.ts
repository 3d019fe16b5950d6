import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AlertFigures } from '../../src/domain/alert-figures.ts';
import { ALERT_METRICS, type AlertMetric } from '../../src/domain/alert-metrics.ts';
import type { Reading } from '../../src/domain/alert-reading.ts';
import { Baseline } from '../../src/domain/baseline.ts';
import { BaselinePlan } from '../../src/domain/baseline-plan.ts';
import { ModelState } from '../../src/domain/model-state.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import type { QualityMetric } from '../../src/domain/quality-metrics.ts';
import { alertRule } from './alert-rules.ts';
import { modelRules } from './model-rules.ts';
import { labelled, observedState } from './observed-state.ts';

const CLASSES = ['no', 'yes'];

function scoredRow(index: number): Prediction & { readonly features: Record<string, unknown> } {
  const p = (index % 10) / 10 + 0.05;
  return {
    features: { size: index % 50, kind: ['a', 'b'][index % 2] },
    output: CLASSES[Number(p >= 0.5)],
    scores: [1 - p, p],
    truth: CLASSES[Number((index * 7) % 10 < 10 * p)],
  };
}

/** A hundred rows of a baseline, and as many live ones whose sizes are new. */
function scoredState(): ModelState {
  const rows = Array.from({ length: 100 }, (_, index) => scoredRow(index));
  const baselines = new BaselinePlan();
  baselines.add({}, { baseline: Baseline.fromRows(rows, { createdAt: new Date(0), classes: CLASSES }) });
  const state = new ModelState('m', '1', modelRules({ classes: CLASSES, baselines }));
  for (const { features, ...row } of rows) state.observe({ ...row, features: { ...features, size: 1000 } });
  return state;
}

const scored = scoredState();

function readingsOf(
  metric: AlertMetric,
  rule: Parameters<typeof alertRule>[0] = {},
  state = scored,
): readonly Reading[] {
  return new AlertFigures(state, { withRanks: true }).readingsFor(alertRule({ metric, ...rule }));
}

/** What they are of, without the rest. */
function subjectsOf(readings: readonly Reading[]): string[] {
  return readings.map(({ class: name, feature }) => name + feature);
}

const OF_CLASSES: readonly string[] = ['precision', 'recall', 'f1', 'specificity'];
const OF_FEATURES: readonly string[] = ['drift', 'psi', 'missing_rate', 'unseen_rate', 'out_of_range_rate'];

test('every metric can be read, and those of classes and features are read for each of these', () => {
  for (const metric of ALERT_METRICS) {
    const subjects = subjectsOf(readingsOf(metric));
    if (OF_CLASSES.includes(metric)) assert.deepEqual(subjects, ['no', 'yes'], metric);
    else if (OF_FEATURES.includes(metric)) assert.deepEqual(subjects, ['size', 'kind', '@score:yes'], metric);
    else assert.deepEqual(subjects, [metric === 'prediction_drift' ? '@prediction' : ''], metric);
  }
});

test('figures of quality are those of the model version, with what they rest on', () => {
  const metrics: readonly QualityMetric[] = ['accuracy', 'recall', 'mcc', 'roc_auc', 'throughput'];
  for (const metric of metrics) {
    const figures = scored.figures().filter(({ metric: name }) => name === metric);
    const ofSubjects = figures.filter(({ class: name }) => metric !== 'recall' || name !== '');
    assert.deepEqual(
      readingsOf(metric),
      ofSubjects.map(({ class: name, value, n, hits }) => ({ class: name, feature: '', value, n, hits })),
    );
  }
});

test('what a rule names is read alone, and is there even without a figure', () => {
  assert.deepEqual(subjectsOf(readingsOf('recall', { scope: { class: 'yes' } })), ['yes']);
  assert.deepEqual(subjectsOf(readingsOf('psi', { scope: { feature: 'kind' } })), ['kind']);
  assert.deepEqual(subjectsOf(readingsOf('psi', { scope: { feature: '@prediction' } })), ['@prediction']);
  assert.deepEqual(readingsOf('recall', { scope: { class: 'perhaps' } }), [
    { class: 'perhaps', feature: '', value: undefined, n: 0 },
  ]);
  assert.deepEqual(readingsOf('drift', { scope: { feature: 'colour' } }), [
    { class: '', feature: 'colour', value: undefined, n: 0 },
  ]);
});

test('the empty class is the whole model, which is what a baseline is compared with', () => {
  const whole = scored.figures().find((figure) => figure.metric === 'recall' && figure.class === '');
  const { value, n, hits } = whole ?? assert.fail('there is a recall');
  const expected = [{ class: '', feature: '', value, n, hits }];
  assert.deepEqual(readingsOf('recall', { scope: { class: '' } }), expected);
  assert.deepEqual(readingsOf('recall', { bound: { kind: 'below_baseline', by: 0 } }), expected);
});

test('of a model version that nothing is known of there is a reading of everything that is of the whole', () => {
  const state = observedState([]);
  const readings = new Map(ALERT_METRICS.map((metric) => [metric, readingsOf(metric, {}, state)]));
  const namesOf = (isNamed: (read: readonly Reading[]) => boolean): string[] =>
    Array.from(readings).flatMap(([metric, read]) => (isNamed(read) ? [metric] : []));
  assert.deepEqual(
    namesOf((read) => read.some(({ value }) => value !== undefined)),
    ['throughput'],
  );
  assert.deepEqual(
    namesOf((read) => read.length === 0),
    [...OF_CLASSES, ...OF_FEATURES],
  );
});

test('the order of values is read only for rules that need it', () => {
  const rule = alertRule({ metric: 'roc_auc' });
  const [without] = new AlertFigures(scored, { withRanks: false }).readingsFor(rule);
  const [given] = new AlertFigures(scored, { withRanks: true }).readingsFor(rule);
  assert.deepEqual([without?.value, typeof given?.value], [undefined, 'number']);
});

test('a verdict comes with the psi and the threshold it was made with', () => {
  const [size] = scored.baseline?.drift?.window().comparisons ?? [];
  const { psi, threshold, rows } = size?.drift ?? assert.fail('there is a comparison');
  assert.deepEqual(readingsOf('drift', { scope: { feature: 'size' } }), [
    { class: '', feature: 'size', value: psi, n: rows, threshold },
  ]);
  assert.deepEqual(readingsOf('psi', { scope: { feature: 'size' } }), [
    { class: '', feature: 'size', value: psi, n: rows },
  ]);
});

test('shares of the values of a feature are those of the comparison', () => {
  const feature = (name: string) => ({ scope: { feature: name } });
  assert.deepEqual(readingsOf('out_of_range_rate', feature('size')), [
    { class: '', feature: 'size', value: 1, n: 100, hits: 100 },
  ]);
  assert.deepEqual(readingsOf('missing_rate', feature('kind')), [
    { class: '', feature: 'kind', value: 0, n: 100, hits: 0 },
  ]);
  assert.deepEqual(readingsOf('unseen_rate', feature('size')), [
    { class: '', feature: 'size', value: undefined, n: 0 },
  ]);
});

test('estimates are those of the comparison, the accuracy with what its interval needs', () => {
  const { accuracy, rocAuc } = scored.baseline?.drift?.window().estimate ?? assert.fail('there is one');
  const estimated = { class: '', feature: '', n: 100 };
  assert.deepEqual(readingsOf('estimated_accuracy'), [
    { ...estimated, value: accuracy, calibrationRows: 100 },
  ]);
  assert.deepEqual(readingsOf('estimated_roc_auc'), [{ ...estimated, value: rocAuc }]);
});

test('unread predictions are a share of all, labels of those that were read', () => {
  const state = observedState([...labelled('a/a', 'a/b'), { output: 'a' }, { output: {} }, { output: 'b' }]);
  state.countUnread('not_json');
  const [unread, labels] = [readingsOf('unread_rate', {}, state), readingsOf('label_rate', {}, state)];
  assert.deepEqual(unread, [{ class: '', feature: '', value: 2 / 6, n: 6, hits: 2 }]);
  assert.deepEqual(labels, [{ class: '', feature: '', value: 2 / 4, n: 4, hits: 2 }]);
});

test('a rule can look back further than the window, or less far, in whole slots of time', () => {
  let nowSeconds = 0;
  const window = { windowSeconds: 100, retentionSeconds: 300, now: () => nowSeconds };
  const state = observedState([], { window });
  for (nowSeconds = 0; nowSeconds < 300; nowSeconds += 10) state.observe({ output: 'a', truth: 'a' });
  nowSeconds = 299;
  const labelsOver = (overSeconds?: number): number | undefined =>
    readingsOf('accuracy', { overSeconds }, state)[0]?.n;
  assert.deepEqual([20, 25, 30, undefined, 200, 300].map(labelsOver), [2, 3, 3, 10, 20, 30]);
});

test('labels of earlier predictions do not make it more than all', () => {
  const state = observedState([{ output: 'a' }]);
  for (const truth of ['a', 'b']) {
    state.join({ id: truth, model: 'm', version: '1', time: 0, output: 'a', task: undefined }, truth, 60);
  }
  assert.deepEqual(readingsOf('label_rate', {}, state), [
    { class: '', feature: '', value: 1, n: 1, hits: 1 },
  ]);
});
