import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryStore, type PendingStore } from '../src/index.ts';
import { joined, labelledMonitor, metricOf, ONE_MODEL } from './support/labelled-monitor.ts';
import { samplesOf } from './support/metrics-text.ts';

const START = Date.UTC(2026, 0, 1);

test('beyond limits.pendingLabels the oldest predictions are evicted, and counted', async (t) => {
  const monitor = labelledMonitor(t, { limits: { pendingLabels: 3 } });
  const ids = ['a', 'b', 'c', 'd', 'e'];
  monitor.record(ids.map((id) => ({ id, output: 'rain' })));
  assert.deepEqual(
    [await metricOf(monitor, 'model_feedback_pending'), await metricOf(monitor, 'model_feedback_total')],
    [{ '': 3 }, { '{result="evicted"}': 2 }],
  );
  assert.deepEqual(
    await joined(
      monitor,
      ids.map((id) => ({ id, truth: 'sun' })),
    ),
    ['a unknown', 'b unknown', 'c joined', 'd joined', 'e joined'],
  );
});

test('a label is welcome for the time to live, then expired, then unknown', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: START });
  const monitor = labelledMonitor(t, { feedback: { ttl: '1h' } });
  const ids = ['a', 'b', 'c', 'd', 'e'];
  monitor.record(ids.map((id) => ({ id, output: 'rain' })));
  const outcomes: string[] = [];
  for (const [index, minutes] of [0, 59, 2, 58, 2].entries()) {
    t.mock.timers.tick(minutes * 60_000);
    outcomes.push(...(await joined(monitor, { id: ids[index] ?? '', truth: 'sun' })));
  }
  assert.deepEqual(outcomes, ['a joined', 'b joined', 'c expired', 'd expired', 'e unknown']);
  assert.deepEqual(await metricOf(monitor, 'model_feedback_total'), {
    '{result="joined"}': 2,
    '{result="expired"}': 2,
    '{result="unknown"}': 1,
  });
});

test('the delay of a label counts from its prediction, and not of inline truth', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: START });
  const monitor = labelledMonitor(t);
  const delays = [0.5, 9.5, 590, 86_400 - 600];
  monitor.record([
    ...delays.map((_, index) => ({ id: `p${index}`, output: 'rain' })),
    { id: 'inline', output: 'rain', truth: 'rain' },
  ]);
  for (const [index, seconds] of delays.entries()) {
    t.mock.timers.tick(seconds * 1000);
    await monitor.label({ id: `p${index}`, truth: 'sun' });
  }
  // The clock of a server may be put back.
  monitor.record({ id: 'ahead', output: 'rain' });
  t.mock.timers.setTime(START);
  assert.deepEqual(await joined(monitor, { id: 'ahead', truth: 'rain' }), ['ahead joined']);
  const samples = samplesOf(await monitor.registry.metrics());
  const model = ONE_MODEL.slice(1, -1);
  const buckets = [1, 10, 60, 600, 3600, 21_600, 86_400, 604_800].map((le) =>
    samples.get(`model_label_delay_seconds_bucket{le="${le}",${model}}`),
  );
  assert.deepEqual(buckets, [2, 3, 3, 4, 4, 4, 5, 5]);
  const sum = [0.5, 10, 600, 86_400].reduce((total, seconds) => total + seconds);
  assert.equal(samples.get(`model_label_delay_seconds_sum${ONE_MODEL}`), sum);
});

test('every series of feedback starts at 0', async (t) => {
  const monitor = labelledMonitor(t, { classes: ['no', 'yes'] });
  const page = await monitor.registry.metrics();
  const started = Array.from(samplesOf(page)).filter(([name]) => /^model_(feedback|label_delay)/.test(name));
  assert.deepEqual(new Set(started.map(([, value]) => value)), new Set([0]));
  assert.deepEqual(
    started.map(([name]) => name).filter((name) => !name.includes('le=')),
    [
      ...['joined', 'unknown', 'duplicate', 'invalid', 'expired', 'evicted'].map(
        (result) => `model_feedback_total{result="${result}"}`,
      ),
      'model_feedback_pending',
      `model_label_delay_seconds_sum${ONE_MODEL}`,
      `model_label_delay_seconds_count${ONE_MODEL}`,
    ],
  );
});

test('close closes the store once, and its results stay', async (t) => {
  const memory = memoryStore();
  const calls: string[] = [];
  const store: PendingStore = {
    configure: (settings) => calls.push(`configure ${settings.ttlMs} ${settings.maxEntries}`),
    put: (entries) => memory.put(entries),
    take: (ids) => memory.take(ids),
    size: () => memory.size(),
    close: async () => void calls.push('close'),
  };
  const monitor = labelledMonitor(t, { feedback: { store, ttl: '2d' }, limits: { pendingLabels: 7 } });
  monitor.record({ id: 'a', output: 'rain' });
  await monitor.label({ id: 'a', truth: 'sun' });
  await monitor.close();
  await monitor.close();
  assert.deepEqual(calls, ['configure 172800000 7', 'close']);
  assert.deepEqual(await metricOf(monitor, 'model_feedback_total'), { '{result="joined"}': 1 });
});
