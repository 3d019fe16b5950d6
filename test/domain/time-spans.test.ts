import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Mergeable, TimeSlots, type TimeSpan } from '../../src/domain/time-slots.ts';

class Tally implements Mergeable<Tally> {
  sum = 0;

  merge(other: Tally): void {
    this.sum += other.sum;
  }
}

const SLOTS = 6;

/** Slots of ten seconds, with so much counted at each of these times, read at the last. */
function slotsAfter(
  counted: readonly (readonly [seconds: number, amount: number])[],
  readAt: number,
): TimeSlots<Tally> {
  let now = counted[0]?.[0] ?? 0;
  const slots = new TimeSlots({ slotSeconds: 10, slots: SLOTS, create: () => new Tally(), now: () => now });
  for (const [seconds, amount] of counted) {
    now = seconds;
    slots.current().sum += amount;
  }
  now = readAt;
  return slots;
}

function told(spans: readonly TimeSpan<Tally>[]): unknown[] {
  return spans.map(({ number, startSeconds, seconds, counts }) => [
    number,
    startSeconds,
    seconds,
    counts.sum,
  ]);
}

test('slots are added up so many at a time, from where the clock says, and empty spans are left out', () => {
  const slots = slotsAfter(
    [
      [105, 1],
      [119, 2],
      [120, 4],
      [151, 8],
    ],
    154,
  );
  assert.deepEqual(told(slots.spans(2)), [
    // From the beginning of all, at 105.
    [5, 105, 15, 3],
    [6, 120, 20, 4],
    // It goes on.
    [7, 140, 14, 8],
  ]);
  assert.deepEqual(told(slots.spans(1)), [
    [10, 105, 5, 1],
    [11, 110, 10, 2],
    [12, 120, 10, 4],
    [15, 150, 4, 8],
  ]);
  assert.deepEqual(told(slots.spans(SLOTS)), [
    [1, 105, 15, 3],
    [2, 120, 34, 12],
  ]);
});

test('a span of which the oldest slots are forgotten begins with the ones that are kept', () => {
  const slots = slotsAfter(
    [
      [100, 1],
      [111, 2],
      [165, 4],
    ],
    165,
  );
  assert.deepEqual(told(slots.spans(2)), [
    [5, 110, 10, 2],
    [8, 160, 5, 4],
  ]);
});

test('reading spans changes nothing, and all of them together are the sum of the slots', () => {
  const step = fc.tuple(fc.double({ min: 0, max: 30, noNaN: true }), fc.nat({ max: 9 }));
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: SLOTS + 2 }),
      (steps, each) => {
        let seconds = 7;
        const counted = steps.map(([pause, amount]) => {
          seconds += pause;
          return [seconds, amount] as const;
        });
        const slots = slotsAfter(counted, seconds);
        const spans = slots.spans(each);
        assert.deepEqual(told(slots.spans(each)), told(spans));
        assert.equal(
          spans.reduce((sum, { counts }) => sum + counts.sum, 0),
          slots.sumOfLast(SLOTS).sum,
        );
        assert.ok(spans.every((span) => span.seconds >= 0 && span.seconds <= 10 * each + 1e-9));
      },
    ),
  );
});
