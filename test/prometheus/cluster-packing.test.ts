import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as promClient from 'prom-client';
import { METRICS } from '../../src/prometheus/catalogue.ts';
import { isClusterMetric } from '../../src/prometheus/cluster-metric.ts';
import { packCollection, unpackMetric } from '../../src/prometheus/cluster-packing.ts';
import { type Collection, collectMetrics } from '../../src/prometheus/collection.ts';
import { writeExposition } from '../../src/prometheus/exposition.ts';
import { OPENMETRICS_FORMAT } from '../../src/prometheus/openmetrics-format.ts';
import { addRowToEach, joinMonitor } from '../support/joined-families.ts';
import { METRICS_CLIENTS } from '../support/metrics-clients.ts';
import { recordFaults } from '../support/recorded-faults.ts';
import { createUserRegistry } from '../support/user-registry.ts';

/** The collection as the other process gets it. */
function overTheWire(collection: Collection): Collection {
  const received: unknown[] = JSON.parse(JSON.stringify(packCollection(collection)));
  return { metrics: received.filter(isClusterMetric).map(unpackMetric), defaultLabels: {} };
}

/** The lines of a page with the labels of each sample in the order of their names. */
function linesOf(collection: Collection): string[] {
  const { faults, reports } = recordFaults();
  const page = writeExposition(collection, OPENMETRICS_FORMAT, faults);
  assert.deepEqual(reports, []);
  return page.split('\n').map((line) =>
    line.replace(/^(\w+)\{(.*)\}( \S+)$/, (_, name, labels: string, value) => {
      const pairs = labels.split(/,(?=\w+=")/).toSorted();
      return `${name}{${pairs.join(',')}}${value}`;
    }),
  );
}

for (const { name, client } of METRICS_CLIENTS) {
  test(`a page is the same after a journey to another process (${name})`, async () => {
    const registry = createUserRegistry(client);
    registry.removeSingleMetric('app_wait_seconds');
    registry.setDefaultLabels({ region: 'eu', zone: 1 });
    new client.Gauge({ name: 'app_ratio', help: 'Ratio.', registers: [registry] }).set(Number.NaN);
    const { faults } = recordFaults();
    addRowToEach(
      joinMonitor(
        registry,
        METRICS.map((metric) => metric.name),
        { client },
      ),
    );
    const collection = await collectMetrics(registry, faults);
    assert.deepEqual(linesOf(overTheWire(collection)), linesOf(collection));
  });

  test(`of a summary sum and count travel, and no quantile (${name})`, async () => {
    const registry = new client.Registry();
    const wait = new client.Summary({
      name: 'wait_seconds',
      help: 'Waits.',
      labelNames: ['kind'],
      percentiles: [0.5],
      registers: [registry],
    });
    wait.observe({ kind: 'a' }, 2);
    wait.observe({ kind: 'a' }, 3);
    const { faults } = recordFaults();
    assert.deepEqual(linesOf(overTheWire(await collectMetrics(registry, faults))), [
      '# HELP wait_seconds Waits.',
      '# TYPE wait_seconds summary',
      'wait_seconds_sum{kind="a"} 5',
      'wait_seconds_count{kind="a"} 2',
      '# EOF',
      '',
    ]);
  });
}

test('the labels of a histogram series are written once', () => {
  const sharedLabels = { route: '/a', method: 'GET' };
  const exemplar = { labelSet: { trace_id: 'f' }, value: 0.5, timestamp: 7 };
  const packed = packCollection({
    defaultLabels: { method: 'none', region: 'eu' },
    metrics: [
      {
        name: 'wait',
        help: 'Waits.',
        type: 'histogram',
        values: [
          { metricName: 'wait_bucket', labels: { le: 1 }, sharedLabels, value: 2, exemplar },
          { metricName: 'wait_bucket', labels: { le: '+Inf' }, sharedLabels, value: 3 },
          { metricName: 'wait_sum', labels: {}, sharedLabels, value: Number.POSITIVE_INFINITY },
        ],
      },
    ],
  });
  assert.deepEqual(packed, [
    {
      name: 'wait',
      help: 'Waits.',
      type: 'histogram',
      aggregator: 'sum',
      parts: [
        { name: 'wait_bucket', labels: { le: '1' } },
        { name: 'wait_bucket', labels: { le: '+Inf' } },
        { name: 'wait_sum', labels: {} },
      ],
      series: [
        {
          key: '[["method","GET"],["region","eu"],["route","/a"]]',
          values: [2, 3, 'Infinity'],
          exemplars: [[0, exemplar]],
        },
      ],
    },
  ]);
});

test('a metric that prom-client omits from a cluster does not travel', async () => {
  const registry = new promClient.Registry();
  new promClient.Gauge({ name: 'start', help: 'Start.', aggregator: 'omit', registers: [registry] }).set(1);
  const { faults } = recordFaults();
  assert.deepEqual(packCollection(await collectMetrics(registry, faults)), []);
});
