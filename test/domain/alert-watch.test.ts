import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Baseline } from '../../src/domain/baseline.ts';
import { BaselinePlan } from '../../src/domain/baseline-plan.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';
import { smallBaseline } from '../drift/small-baseline.ts';
import { alertRule } from './alert-rules.ts';
import { AlertScene, START, WINDOW_SECONDS } from './alert-scene.ts';

const ACCURACY = alertRule({ name: 'LowAccuracy' });

test('an alert is told once when it begins to fire and once when it stops', () => {
  const scene = new AlertScene([ACCURACY]);
  scene.predict({ wrong: 50 });
  assert.deepEqual(scene.pass(), ['firing LowAccuracy']);
  for (let tick = 0; tick < 5; tick += 1) assert.deepEqual(scene.pass(1), []);
  scene.predict({ right: 1000 });
  assert.deepEqual(scene.pass(1), ['resolved LowAccuracy']);
  for (let tick = 0; tick < 5; tick += 1) assert.deepEqual(scene.pass(1), []);
  assert.deepEqual(scene.faults, []);
});

test('what is told says what is wrong, where, since when, and on what it rests', () => {
  const labels = { team: 'search' };
  const annotations = { runbook_url: 'https://example.org/accuracy' };
  const scene = new AlertScene([{ ...ACCURACY, severity: 'critical', labels, annotations }]);
  scene.predict({ right: 10, wrong: 40 });
  scene.pass(7);
  scene.predict({ right: 350 });
  scene.pass(5);
  const [firing, resolved] = scene.events;
  const about = {
    alert: 'LowAccuracy',
    severity: 'critical',
    subject: { model: 'm', version: '1', class: '', feature: '' },
    metric: 'accuracy',
    bound: 0.8,
    isWrongWhen: 'below',
    labels,
    annotations,
    links: annotations,
    startedAt: START + 7000,
  };
  assert.deepEqual(firing, {
    status: 'firing',
    ...about,
    value: 0.2,
    n: 50,
    interval: wilsonInterval(10, 50, 0.95),
    summary: 'accuracy of m@1 is 0.2, below 0.8 (n = 50, 95 % interval 0.1124 to 0.3304)',
  });
  assert.deepEqual(resolved, {
    status: 'resolved',
    ...about,
    value: 0.9,
    n: 400,
    interval: wilsonInterval(360, 400, 0.95),
    endedAt: START + 12_000,
    summary: 'accuracy of m@1 is 0.9, no longer below 0.8 (n = 400, 95 % interval 0.8667 to 0.9257)',
  });
});

test('a handful of labels never fires, however wrong they are', () => {
  const scene = new AlertScene([ACCURACY]);
  scene.predict({ wrong: 29 });
  assert.deepEqual([scene.pass(), scene.states()], [[], ['LowAccuracy m@1: not_enough_data']]);
  scene.predict({ wrong: 1 });
  assert.deepEqual([scene.pass(), scene.states()], [['firing LowAccuracy'], ['LowAccuracy m@1: firing']]);
});

test('without data a firing alert is over after one window, and is said to have no value any more', () => {
  const scene = new AlertScene([ACCURACY]);
  scene.predict({ wrong: 50 });
  scene.pass();
  // For as long the labels are in the window; then there has to be nothing for another.
  assert.deepEqual(scene.pass(WINDOW_SECONDS - 1), []);
  assert.deepEqual(scene.pass(WINDOW_SECONDS - 1), []);
  assert.deepEqual(scene.states(), ['LowAccuracy m@1: firing']);
  assert.deepEqual(scene.pass(1), ['resolved LowAccuracy']);
  assert.deepEqual(scene.states(), ['LowAccuracy m@1: not_enough_data']);
  const { value, interval, bound, n, summary } = scene.events.at(-1) ?? {};
  assert.deepEqual([value, interval, bound, n], [undefined, undefined, 0.8, 0]);
  assert.equal(summary, 'accuracy of m@1 cannot be told any more: it was below 0.8');
});

test('a firing alert without data is still told with what it fired for', () => {
  const scene = new AlertScene([ACCURACY]);
  scene.predict({ wrong: 50 });
  scene.pass();
  scene.pass(WINDOW_SECONDS - 1);
  scene.pass(1);
  const [firing] = Array.from(scene.watch, (alert) => alert.firing());
  assert.deepEqual(firing, scene.events[0]);
});

test('every model version, class and feature has its own alert', () => {
  const baselines = new BaselinePlan();
  baselines.add({ version: '2' }, { baseline: smallBaseline() });
  const rules = [ACCURACY, alertRule({ name: 'Recall', metric: 'recall' })];
  const drift = alertRule({ name: 'Drift', metric: 'drift', bound: { kind: 'drifted' } });
  const scene = new AlertScene([...rules, drift], { baselines });
  for (const version of ['1', '2']) scene.predict({ right: 100 }, scene.models.state('m', version));
  const second = scene.models.state('m', '2');
  for (let row = 0; row < 40; row += 1) second.observe({ output: 'b', features: { size: 7, kind: 'a' } });
  assert.deepEqual(scene.pass(), ['firing Drift', 'firing Drift']);
  assert.deepEqual(scene.states(), [
    'LowAccuracy m@1: ok',
    'Recall m@1 a: ok',
    'LowAccuracy m@2: ok',
    'Recall m@2 a: ok',
    'Drift m@2 size: firing',
    'Drift m@2 kind: firing',
  ]);
});

test('a rule is about the models and versions that it names', () => {
  const rules = [
    { ...ACCURACY, name: 'Model', scope: { ...ACCURACY.scope, model: 'm' } },
    { ...ACCURACY, name: 'Version', scope: { ...ACCURACY.scope, version: '2' } },
  ];
  const scene = new AlertScene(rules);
  for (const [model, version] of ['m@1', 'm@2', 'n@2', 'n@1'].map((name) => name.split('@'))) {
    scene.models.state(model ?? '', version ?? '');
  }
  scene.pass();
  assert.deepEqual(scene.states(), [
    'Model m@1: not_enough_data',
    'Model m@2: not_enough_data',
    'Version m@2: not_enough_data',
    'Version n@2: not_enough_data',
  ]);
});

test('what vanishes is forgotten; if it fires, after a window without it', () => {
  const scene = new AlertScene([alertRule({ metric: 'precision', minCount: 10 })]);
  for (let row = 0; row < 20; row += 1) scene.state.observe({ output: row < 10 ? 'a' : 'b', truth: 'a' });
  scene.state.observe({ output: 'c', truth: 'c' });
  assert.deepEqual(scene.pass(), ['firing Rule']);
  assert.deepEqual(scene.states(), ['Rule m@1 a: ok', 'Rule m@1 b: firing', 'Rule m@1 c: not_enough_data']);
  scene.pass(WINDOW_SECONDS - 1);
  scene.pass(1);
  assert.deepEqual(scene.states(), ['Rule m@1 b: firing']);
  assert.deepEqual(scene.pass(WINDOW_SECONDS), ['resolved Rule']);
  assert.deepEqual(scene.states(), []);
});

test('a rule that compares with a baseline says nothing of a model version without one', () => {
  const baseline: Baseline = { ...smallBaseline(), quality: { accuracy: 0.9 } };
  const baselines = new BaselinePlan();
  baselines.add({ version: '2' }, { baseline });
  const scene = new AlertScene([alertRule({ bound: { kind: 'below_baseline', by: 0.1 } })], { baselines });
  for (const version of ['1', '2']) {
    scene.predict({ right: 50, wrong: 50 }, scene.models.state('m', version));
  }
  scene.pass();
  assert.deepEqual(scene.states(), ['Rule m@1: not_enough_data', 'Rule m@2: firing']);
  assert.equal(scene.events[0]?.bound, 0.8);
});

test('what one rule fails with is counted, and the others go on', () => {
  const broken = { ...ACCURACY, name: 'Broken', confidence: 2 };
  const scene = new AlertScene([broken, ACCURACY]);
  scene.predict({ wrong: 50 });
  assert.deepEqual(scene.pass(), ['firing LowAccuracy']);
  assert.deepEqual(scene.faults, ['alerts: confidence is 2, not strictly between 0 and 1']);
});

test('there are ten thousand alerts at most, and what has no place is counted', () => {
  const rules = Array.from({ length: 201 }, (_, index) => alertRule({ name: `Rule ${index}` }));
  const scene = new AlertScene(rules, { limits: { models: 50, modelVersions: 50 } });
  for (let model = 0; model < 50; model += 1) scene.models.state(`m${model}`, '1');
  scene.pass();
  assert.deepEqual([scene.states().length, scene.drops], [10_000, { alerts: 50 }]);
});

test('the place of an alert that is forgotten is free again', () => {
  const rules = Array.from({ length: 5000 }, (_, index) =>
    alertRule({ name: `Rule ${index}`, metric: 'precision', minCount: 1000 }),
  );
  const scene = new AlertScene(rules);
  const observe = (...outputs: readonly string[]): void => {
    for (const output of outputs) scene.state.observe({ output, truth: output });
  };
  observe('a', 'b');
  scene.pass();
  scene.pass(WINDOW_SECONDS);
  observe('c', 'd');
  scene.pass();
  assert.deepEqual([scene.states().length, scene.drops], [10_000, {}]);
});
