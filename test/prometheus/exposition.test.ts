import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Collection, collectMetrics } from '../../src/prometheus/collection.ts';
import { writeExposition } from '../../src/prometheus/exposition.ts';
import type { MetricReading } from '../../src/prometheus/metrics-client.ts';
import { OPENMETRICS_FORMAT } from '../../src/prometheus/openmetrics-format.ts';
import { TEXT_FORMAT } from '../../src/prometheus/text-format.ts';
import { METRICS_CLIENTS } from '../support/metrics-clients.ts';
import { recordFaults } from '../support/recorded-faults.ts';
import { createUserRegistry } from '../support/user-registry.ts';

const { faults } = recordFaults();

function collectionOf(...metrics: readonly MetricReading[]): Collection {
  return { metrics, defaultLabels: {} };
}

for (const { name, client } of METRICS_CLIENTS) {
  test(`the text of every kind of user metric is the client's own, default labels included (${name})`, async () => {
    const registry = createUserRegistry(client);
    assert.equal(
      writeExposition(await collectMetrics(registry, faults), TEXT_FORMAT, faults),
      await registry.metrics(),
    );
    registry.setDefaultLabels({ region: 'eu "west"', instance: 3 });
    assert.equal(
      writeExposition(await collectMetrics(registry, faults), TEXT_FORMAT, faults),
      await registry.metrics(),
    );
  });

  test(`writing OpenMetrics leaves the registry and its text as they were (${name})`, async () => {
    const registry = createUserRegistry(client);
    const before = await registry.metrics();
    writeExposition(await collectMetrics(registry, faults), OPENMETRICS_FORMAT, faults);
    assert.equal(registry.contentType, client.prometheusContentType);
    assert.equal(await registry.metrics(), before);
  });

  test(`exemplars of an OpenMetrics registry are written in OpenMetrics and not in text (${name})`, async () => {
    const registry = new client.Registry();
    registry.setContentType(client.openMetricsContentType as never);
    const common = { labelNames: ['kind'], registers: [registry], enableExemplars: true };
    const jobs = new client.Counter({ name: 'jobs_total', help: 'Jobs.', ...common });
    const wait = new client.Histogram({ name: 'wait_seconds', help: 'Waits.', buckets: [1], ...common });
    jobs.inc({ labels: { kind: 'a' }, value: 2, exemplarLabels: { trace_id: 'x"y' } });
    wait.observe({ labels: { kind: 'a' }, value: 0.5, exemplarLabels: { trace_id: 'z' } });
    wait.observe({ labels: { kind: 'a' }, value: 3, exemplarLabels: {} });
    const text = [
      '# HELP jobs_total Jobs.',
      '# TYPE jobs_total counter',
      'jobs_total{kind="a"} 2',
      '',
      '# HELP wait_seconds Waits.',
      '# TYPE wait_seconds histogram',
      'wait_seconds_bucket{le="1",kind="a"} 1',
      'wait_seconds_bucket{le="+Inf",kind="a"} 2',
      'wait_seconds_sum{kind="a"} 3.5',
      'wait_seconds_count{kind="a"} 2',
      '',
    ].join('\n');
    assert.equal(writeExposition(await collectMetrics(registry, faults), TEXT_FORMAT, faults), text);
    const theirs = await registry.metrics();
    const ours = writeExposition(await collectMetrics(registry, faults), OPENMETRICS_FORMAT, faults);
    assert.equal(ours, theirs);
    assert.match(ours, /^jobs_total\{kind="a"\} 2 # \{trace_id="x\\"y"\} 2 \d+(\.\d+)?$/m);
    // The client's own page has now taken `_total` off the metric's name.
    assert.equal(writeExposition(await collectMetrics(registry, faults), TEXT_FORMAT, faults), text);
  });
}

test("OpenMetrics names a counter's family without _total, escapes quotes in help, and ends with # EOF", () => {
  const collection = collectionOf(
    { name: 'jobs_total', help: 'Jobs of "all"\nkinds.', type: 'counter', values: [{ value: 1 }] },
    { name: 'starts', help: 'Starts.', type: 'counter', values: [{ value: 2 }] },
    { name: 'idle', help: 'Idle.', type: 'gauge', values: [] },
  );
  assert.equal(
    writeExposition(collection, OPENMETRICS_FORMAT, faults),
    [
      '# HELP jobs Jobs of \\"all\\"\\nkinds.',
      '# TYPE jobs counter',
      'jobs_total 1',
      '# HELP starts Starts.',
      '# TYPE starts counter',
      'starts_total 2',
      '# HELP idle Idle.',
      '# TYPE idle gauge',
      '# EOF',
      '',
    ].join('\n'),
  );
  assert.equal(writeExposition(collectionOf(), OPENMETRICS_FORMAT, faults), '# EOF\n');
});

test('a counter whose OpenMetrics family would bear the name of another metric keeps its own, untyped', () => {
  const collection = collectionOf(
    { name: 'jobs', help: 'Jobs now.', type: 'gauge', values: [{ value: 1 }] },
    { name: 'jobs_total', help: 'Jobs ever.', type: 'counter', values: [{ value: 2 }] },
  );
  assert.equal(
    writeExposition(collection, OPENMETRICS_FORMAT, faults),
    [
      '# HELP jobs Jobs now.',
      '# TYPE jobs gauge',
      'jobs 1',
      '# HELP jobs_total Jobs ever.',
      '# TYPE jobs_total unknown',
      'jobs_total 2',
      '# EOF',
      '',
    ].join('\n'),
  );
});

test('numbers, label values and types that the client gets wrong are spelled as the formats want', () => {
  const collection = collectionOf({
    name: 'odd',
    help: 'Odd.',
    type: 'stateset',
    values: [
      { value: Number.NaN, labels: { value: { toString: () => 'a "quoted"\nobject' } } },
      { value: Number.POSITIVE_INFINITY, labels: { value: undefined } },
      { value: Number.NEGATIVE_INFINITY, labels: { value: true } },
    ],
  });
  const samples = [
    'odd{value="a \\"quoted\\"\\nobject"} NaN',
    'odd{value="undefined"} +Inf',
    'odd{value="true"} -Inf',
    '',
  ];
  assert.equal(
    writeExposition(collection, TEXT_FORMAT, faults),
    ['# HELP odd Odd.', '# TYPE odd untyped', ...samples].join('\n'),
  );
  assert.equal(
    writeExposition(collection, OPENMETRICS_FORMAT, faults),
    ['# HELP odd Odd.', '# TYPE odd unknown', ...samples.slice(0, -1), '# EOF', ''].join('\n'),
  );
});

test('a metric that cannot be written is left out and reported', () => {
  const recorded = recordFaults();
  const unwritable = {
    toString(): string {
      throw new Error('no text');
    },
  };
  const collection = collectionOf(
    { name: 'bad', help: 'Bad.', type: 'gauge', values: [{ value: 1, labels: { unwritable } }] },
    { name: 'good', help: 'Good.', type: 'gauge', values: [{ value: 1 }] },
  );
  assert.equal(
    writeExposition(collection, TEXT_FORMAT, recorded.faults),
    '# HELP good Good.\n# TYPE good gauge\ngood 1\n',
  );
  assert.deepEqual(recorded.reports, ['metrics: no text']);
});
