import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LabelCounts } from '../../src/domain/label-counts.ts';
import { LabelRanks } from '../../src/domain/label-ranks.ts';
import { ModelWindow, SlotCounts, type WindowSums } from '../../src/domain/model-window.ts';
import { TrafficCounts } from '../../src/domain/traffic-counts.ts';
import { assertClose } from '../statistics/assert-close.ts';
import { labelledRow } from './arbitrary-labels.ts';
import { labelSums } from './label-sums.ts';

const SHAPE = { accuracyBuckets: Float64Array.of(0, 0.5, 1), confusionClasses: 3 };
const WINDOW_SECONDS = 600;
const SLOT_SECONDS = 60;

const WRONG = {
  accuracy: 0,
  classes: { actual: 0, predicted: 1 },
  scores: undefined,
  values: { truth: 1, output: 2 },
};

interface Scene {
  readonly window: ModelWindow;
  /** Sets the clock. */
  readonly at: (seconds: number) => ModelWindow;
}

function openWindow(startSeconds = 0, retentionSeconds = 3600): Scene {
  let clock = startSeconds;
  const rules = { windowSeconds: WINDOW_SECONDS, retentionSeconds, now: () => clock };
  const window = new ModelWindow(rules, SHAPE);
  const at = (seconds: number): ModelWindow => {
    clock = seconds;
    return window;
  };
  return { window, at };
}

function plain({ traffic, labels, ranks, seconds }: WindowSums): object {
  const { requests, failures, predictions, latencySeconds } = traffic;
  return {
    ...{ requests, failures, predictions, seconds },
    median: latencySeconds.quantile(0.5),
    labels: labelSums(labels, 3),
    area: ranks.rocAuc(),
    medianError: ranks.absoluteErrors.quantile(0.5),
  };
}

const NOTHING: WindowSums = {
  traffic: new TrafficCounts(),
  labels: new LabelCounts(SHAPE),
  ranks: new LabelRanks(3),
  seconds: 0,
};

test('everything counted is in the sums at once', () => {
  const { window } = openWindow();
  window.addRequest('server_error', 0.5);
  window.addPrediction();
  window.addPrediction();
  window.addLabel(WRONG);
  const { traffic, labels, ranks } = window.sums();
  assert.deepEqual(
    [traffic.requests, traffic.failures, traffic.predictions, labels.labels, ranks.absoluteErrors.count],
    [1, 1, 2, 1, 1],
  );
});

test('it forgets after a window, and not before all but a tenth of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 1200 }), (counted, later) => {
      const { at } = openWindow(counted);
      at(counted).addLabel(WRONG);
      at(counted).addRequest('ok', 1);
      at(counted).addPrediction();
      const { traffic, labels, ranks } = at(counted + later).sums();
      const known = [labels.labels, traffic.requests, traffic.predictions, ranks.absoluteErrors.count];
      if (later >= WINDOW_SECONDS) assert.deepEqual(known, [0, 0, 0, 0]);
      if (later <= WINDOW_SECONDS - SLOT_SECONDS) assert.deepEqual(known, [1, 1, 1, 1]);
    }),
  );
});

test('when all of it is forgotten the sums are those of a window that saw nothing', () => {
  const { window, at } = openWindow();
  window.addLabel(WRONG);
  window.addRequest('aborted', 1);
  assert.deepEqual(plain(at(WINDOW_SECONDS).sums()), plain({ ...NOTHING, seconds: 600 - SLOT_SECONDS }));
});

test('slots merged equal one pass, whatever the clock does', () => {
  const step = fc.record({ row: labelledRow, pause: fc.integer({ min: 0, max: 40 }), isRead: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 13 }), (steps) => {
      const { window, at } = openWindow();
      const onePass = { labels: new LabelCounts(SHAPE), ranks: new LabelRanks(3) };
      let seconds = 0;
      for (const { row, pause, isRead } of steps) {
        seconds += pause;
        at(seconds).addLabel(row);
        onePass.labels.add(row);
        onePass.ranks.add(row);
        if (isRead) window.sums();
      }
      assertClose(plain(window.sums()), plain({ ...NOTHING, ...onePass, seconds }));
    }),
  );
});

test('the window is as long as the monitor was there for, at most all but a slot', () => {
  const { at } = openWindow(90);
  assert.deepEqual(
    [90, 100, 659, 660, 719.5].map((seconds) => at(seconds).sums().seconds),
    [0, 10, 569, 540, 599.5],
  );
});

test('single slots are kept as long as they are to be, the window at least', () => {
  for (const [retention, kept] of [
    [3600, 60],
    [650, 11],
    [600, 10],
    [1, 10],
  ] as const) {
    const { window, at } = openWindow(0, retention);
    for (let slot = 0; slot < 100; slot += 1) at(slot * SLOT_SECONDS).addPrediction();
    assert.equal(Array.from(window.slots).length, kept);
  }
});

test('a slot counts traffic and labels', () => {
  const [merged, other] = [new SlotCounts(SHAPE), new SlotCounts(SHAPE)];
  other.traffic.predictions = 3;
  other.labels.add(WRONG);
  merged.merge(other);
  merged.merge(other);
  assert.deepEqual([merged.traffic.predictions, merged.labels.labels, other.labels.labels], [6, 2, 1]);
});
