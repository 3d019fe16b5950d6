import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loggedMonitor } from './events/logged-monitor.ts';
import { serveModel } from './events/served-model.ts';

test('only labels that joined are lines, once each', async (t) => {
  const { monitor, logged } = loggedMonitor(t, { options: { feedback: true } });
  monitor.record([
    { id: 'a', output: 'x' },
    { id: 'b', output: 'x', truth: 'y' },
  ]);
  const results = await monitor.label([
    { id: 'a', truth: 'x' },
    { id: 'a', truth: 'x' },
    { id: 'b', truth: 'x' },
    { id: 'c', truth: 'x' },
    { id: 'a', truth: Number.NaN },
  ]);
  assert.deepEqual(
    results.map(({ result }) => result),
    ['joined', 'duplicate', 'duplicate', 'unknown', 'invalid'],
  );
  const lines = await logged();
  assert.deepEqual(
    lines.map(({ type, id, truth }) => [type, id, truth]),
    [
      ['prediction', 'a', undefined],
      ['prediction', 'b', 'y'],
      ['label', 'a', 'x'],
    ],
  );
});

test('of a sample, predictions, failed requests and labels are in or out together', async (t) => {
  const { monitor, logged } = loggedMonitor(t, { events: { sample: 0.5 }, options: { feedback: true } });
  const post = await serveModel(t, monitor);
  const ids = Array.from({ length: 60 }, (_, index) => `p${index}`);
  const failing = Array.from({ length: 20 }, (_, index) => `f${index}`);
  monitor.record(ids.map((id) => ({ id, output: 'x' })));
  for (const id of failing) await post({ tell: { answer: {}, status: 500 } }, { 'x-prediction-id': id });
  await monitor.label(ids.map((id) => ({ id, truth: 'x' })));
  const lines = await logged();
  const idsOf = (kind: unknown): unknown[] => lines.filter(({ type }) => type === kind).map(({ id }) => id);
  const labels = idsOf('label');
  const predictions = idsOf('prediction').filter((id) => !failing.includes(String(id)));
  const failed = idsOf('prediction').filter((id) => failing.includes(String(id)));
  assert.deepEqual(labels, predictions);
  assert.ok(labels.length > 15 && labels.length < 45, `${labels.length} of 60`);
  assert.ok(failed.length > 2 && failed.length < 18, `${failed.length} of 20`);
});
