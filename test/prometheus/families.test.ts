import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Families } from '../../src/prometheus/families.ts';
import { definitionsOf, joinMonitor, samplesIn } from '../support/joined-families.ts';
import { METRICS_CLIENTS } from '../support/metrics-clients.ts';

for (const { name: clientName, client } of METRICS_CLIENTS) {
  test(`a family reports what its sources say when the registry is read (${clientName})`, async () => {
    const registry = new client.Registry();
    const names = ['model_accuracy', 'model_labels_total', 'model_monitor_window_seconds'] as const;
    const families = joinMonitor(registry, names, { client });
    let labels = 1;
    families.addSource('model_labels_total', () => [{ labels: ['iris', '2'], value: labels }]);
    families.addSource('model_monitor_window_seconds', () => [{ labels: [], value: 600 }]);
    families.addSource('model_accuracy', () => [
      { labels: ['iris', '2'], counts: [1, 0, 0, 1, 2, 0], sum: 2.7 },
    ]);
    labels = 4;
    assert.equal(
      await registry.metrics(),
      [
        '# HELP model_accuracy Accuracy of each labelled prediction, as a ratio from 0 to 1; sum divided by count is the accuracy.',
        '# TYPE model_accuracy histogram',
        'model_accuracy_bucket{le="0",model_name="iris",model_version="2"} 1',
        'model_accuracy_bucket{le="0.25",model_name="iris",model_version="2"} 1',
        'model_accuracy_bucket{le="0.5",model_name="iris",model_version="2"} 1',
        'model_accuracy_bucket{le="0.75",model_name="iris",model_version="2"} 2',
        'model_accuracy_bucket{le="1",model_name="iris",model_version="2"} 4',
        'model_accuracy_bucket{le="+Inf",model_name="iris",model_version="2"} 4',
        'model_accuracy_sum{model_name="iris",model_version="2"} 2.7',
        'model_accuracy_count{model_name="iris",model_version="2"} 4',
        '',
        '# HELP model_labels_total Predictions whose truth became known, whatever the task.',
        '# TYPE model_labels_total counter',
        'model_labels_total{model_name="iris",model_version="2"} 4',
        '',
        '# HELP model_monitor_window_seconds Length in seconds of the current window behind gauges, page and alerts.',
        '# TYPE model_monitor_window_seconds gauge',
        'model_monitor_window_seconds 600',
        '',
      ].join('\n'),
    );
  });

  test(`the JSON of a family is what the client gives for a metric of its own (${clientName})`, async () => {
    const [accuracy] = definitionsOf('model_accuracy');
    assert.ok(accuracy);
    const ours = new client.Registry();
    joinMonitor(ours, [accuracy.name], { client }).addSource('model_accuracy', () => [
      { labels: ['iris', '2'], counts: [1, 0, 0, 0, 1, 0], sum: 1 },
    ]);
    const theirs = new client.Registry();
    const histogram = new client.Histogram({
      name: accuracy.name,
      help: accuracy.help,
      labelNames: [...accuracy.labels],
      buckets: [...(accuracy.buckets ?? [])],
      registers: [theirs],
    });
    histogram.observe({ model_name: 'iris', model_version: '2' }, 0);
    histogram.observe({ model_name: 'iris', model_version: '2' }, 1);
    // Through JSON text, since theirs has members that are undefined or null.
    const withoutExemplars = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (key, member) => (key === 'exemplar' ? undefined : member)));
    assert.deepEqual(
      withoutExemplars(await ours.getMetricsAsJSON()),
      withoutExemplars(await theirs.getMetricsAsJSON()),
    );
  });

  test(`monitors that share a registry add up, and disagree about nothing (${clientName})`, async () => {
    const registry = new client.Registry();
    const wanted = [
      'model_accuracy',
      'prediction_requests_in_progress',
      'model_labels_total',
      'model_monitor_window_seconds',
    ] as const;
    for (const [version, window] of [
      ['1', 600],
      ['2', 60],
    ] as const) {
      const families = joinMonitor(registry, wanted, { client });
      families.addSource('model_accuracy', () => [
        { labels: ['iris', '1'], counts: Float64Array.of(1, 0, 0, 0, 2, 0), sum: 2 },
      ]);
      families.addSource('prediction_requests_in_progress', () => [{ labels: [], value: 3 }]);
      families.addSource('model_labels_total', () => [
        { labels: ['iris', '1'], value: 3 },
        { labels: ['wine', version], value: 1 },
      ]);
      families.addSource('model_monitor_window_seconds', () => [{ labels: [], value: window }]);
    }
    assert.deepEqual(samplesIn(await registry.metrics()), [
      'model_accuracy_bucket{le="0",model_name="iris",model_version="1"} 2',
      'model_accuracy_bucket{le="0.25",model_name="iris",model_version="1"} 2',
      'model_accuracy_bucket{le="0.5",model_name="iris",model_version="1"} 2',
      'model_accuracy_bucket{le="0.75",model_name="iris",model_version="1"} 2',
      'model_accuracy_bucket{le="1",model_name="iris",model_version="1"} 6',
      'model_accuracy_bucket{le="+Inf",model_name="iris",model_version="1"} 6',
      'model_accuracy_sum{model_name="iris",model_version="1"} 4',
      'model_accuracy_count{model_name="iris",model_version="1"} 6',
      'prediction_requests_in_progress 6',
      'model_labels_total{model_name="iris",model_version="1"} 6',
      'model_labels_total{model_name="wine",model_version="1"} 1',
      'model_labels_total{model_name="wine",model_version="2"} 1',
      'model_monitor_window_seconds 600',
    ]);
  });

  test(`a monitor that retires leaves its totals behind and takes its gauges along (${clientName})`, async () => {
    const registry = new client.Registry();
    const wanted = ['model_labels_total', 'model_accuracy', 'prediction_requests_in_progress'] as const;
    const counts = Float64Array.of(0, 0, 0, 0, 5, 0);
    function start(): Families {
      const families = joinMonitor(registry, wanted, { client });
      families.addSource('model_labels_total', () => [{ labels: ['iris', '1'], value: 5 }]);
      families.addSource('model_accuracy', () => [{ labels: ['iris', '1'], counts, sum: 5 }]);
      families.addSource('prediction_requests_in_progress', () => [{ labels: [], value: 1 }]);
      return families;
    }
    const first = start();
    first.retire();
    first.retire();
    counts.fill(0);
    start().retire();
    const page = samplesIn(await registry.metrics());
    assert.deepEqual(page.slice(-3), [
      'model_accuracy_sum{model_name="iris",model_version="1"} 10',
      'model_accuracy_count{model_name="iris",model_version="1"} 5',
      'model_labels_total{model_name="iris",model_version="1"} 10',
    ]);
    assert.equal(page.length, 9);
  });

  test(`resetting the registry changes nothing of ours (${clientName})`, async () => {
    const registry = new client.Registry();
    joinMonitor(registry, ['model_accuracy'], { client }).addSource('model_accuracy', () => [
      { labels: ['iris', '1'], counts: [0, 0, 0, 0, 1, 0], sum: 1 },
    ]);
    const before = await registry.metrics();
    registry.resetMetrics();
    assert.equal(await registry.metrics(), before);
  });

  test(`a registry that writes OpenMetrics names our counters rightly (${clientName})`, async () => {
    const registry = new client.Registry();
    registry.setContentType(client.openMetricsContentType as never);
    joinMonitor(registry, ['model_labels_total'], { client }).addSource('model_labels_total', () => [
      { labels: ['iris', '1'], value: 2 },
    ]);
    const page = [
      '# HELP model_labels Predictions whose truth became known, whatever the task.',
      '# TYPE model_labels counter',
      'model_labels_total{model_name="iris",model_version="1"} 2',
      '# EOF',
      '',
    ].join('\n');
    assert.equal(await registry.metrics(), page);
    joinMonitor(registry, ['model_labels_total'], { client });
    assert.equal(await registry.metrics(), page);
  });
}
