import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelMonitorError, type ModelMonitorOptions, modelMonitor } from '../../src/index.ts';

/** Two dozen things that are wrong, each in a way of its own. */
const WRONG = {
  model: 7,
  version: '',
  routes: ['predict'],
  protocol: 'grpc',
  task: 'ranking',
  classes: ['a', 'a'],
  positiveClass: null,
  threshold: 1,
  truth: 'label',
  accuracy: 0.9,
  metrics: { path: 'metrics', buckets: [1, 1], customLabels: { route: 'x' } },
  log: { format: 'combind', skip: true },
  limits: { pendingLabels: 0, models: 1.5 },
  authorize: 'Bearer me',
  onFault: console,
  feedback: { path: '/feedback/', ttl: '7 days', store: {}, maxLabels: -1, secret: 'x' },
  window: '10',
  retention: 0,
  windows: '10m',
};

test('any number of wrong options at once are one error, which says each of them where it is', () => {
  const refused = (): unknown => modelMonitor(WRONG as unknown as ModelMonitorOptions);
  assert.throws(refused, (error: ModelMonitorError) => {
    const { code, message, problems } = error;
    assert.ok(error instanceof ModelMonitorError);
    assert.equal(code, 'ERR_OPTIONS');
    assert.deepEqual(
      problems.map(({ path }) => path),
      [
        'model',
        'version',
        'routes',
        'protocol',
        'task',
        'classes',
        'positiveClass',
        'threshold',
        'truth',
        'accuracy',
        'metrics.path',
        'metrics.buckets',
        'metrics.customLabels.route',
        'log.skip',
        'log.format',
        'authorize',
        'limits.models',
        'limits.pendingLabels',
        'onFault',
        'feedback.path',
        'feedback.ttl',
        'feedback.store',
        'feedback.maxLabels',
        'feedback.secret',
        'window',
        'retention',
        'windows',
      ],
    );
    assert.deepEqual(message.split('\n'), [
      'the options of modelMonitor have 27 problems:',
      ...problems.map((problem) => `  ${problem.path}: ${problem.message}`),
    ]);
    return true;
  });
});
