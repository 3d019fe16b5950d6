import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QUALITY_METRICS } from '../../src/domain/quality-metrics.ts';
import { assertClose } from '../statistics/assert-close.ts';
import { labelled, observedState } from './observed-state.ts';
import { figuresByClass } from './state-figures.ts';

const ROUTE = { route: '/predict', customValues: [] };

test('each metric is told of some model, and no other is', () => {
  const state = observedState([
    { output: 'a', scores: { a: 0.75, b: 0.25 }, truth: 'a' },
    { output: 'b', scores: { a: 0.25, b: 0.75 }, truth: 'b' },
  ]);
  state.countRequest(ROUTE, {
    outcome: 'ok',
    latencySeconds: 0.5,
    durationSeconds: 1,
    predictionId: '',
    traceId: undefined,
  });
  const values = observedState([
    { output: 1.5, truth: 2 },
    { output: 2.5, truth: 3 },
  ]);
  const told = new Set([...state.figures(), ...values.figures()].map(({ metric }) => metric));
  assert.deepEqual([...told].sort(), [...QUALITY_METRICS].sort());
});

test('each figure says what it rests on', () => {
  const rules = { task: 'classification', classes: ['no', 'yes'] } as const;
  const state = observedState(labelled('yes/yes', 'yes/yes', 'yes/no', 'no/no', 'no/yes'), rules);
  state.observe({ output: 'no' });
  const rows = state
    .figures()
    .map(({ metric, class: name, n, hits }) => [metric, name, n, ...(hits === undefined ? [] : [hits])]);
  assert.deepEqual(rows, [
    ['accuracy', '', 5, 3],
    ['balanced_accuracy', '', 5],
    ['mcc', '', 5],
    ['kappa', '', 5],
    ['precision', 'no', 2, 1],
    ['recall', 'no', 2, 1],
    ['f1', 'no', 3],
    ['specificity', 'no', 3, 2],
    ['precision', 'yes', 3, 2],
    ['recall', 'yes', 3, 2],
    ['f1', 'yes', 4],
    ['specificity', 'yes', 2, 1],
    ['precision', '', 3, 2],
    ['recall', '', 3, 2],
    ['f1', '', 4],
    ['specificity', '', 2, 1],
    ['throughput', '', 6],
  ]);
});

test('percentages rest on the truths that are not 0', () => {
  const values = [4, 0, 2].map((truth) => ({ output: 3, truth }));
  const figures = observedState(values, { task: 'regression' }).figures();
  assert.deepEqual(
    figures.filter(({ metric }) => metric === 'mape' || metric === 'mae'),
    [
      { metric: 'mae', class: '', value: 5 / 3, n: 3 },
      { metric: 'mape', class: '', value: 0.375, n: 2 },
    ],
  );
});

test('latencies and failures are those of all requests, answered or not', () => {
  const state = observedState([]);
  for (let request = 0; request < 100; request += 1) {
    state.countRequest(ROUTE, {
      outcome: request % 4 === 0 ? 'aborted' : 'ok',
      latencySeconds: request % 4 === 0 ? undefined : request,
      durationSeconds: request,
      predictionId: '',
      traceId: undefined,
    });
  }
  const { '': figures } = figuresByClass(state);
  const expected = { latency_p50: 49.5, latency_p90: 89.1, latency_p95: 94.05, latency_p99: 98.01 };
  assertClose(figures, { error_rate: 0.25, ...expected, throughput: 0 }, 0.005);
});
