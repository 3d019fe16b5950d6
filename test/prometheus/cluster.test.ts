import assert from 'node:assert/strict';
import { test } from 'node:test';
import { samplesOf, seriesOf } from '../support/metrics-text.ts';
import {
  block,
  predict,
  scrape,
  TestCluster,
  type TestWorker,
  type Three,
  type Two,
} from '../support/test-cluster.ts';

/** Each of these counts predictions. */
const TOTALS = [
  'model_predictions_total',
  'prediction_latency_seconds_count',
  'model_predicted_class_total',
  'app_jobs_total',
] as const;

/** The number of predictions on a page, which all its totals have to agree on. */
function predictionsOn(page: string): number | undefined {
  const totals = TOTALS.map((name) => Object.values(seriesOf(page, name)));
  const [first] = totals;
  assert.deepEqual(
    totals,
    totals.map(() => first),
  );
  assert.equal(first?.length, 1);
  return first[0];
}

test('every worker answers for all, gauges by their aggregator', async (t) => {
  const cluster = new TestCluster(t);
  await cluster.tell({ do: 'clusterMetrics' });
  const workers = await cluster.fork<Three>(3);
  for (const [index, worker] of workers.entries()) await predict(worker, [5, 7, 11][index] ?? 0);
  const pages = [];
  for (const worker of workers) pages.push(await scrape(worker));
  assert.deepEqual(pages.map(predictionsOn), [23, 23, 23]);
  for (const page of pages) {
    const samples = samplesOf(page);
    const { version } = process;
    assert.deepEqual(
      {
        max: samples.get('app_idle_seconds'),
        window: samples.get('model_monitor_window_seconds'),
        first: page.includes(`nodejs_version_info{major="${version.slice(1).split('.')[0]}"`),
        omitted: samples.get('process_start_time_seconds'),
        sum: Number(samples.get('nodejs_heap_size_total_bytes')) > 3 * 10e6,
      },
      { max: 3, window: 600, first: true, omitted: undefined, sum: true },
    );
  }
});

test('a blocked worker is shown as it was last heard and does not hold up the scrape', async (t) => {
  const cluster = new TestCluster(t);
  await cluster.tell({ do: 'clusterMetrics' });
  const [first, second] = await cluster.fork<Two>(2);
  await predict(first, 2);
  await predict(second, 3);
  assert.equal(predictionsOn(await scrape(first)), 5);
  await predict(second, 10);
  await predict(first, 1);
  const { over } = await block(second, 4_000);
  const startedAt = performance.now();
  const page = await scrape(first);
  const milliseconds = performance.now() - startedAt;
  t.diagnostic(`scrape beside a blocked worker: ${Math.round(milliseconds)} ms`);
  assert.equal(predictionsOn(page), 6);
  assert.equal(samplesOf(page).get('app_idle_seconds'), 2);
  assert.ok(milliseconds < 2_000, `the scrape took ${milliseconds} ms`);
  await over;
  assert.equal(predictionsOn(await scrape(first)), 16);
});

test('no total falls when workers are killed, end or are forked', async (t) => {
  const cluster = new TestCluster(t);
  await cluster.tell({ do: 'clusterMetrics' });
  const [killed, closed, last] = await cluster.fork<Three>(3);
  await predict(killed, 4);
  await predict(last, 2);
  assert.equal(predictionsOn(await scrape(last)), 6);
  await cluster.tell({ do: 'kill', worker: killed.worker });
  assert.equal(predictionsOn(await scrape(last)), 6);
  // Nobody scrapes these before the worker ends: they come with its good-bye.
  await predict(closed, 8);
  await cluster.tell({ do: 'close', worker: closed.worker });
  assert.equal(predictionsOn(await scrape(last)), 14);
  const [fresh] = await cluster.fork<[TestWorker]>(1);
  await predict(fresh, 16);
  assert.equal(predictionsOn(await scrape(fresh)), 30);
  assert.equal(samplesOf(await scrape(last)).get('app_idle_seconds'), fresh.worker);
});

test('a worker shows the exemplars of the others', async (t) => {
  const cluster = new TestCluster(t);
  await cluster.tell({ do: 'clusterMetrics' });
  const [first, second] = await cluster.fork<Two>(2);
  await predict(second, 1);
  const page = await scrape(first, 'application/openmetrics-text');
  const exemplars = page.split('\n').filter((line) => line.includes(' # {'));
  assert.equal(exemplars.length, 1);
  assert.match(
    exemplars[0] ?? '',
    /^prediction_latency_seconds_bucket\{.*\} 1 # \{prediction_id="worker-2"\} /,
  );
});

test('clusterMetrics() can come after the workers', async (t) => {
  const cluster = new TestCluster(t);
  const [first, second] = await cluster.fork<Two>(2);
  await predict(first, 1);
  await predict(second, 2);
  await cluster.tell({ do: 'clusterMetrics' });
  await cluster.tell({ do: 'clusterMetrics' });
  assert.equal(predictionsOn(await scrape(first)), 3);
});

test('without clusterMetrics() a worker answers for itself, and says so once', async (t) => {
  const cluster = new TestCluster(t);
  const [first, second] = await cluster.fork<Two>(2);
  await predict(first, 1);
  await predict(second, 2);
  assert.deepEqual([predictionsOn(await scrape(first)), predictionsOn(await scrape(first))], [1, 1]);
  await cluster.stop();
  const warnings = (await cluster.stderr).match(/\[EXPRESS_MODEL_MONITOR_CLUSTER\] Warning: .*/g);
  assert.deepEqual(warnings, [
    '[EXPRESS_MODEL_MONITOR_CLUSTER] Warning: The metrics of this cluster worker are those of this worker ' +
      'only: call clusterMetrics() in the primary process (docs/cluster.md)',
  ]);
});

test('messages that are not ours, or look like ours and are wrong, change nothing', async (t) => {
  const cluster = new TestCluster(t);
  await cluster.tell({ do: 'clusterMetrics' });
  const [first, second] = await cluster.fork<Two>(2);
  await predict(first, 1);
  await predict(second, 2);
  const series = [{ key: '[', values: [1] }];
  const metric = {
    name: 'x',
    help: '',
    type: 'counter',
    aggregator: 'sum',
    parts: [{ name: '', labels: {} }],
  };
  const kinds = ['call', 'hello', 'welcome', 'scrape', 'collect', 'report', 'constructor', ''];
  const messages = [
    null,
    'text',
    17,
    [],
    { type: 'model:getMetricsReq', requestId: 1 },
    ...kinds.flatMap((kind) => {
      const type = `express-model-monitor@1:${kind}`;
      return [
        { type },
        { type, source: '__proto__', metrics: [] },
        { type, source: 1e9, metrics: [] },
        { type, source: 0, metrics: [null] },
        { type, source: 0, metrics: [{ ...metric, series: [{ key: 1, values: [] }] }] },
        { type, source: 99, metrics: [{ ...metric, series }] },
      ];
    }),
  ];
  await cluster.tell({ do: 'talk', messages });
  assert.deepEqual([predictionsOn(await scrape(first)), predictionsOn(await scrape(second))], [3, 3]);
});

test('a worker that answers a primary which has gone ends in good order', async (t) => {
  const cluster = new TestCluster(t);
  await cluster.tell({ do: 'clusterMetrics' });
  const [first, second] = await cluster.fork<Two>(2);
  await scrape(first);
  const { over } = await block(second, 3_000);
  // The request for a report waits at the blocked worker when the primary is killed.
  await scrape(first);
  await Promise.allSettled([over, cluster.stop()]);
  assert.equal(await cluster.stderr, 'worker ended with 0\nworker ended with 0\n');
});
