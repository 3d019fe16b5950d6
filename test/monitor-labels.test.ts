import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joined, labelledMonitor, metricOf } from './support/labelled-monitor.ts';

test('label joins one label or many, and answers one result each', async (t) => {
  const monitor = labelledMonitor(t);
  const [first = '', second = ''] = monitor.record([{ output: 'rain' }, { output: 'sun' }]);
  assert.deepEqual(await monitor.label({ id: first, truth: 'sun' }), [{ id: first, result: 'joined' }]);
  assert.deepEqual(
    await joined(monitor, [
      { id: second, truth: 'sun' },
      { id: first, truth: 'rain' },
    ]),
    [`${second} joined`, `${first} duplicate`],
  );
  assert.deepEqual(await monitor.label([]), []);
  assert.deepEqual(await joined(monitor, { id: 'a b', truth: 'sun' }), ['a b invalid']);
  assert.deepEqual(await joined(monitor, null as never), [' invalid']);
});

test('without feedback label is refused, saying how to get it', async (t) => {
  const monitor = labelledMonitor(t, { feedback: false });
  await assert.rejects(monitor.label({ id: 'a', truth: 'sun' }), {
    name: 'ModelMonitorError',
    code: 'ERR_OPTIONS',
    problems: [{ path: 'feedback', message: 'labels are joined only with feedback: true' }],
  });
});

test('record answers an id for each prediction, its own where that is one', async (t) => {
  const monitor = labelledMonitor(t);
  const ids = monitor.record([
    { id: 'order-7', output: 'rain' },
    { id: 'no good', output: 'rain' },
    { id: 'order-7#1', output: 'rain' },
    7 as never,
    { output: { nothing: 'known' } },
  ]);
  assert.equal(ids[0], 'order-7');
  assert.equal(new Set(ids).size, 5);
  for (const id of ids.slice(1)) assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  const labels = ids.map((id) => ({ id, truth: 'rain' }));
  assert.deepEqual(
    (await monitor.label(labels)).map(({ result }) => result),
    ['joined', 'joined', 'joined', 'unknown', 'unknown'],
  );
  assert.deepEqual(monitor.record({ id: 'single', output: 'rain' }), ['single']);
});

test('a prediction whose truth came with it waits for none: a later label is a duplicate', async (t) => {
  const monitor = labelledMonitor(t);
  monitor.record([
    { id: 'a', output: 'rain', truth: 'rain' },
    { id: 'b', output: 'rain' },
  ]);
  assert.deepEqual(await metricOf(monitor, 'model_feedback_pending'), { '': 1 });
  assert.deepEqual(await joined(monitor, { id: 'a', truth: 'sun' }), ['a duplicate']);
  assert.deepEqual(await metricOf(monitor, 'model_confusion_total'), {
    '{model_name="m",model_version="1",actual="rain",predicted="rain"}': 1,
  });
});

test('a prediction whose inline truth could not be used still waits', async (t) => {
  const monitor = labelledMonitor(t);
  monitor.record({ id: 'a', output: 'rain', truth: { is: 'none' } });
  assert.deepEqual(await joined(monitor, { id: 'a', truth: 'sun' }), ['a joined']);
});

test('an id used again replaces the prediction that waits, and is counted; one that is joined stays so', async (t) => {
  const monitor = labelledMonitor(t);
  monitor.record({ id: 'a', output: 'rain' });
  monitor.record({ id: 'a', output: 'sun' });
  assert.deepEqual(await metricOf(monitor, 'model_feedback_pending'), { '': 1 });
  assert.deepEqual(await metricOf(monitor, 'model_monitor_dropped_total'), {
    '{part="pending_labels",reason="replaced"}': 1,
  });
  assert.deepEqual(await joined(monitor, { id: 'a', truth: 'sun' }), ['a joined']);
  assert.deepEqual(await metricOf(monitor, 'model_confusion_total'), {
    '{model_name="m",model_version="1",actual="sun",predicted="sun"}': 1,
  });
  monitor.record({ id: 'a', output: 'rain' });
  assert.deepEqual(await joined(monitor, { id: 'a', truth: 'sun' }), ['a duplicate']);
});
