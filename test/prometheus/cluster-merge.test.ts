import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeMetrics } from '../../src/prometheus/cluster-merge.ts';
import type { ClusterMetric, PartExemplar } from '../../src/prometheus/cluster-metric.ts';
import { valuesIn, valuesMetric } from './cluster-metrics.ts';

test('counters are summed series by series, whatever aggregator they name', () => {
  const merged = mergeMetrics([
    [valuesMetric({ a: 1, b: 2 }, { aggregator: 'max' })],
    [valuesMetric({ b: 3, c: 4 })],
    [valuesMetric({}, { name: 'other_total' })],
  ]);
  assert.deepEqual(valuesIn(merged), { a: 1, b: 5, c: 4 });
  assert.deepEqual(valuesIn(merged, 'other_total'), {});
});

test('gauges are combined by their aggregator', () => {
  const results = ['sum', 'max', 'min', 'average', 'first', 'constructor'].map((aggregator) => {
    const gauge = (a: number): ClusterMetric[] => [valuesMetric({ a }, { type: 'gauge', aggregator })];
    return [aggregator, valuesIn(mergeMetrics([gauge(2), gauge(9), gauge(1)]))];
  });
  assert.deepEqual(Object.fromEntries(results), {
    sum: { a: 12 },
    max: { a: 9 },
    min: { a: 1 },
    average: { a: 4 },
    first: { a: 2 },
    constructor: { a: 12 },
  });
});

test('a number that JSON does not have keeps its meaning', () => {
  const gauge = (value: string | number): ClusterMetric[] => {
    const metric = valuesMetric({ a: 0 }, { type: 'gauge' });
    return [{ ...metric, series: metric.series.map(({ key }) => ({ key, values: [value] })) }];
  };
  assert.deepEqual(valuesIn(mergeMetrics([gauge('Infinity'), gauge(1)])), { a: 'Infinity' });
  assert.deepEqual(valuesIn(mergeMetrics([gauge('NaN'), gauge(1)])), { a: 'NaN' });
});

/** A histogram with one series, by its cumulative buckets. */
function histogram(buckets: Readonly<Record<string, number>>, exemplars: PartExemplar[] = []): ClusterMetric {
  return {
    name: 'wait',
    help: 'Waits.',
    type: 'histogram',
    aggregator: 'sum',
    parts: Object.keys(buckets).map((le) => ({ name: 'wait_bucket', labels: { le } })),
    series: [{ key: '[]', values: Object.values(buckets), ...(exemplars.length > 0 && { exemplars }) }],
  };
}

test('histograms are summed bucket by bucket, with the newest exemplar of each', () => {
  const at = (timestamp: number): PartExemplar[1] => ({ labelSet: {}, value: 1, timestamp });
  const newer = histogram({ '1': 2, '+Inf': 3 }, [[0, at(10)]]);
  const older = histogram({ '1': 20, '+Inf': 30 }, [
    [0, at(11)],
    [1, at(9)],
  ]);
  assert.deepEqual(mergeMetrics([[newer], [older]]), [
    histogram({ '1': 22, '+Inf': 33 }, [
      [0, at(11)],
      [1, at(9)],
    ]),
  ]);
});

test('of metrics with different types or buckets the newest worker has its way', () => {
  const newer = histogram({ '2': 1, '+Inf': 1 });
  const older = histogram({ '1': 5, '+Inf': 7 });
  assert.deepEqual(mergeMetrics([[newer], [older], [newer]]), [histogram({ '2': 2, '+Inf': 2 })]);
  assert.deepEqual(mergeMetrics([[{ ...newer, series: [] }], [older]]), [older]);
  const gauge = valuesMetric({ a: 1 }, { type: 'gauge' });
  assert.deepEqual(mergeMetrics([[gauge], [valuesMetric({ a: 5 })]]), [gauge]);
});
