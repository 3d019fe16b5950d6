import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelSeries, Series, SeriesMetric } from '../../src/domain/series.ts';
import { figureLines } from '../../src/page/browser/read/series-lines.ts';
import { overTime } from '../../src/page/browser/sections/over-time.ts';
import { rowsIn } from './view-text.ts';

const START = Date.UTC(2026, 0, 2) / 1000 + 0.25;

/** Points by the slot of ten seconds that they are of. */
function version(
  name: string,
  points: Readonly<Record<number, Partial<Record<SeriesMetric, number>>>>,
): ModelSeries {
  return {
    model: 'weather',
    version: name,
    task: 'classification',
    points: Object.entries(points)
      .toSorted(([a], [b]) => Number(a) - Number(b))
      .map(([slot, figures]) => ({
        start: new Date(1000 * (START + 10 * Number(slot))).toISOString(),
        seconds: 10,
        requests: 1,
        failures: 0,
        predictions: 1,
        unread: 0,
        labels: 1,
        figures: Object.entries(figures).map(([metric, value]) => ({
          metric: metric as SeriesMetric,
          value,
          n: 1,
          ...(metric === 'accuracy' && { interval: { lower: 0, upper: value } }),
        })),
      })),
  };
}

function series(...models: readonly ModelSeries[]): Series {
  const schema = 'express-model-monitor/series@1';
  return {
    schema,
    time: new Date(1000 * START).toISOString(),
    slotSeconds: 10,
    retentionSeconds: 3600,
    models,
  };
}

test('the selected version comes first with its estimate and intervals, then the others', () => {
  const both = series(
    version('1', { 0: { accuracy: 0.5 }, 1: { accuracy: 0.6 } }),
    version('2', { 0: { accuracy: 0.7, estimated_accuracy: 0.8 }, 1: { estimated_accuracy: 0.9 } }),
  );
  assert.deepEqual(figureLines(both, '2', 'accuracy'), {
    times: [START + 5, START + 15],
    lines: [
      { name: 'version 2', look: 'selected', values: [0.7, undefined], counts: [1, undefined] },
      { name: 'version 2, estimated', look: 'estimated', values: [0.8, 0.9], counts: [1, 1] },
      { name: 'version 1', look: { other: 0 }, values: [0.5, 0.6], counts: [1, 1] },
    ],
    intervals: [{ lower: 0, upper: 0.7 }, undefined],
  });
});

test('a time in which nothing happened breaks every line', () => {
  const { times, lines } = figureLines(series(version('1', { 0: { mae: 2 }, 3: { mae: 4 } })), '1', 'mae');
  assert.deepEqual(
    times,
    [5, 15, 25, 35].map((seconds) => START + seconds),
  );
  assert.deepEqual(lines[0]?.values, [2, undefined, undefined, 4]);
});

test('a first point that began late is in its slot all the same', () => {
  const { times, lines } = figureLines(series(version('1', { 0.7: { mae: 1 }, 1: { mae: 2 } })), '1', 'mae');
  assert.deepEqual(times, [START + 5, START + 15]);
  assert.deepEqual(lines[0]?.values, [1, 2]);
});

test('the rate of a slot that has just begun is not told, other figures of it are', () => {
  const figures = { 0: { throughput: 20, accuracy: 0.5 }, 1: { throughput: 2, accuracy: 1 } };
  const { points, ...rest } = version('1', figures);
  const [whole, begun] = points;
  assert.ok(whole && begun);
  const young = series({ ...rest, points: [whole, { ...begun, seconds: 0.2 }] });
  const valuesOf = (metric: SeriesMetric) => figureLines(young, '1', metric).lines[0]?.values;
  assert.deepEqual(
    [valuesOf('throughput'), valuesOf('accuracy')],
    [
      [20, undefined],
      [0.5, 1],
    ],
  );
});

test('versions without anything to show have no line, and nothing at all has none', () => {
  assert.deepEqual(figureLines(series(version('1', { 0: { f1: 1 } }), version('2', { 0: {} })), '2', 'f1'), {
    times: [START + 5],
    lines: [{ name: 'version 1', look: { other: 0 }, values: [1], counts: [1] }],
    intervals: [undefined],
  });
  assert.deepEqual(figureLines(series(), '1', 'f1'), { times: [], lines: [], intervals: [] });
});

test('the numbers of a chart stand in a table, each with its n', () => {
  const state = { version: '1', theme: 'light', chosen: () => undefined, onChoose: () => undefined } as const;
  const both = series(version('1', { 0: { accuracy: 0.5 } }), version('2', { 1: { accuracy: 0.7 } }));
  const cells = rowsIn(overTime({ ...state, series: both })).map(([, ...values]) => values);
  assert.deepEqual(cells, [
    ['version 1', 'version 2'],
    ['', '70.0 % n = 1'],
    ['50.0 % n = 1', ''],
  ]);
});
