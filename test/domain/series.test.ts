import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BaselinePlan } from '../../src/domain/baseline-plan.ts';
import { Models } from '../../src/domain/models.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import { type ModelSeries, type Series, type SeriesMetric, takeSeries } from '../../src/domain/series.ts';
import { Baseline } from '../../src/index.ts';
import { wilsonInterval } from '../../src/statistics/index.ts';
import { modelRules } from './model-rules.ts';
import { labelled } from './observed-state.ts';

const TIME = Date.UTC(2026, 0, 2, 3, 0, 0);
const ROUTE = { route: '/predict', customValues: [] };
const REQUEST = { durationSeconds: 0, predictionId: '', traceId: undefined };

/** Models on a clock that is set by hand: slots of a minute, an hour of them unless said otherwise. */
class SeriesScene {
  /** On a clock that began long before. */
  seconds = 10_000 * 60;
  readonly models: Models;
  readonly #window: ReturnType<typeof modelRules>['window'];

  constructor({
    retentionSeconds = 3600,
    ...rules
  }: { retentionSeconds?: number } & Parameters<typeof modelRules>[0] = {}) {
    this.#window = { windowSeconds: 600, retentionSeconds, now: () => this.seconds };
    this.models = new Models(modelRules({ ...rules, window: this.#window }));
  }

  predict(predictions: readonly Prediction[], version = '1', model = 'm'): void {
    for (const prediction of predictions) this.models.state(model, version).observe(prediction);
  }

  request(outcome: 'ok' | 'server_error', latencySeconds: number): void {
    this.models.state('m', '1').countRequest(ROUTE, { outcome, latencySeconds, ...REQUEST });
  }

  series(choice = {}): Series {
    return takeSeries({ models: this.models, ...this.#window }, new Date(TIME), choice);
  }

  get points(): ModelSeries['points'] {
    return this.series().models[0]?.points ?? [];
  }
}

/** The values of one metric, point by point. */
function valuesOf(points: ModelSeries['points'], metric: SeriesMetric): (number | undefined)[] {
  return points.map(({ figures }) => figures.find((figure) => figure.metric === metric)?.value);
}

test('the series of nothing is of no models', () => {
  assert.deepEqual(new SeriesScene().series(), {
    schema: 'express-model-monitor/series@1',
    time: '2026-01-02T03:00:00.000Z',
    slotSeconds: 60,
    retentionSeconds: 3600,
    models: [],
  });
});

test('a point has the counts and figures of its slot, and begins when the clock on the wall said so', () => {
  const scene = new SeriesScene();
  scene.predict(labelled('a/a', 'a/b', 'b/b'));
  scene.request('ok', 0.5);
  scene.request('server_error', 0.5);
  scene.seconds += 60;
  scene.predict([{ output: 'a' }, {}]);
  scene.seconds += 30;
  assert.deepEqual(scene.series().models, [
    {
      model: 'm',
      version: '1',
      task: 'classification',
      points: [
        {
          start: '2026-01-02T02:58:30.000Z',
          seconds: 60,
          requests: 2,
          failures: 1,
          predictions: 3,
          unread: 0,
          labels: 3,
          figures: [
            { metric: 'accuracy', value: 2 / 3, n: 3, interval: wilsonInterval(2, 3, 0.95) },
            { metric: 'precision', value: 1, n: 1, interval: wilsonInterval(1, 1, 0.95) },
            { metric: 'recall', value: 0.5, n: 2, interval: wilsonInterval(1, 2, 0.95) },
            { metric: 'f1', value: 2 / 3, n: 2 },
            { metric: 'error_rate', value: 0.5, n: 2, interval: wilsonInterval(1, 2, 0.95) },
            { metric: 'latency_p50', value: 0.5, n: 2 },
            { metric: 'latency_p95', value: 0.5, n: 2 },
            { metric: 'latency_p99', value: 0.5, n: 2 },
            { metric: 'throughput', value: 3 / 60, n: 3 },
          ],
        },
        {
          start: '2026-01-02T02:59:30.000Z',
          seconds: 30,
          requests: 0,
          failures: 0,
          predictions: 1,
          unread: 1,
          labels: 0,
          figures: [{ metric: 'throughput', value: 1 / 30, n: 1 }],
        },
      ],
    },
  ]);
});

test('the errors of a regression are told in the place of what classes have', () => {
  const scene = new SeriesScene({ task: 'regression' });
  scene.predict([
    { output: 1, truth: 2 },
    { output: 3, truth: 6 },
  ]);
  assert.deepEqual(
    scene.points[0]?.figures.map(({ metric, value }) => [metric, value]),
    [
      ['mae', 2],
      ['rmse', Math.sqrt(5)],
      ['throughput', 2],
    ],
  );
});

test('a time in which nothing happened has no point, and what is no longer kept none either', () => {
  const scene = new SeriesScene();
  for (const pause of [0, 180, 3590]) {
    scene.seconds += pause;
    scene.predict([{ output: 'a' }]);
  }
  assert.deepEqual(
    scene.points.map(({ start, predictions }) => [start, predictions]),
    [
      ['2026-01-02T02:00:10.000Z', 1],
      ['2026-01-02T02:59:10.000Z', 1],
    ],
  );
});

test('neighbouring slots are added up where there would be too many points', () => {
  const scene = new SeriesScene({ retentionSeconds: 5 * 3600 });
  for (let minute = 0; minute < 300; minute += 1) {
    scene.predict(labelled(minute < 150 ? 'a/a' : 'a/b'));
    if (minute < 299) scene.seconds += 60;
  }
  const { slotSeconds, models } = scene.series();
  const points = models[0]?.points ?? [];
  assert.deepEqual([slotSeconds, points.length], [180, 101]);
  assert.equal(
    points.reduce((sum, { predictions }) => sum + predictions, 0),
    300,
  );
  assert.deepEqual([valuesOf(points, 'accuracy')[10], valuesOf(points, 'accuracy')[90]], [1, 0]);
  // The same stretches, however often they are read meanwhile.
  scene.seconds += 30;
  assert.deepEqual(
    scene.points.map(({ predictions }) => predictions),
    points.map(({ predictions }) => predictions),
  );
});

test('of many versions there are fewer points each, of one model all again', () => {
  const scene = new SeriesScene();
  for (let version = 0; version < 20; version += 1) scene.predict([{ output: 'a' }], `${version}`);
  for (let version = 0; version < 20; version += 1) scene.predict([{ output: 'a' }], `${version}`, 'n');
  assert.equal(scene.series().slotSeconds, 240);
  const one = scene.series({ model: 'n', version: '3' });
  assert.deepEqual(
    [one.slotSeconds, one.models.map(({ model, version }) => [model, version])],
    [60, [['n', '3']]],
  );
  assert.equal(scene.series({ model: 'n' }).models.length, 20);
});

test('the estimate of each slot is what its scores promise, and needs no label', () => {
  const row = (score: number, isRight: boolean) => ({
    output: 'yes',
    scores: [1 - score, score],
    truth: isRight ? 'yes' : 'no',
  });
  // Of ten rows with 0.9 nine were right, of ten with 0.6 five.
  const rows = [0.9, 0.6].flatMap((score) =>
    Array.from({ length: 10 }, (_, index) => row(score, index < (score === 0.9 ? 9 : 5))),
  );
  const baseline = Baseline.fromRows(rows, { createdAt: new Date(0), classes: ['no', 'yes'] });
  const baselines = new BaselinePlan();
  baselines.add({}, { baseline });
  const scene = new SeriesScene({ baselines, classes: ['no', 'yes'] });
  const unlabelled = (score: number): Prediction => ({ output: 'yes', scores: [1 - score, score] });
  scene.predict([unlabelled(0.9), unlabelled(0.9)]);
  scene.seconds += 60;
  scene.predict([unlabelled(0.9), unlabelled(0.6)]);
  scene.seconds += 3000;
  const [first, second] = valuesOf(scene.points, 'estimated_accuracy');
  assert.ok(Math.abs((first ?? 0) - 0.9) < 1e-9 && Math.abs((second ?? 0) - 0.7) < 1e-9);
  assert.deepEqual(valuesOf(scene.points, 'accuracy'), [undefined, undefined]);
});
