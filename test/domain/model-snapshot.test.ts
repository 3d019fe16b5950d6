import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ModelSnapshot, modelSnapshot, readVersion } from '../../src/domain/model-snapshot.ts';
import type { ModelState } from '../../src/domain/model-state.ts';
import { observedState } from './observed-state.ts';

function snapshotOf(state: ModelState): ModelSnapshot {
  return modelSnapshot(readVersion(state), { mostFeatures: Number.POSITIVE_INFINITY, estimates: 'all' });
}

test('a version that nobody asked has no times, no delay and no calibration', () => {
  const { firstAskedAt, lastAskedAt, labelDelay, window, total } = snapshotOf(observedState([]));
  assert.deepEqual([firstAskedAt, lastAskedAt, labelDelay], [undefined, undefined, undefined]);
  assert.equal('calibration' in window, false);
  assert.deepEqual(total, { predictions: 0, labels: 0, unread: {} });
});

test('what could not be read is told by its reason, and for the window in all', () => {
  const state = observedState([{ output: 'a' }, { output: Number.NaN }, {}]);
  state.countUnread('binary');
  const { total, window } = snapshotOf(state);
  assert.deepEqual(total, { predictions: 1, labels: 0, unread: { not_finite: 1, output: 1, binary: 1 } });
  assert.equal(window.unread, 3);
});

test('the first and the last time it was asked are those of the clock on the wall', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 1) });
  const state = observedState([]);
  state.markAsked();
  t.mock.timers.tick(90_000);
  state.markAsked();
  const { firstAskedAt, lastAskedAt } = snapshotOf(state);
  assert.deepEqual([firstAskedAt, lastAskedAt], ['2026-01-01T00:00:00.000Z', '2026-01-01T00:01:30.000Z']);
});

test('the delay of labels is told by its median and its 95th percentile', () => {
  const state = observedState([]);
  const entry = { time: 0, model: 'm', version: '1', output: 'a' };
  // The buckets end at one second and at a minute.
  for (let label = 0; label < 20; label += 1) {
    state.join({ ...entry, id: 'x' }, 'a', label < 10 ? 0.5 : 30);
  }
  assert.deepEqual(snapshotOf(state).labelDelay, { n: 20, p50Seconds: 1, p95Seconds: 1 + 59 * 0.9 });
});

test('the calibration of the window is of the positive class of two', () => {
  const row = (score: number, truth: string) => ({ output: 'yes', scores: [1 - score, score], truth });
  const state = observedState([row(0.25, 'no'), row(0.25, 'yes'), row(0.75, 'yes'), { output: 'yes' }], {
    classes: ['no', 'yes'],
  });
  assert.deepEqual(snapshotOf(state).window.calibration, [
    {
      class: 'yes',
      bins: [
        { upTo: 0.3, score: 0.25, share: 0.5, n: 2 },
        { upTo: 0.8, score: 0.75, share: 1, n: 1 },
      ],
    },
  ]);
});

test('the calibration of more classes is of each where it scored highest', () => {
  const row = (scores: readonly number[], truth: string) => ({ scores, truth });
  const state = observedState([row([0.75, 0.25, 0], 'a'), row([0.25, 0.5, 0.25], 'c')], {
    classes: ['a', 'b', 'c'],
  });
  assert.deepEqual(snapshotOf(state).window.calibration, [
    { class: 'a', bins: [{ upTo: 0.8, score: 0.75, share: 1, n: 1 }] },
    { class: 'b', bins: [{ upTo: 0.5, score: 0.5, share: 0, n: 1 }] },
  ]);
});

test('labels that left the window are in the calibration no longer, but in the total', () => {
  let seconds = 0;
  const window = { windowSeconds: 600, retentionSeconds: 3600, now: () => seconds };
  const state = observedState([{ scores: [0.25, 0.75], truth: 'yes' }], { classes: ['no', 'yes'], window });
  seconds = 601;
  const { window: current, total } = snapshotOf(state);
  assert.deepEqual([current.calibration, current.labels, total.labels], [undefined, 0, 1]);
});
