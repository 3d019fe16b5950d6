import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dayOf,
  daysIn,
  EventClock,
  pointLengthMs,
  wholeWindow,
  windowOfPoints,
} from '../../src/report/report-time.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

test('points of a series are of a length with a name, and at most a hundred', () => {
  const lengthOf = (spanMs: number): number => pointLengthMs({ firstMs: 0, lastMs: spanMs }) / 1000;
  assert.deepEqual(
    [0, 30_000, 10 * MINUTE, 60 * MINUTE, DAY, 7 * DAY, 365 * DAY].map(lengthOf),
    [1, 1, 10, 60, 900, 7200, 604_800],
  );
  const years = 40 * 365 * DAY;
  assert.ok(years / (lengthOf(years) * 1000) < 99);
});

test('a day is one of UTC', () => {
  const noon = Date.parse('2026-03-02T12:00:00Z');
  assert.deepEqual(dayOf(noon), {
    date: '2026-03-02',
    firstMs: Date.parse('2026-03-02T00:00:00.000Z'),
    lastMs: Date.parse('2026-03-02T23:59:59.999Z'),
  });
  assert.equal(daysIn({ firstMs: noon, lastMs: noon }), 1);
  assert.equal(daysIn({ firstMs: noon, lastMs: noon + DAY / 2 }), 2);
});

test('the clock does not leave the span', () => {
  const clock = new EventClock({ firstMs: 100, lastMs: 200 });
  const shown = [150, 50, 250].map((timeMs) => {
    clock.set(timeMs);
    return clock.timeMs;
  });
  assert.deepEqual([100, ...shown], [100, 150, 100, 200]);
});

test('the whole window is one slot that never ends', () => {
  const span = { firstMs: DAY, lastMs: 2 * DAY };
  const clock = new EventClock(span);
  const { windowSeconds, now } = wholeWindow(span, clock);
  clock.set(span.lastMs);
  assert.equal(now(), 86_400);
  assert.equal(Math.floor(now() / (windowSeconds / 10)), 0);
});

test('points begin at round times', () => {
  const span = { firstMs: DAY + 7 * MINUTE, lastMs: DAY + 67 * MINUTE };
  const clock = new EventClock(span);
  const { windowSeconds, retentionSeconds, now } = windowOfPoints(span, clock);
  assert.equal(windowSeconds, 600);
  assert.ok(retentionSeconds >= 3600 + 60);
  assert.equal(now(), span.firstMs / 1000);
});
