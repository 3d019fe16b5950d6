import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import {
  type ModelMonitorOptions,
  type ModelSnapshot,
  modelMonitor,
  type Prediction,
} from '../../src/index.ts';

/** A monitor of one model version that was given these predictions. */
function snapshotOf(
  predictions: readonly Prediction[],
  options: ModelMonitorOptions = {},
): ModelSnapshot | undefined {
  const metrics = { registry: new Registry(), defaultMetrics: false };
  const monitor = modelMonitor({ metrics, log: false, ...options });
  monitor.record(predictions);
  return monitor.snapshot().models[0];
}

/** The figures there are, each with the class it is of, but for those of the service. */
function namesOf(predictions: readonly Prediction[], options?: ModelMonitorOptions): string[] {
  const quality = snapshotOf(predictions, options)?.window.quality ?? [];
  return quality.map(({ metric, class: name }) => `${metric} ${name}`.trim());
}

const BOTH = ['a', 'b'];

test('without labels there is nothing to say but how many predictions there are', () => {
  assert.deepEqual(namesOf([{ output: 'a' }, { output: 'b' }]), ['throughput']);
});

test('a class that was never predicted has no precision, and one that never was the truth no recall', () => {
  assert.deepEqual(namesOf([{ output: 'a', truth: 'b' }], { classes: BOTH }), [
    'accuracy',
    'balanced_accuracy',
    'kappa',
    'precision a',
    'f1 a',
    'specificity a',
    'recall b',
    'f1 b',
    'recall',
    'f1',
    'throughput',
  ]);
});

test('where truths and outputs are all one class there is no agreement to measure, and no order of scores', () => {
  assert.deepEqual(namesOf([{ output: [0.1, 0.9], truth: 'b' }], { classes: BOTH }), [
    'accuracy',
    'balanced_accuracy',
    'specificity a',
    'precision b',
    'recall b',
    'f1 b',
    'precision',
    'recall',
    'f1',
    'log_loss',
    'brier_score',
    'calibration_error',
    'throughput',
  ]);
});

test('numbers whose truths are all 0 have no relative error, and no variation to explain', () => {
  const all = ['mae', 'mse', 'rmse', 'bias', 'mape', 'r2', 'median_absolute_error', 'throughput'];
  assert.deepEqual(
    namesOf([{ output: 0.5, truth: 0 }]),
    all.filter((name) => name !== 'mape' && name !== 'r2'),
  );
  const known = [
    { output: 0.5, truth: 1 },
    { output: 0.5, truth: 2 },
  ];
  assert.deepEqual(namesOf(known), all);
});

test('with classes under @other the figures of single classes stay, and those over all classes go', () => {
  const names = ['a', 'b', 'c', 'd'];
  const predictions = names.map((name) => ({ output: name, truth: name }));
  const found = namesOf(predictions, { limits: { confusionClasses: 2 } });
  assert.deepEqual(
    found.filter((name) => !/ [ab]$/.test(name)),
    ['accuracy', 'throughput'],
  );
  assert.equal(found.filter((name) => / [ab]$/.test(name)).length, 8);
});

test('the positive class is the second of two, or the one that is named', () => {
  const predictions = [
    { output: 'b', truth: 'a' },
    { output: 'b', truth: 'b' },
    { output: 'a', truth: 'a' },
  ];
  const precisionWith = (options: ModelMonitorOptions): number | undefined =>
    snapshotOf(predictions, options)?.window.quality.find(
      ({ metric, class: name }) => metric === 'precision' && name === '',
    )?.value;
  assert.deepEqual(
    [{}, { classes: BOTH }, { classes: ['b', 'a'] }, { positiveClass: 'a' }].map(precisionWith),
    [0.5, 0.5, 1, 1],
  );
});

test('a probability means the positive class from the threshold on, unless a class is given beside it', () => {
  const predicted = (prediction: Prediction, options: ModelMonitorOptions = {}): string | undefined => {
    const { classes = [], counts = [] } =
      snapshotOf([{ truth: 'a', ...prediction }], { classes: BOTH, ...options })?.window.confusion ?? {};
    return classes.find((_, index) => counts[0]?.[index] === 1);
  };
  assert.deepEqual(
    [
      predicted({ output: 0.5 }),
      predicted({ output: 0.5 }, { threshold: 0.6 }),
      predicted({ output: [0.45, 0.55] }, { threshold: 0.6 }),
      predicted({ output: 0.4 }, { positiveClass: 'a' }),
      predicted({ output: 'a', scores: [0.1, 0.9] }),
    ],
    ['b', 'a', 'a', 'b', 'a'],
  );
});

test('what outputs are is settled by text, by a fraction, or by the 21st whole number', () => {
  const numbers = Array.from({ length: 21 }, (_, output) => ({ output }));
  assert.deepEqual(
    [[{ output: 'a' }], [{ output: 0.5 }], numbers.slice(1), numbers].map((rows) => snapshotOf(rows)?.task),
    ['classification', 'regression', 'auto', 'regression'],
  );
});
