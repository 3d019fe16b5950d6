import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SLOTS_PER_WINDOW } from '../../src/domain/model-window.ts';
import { type Mergeable, TimeSlots } from '../../src/domain/time-slots.ts';
import { WindowedCounts } from '../../src/domain/windowed-counts.ts';

const PLACES = 3;
const SLOT_SECONDS = 10;

/** The same counts slot by slot, added up whenever they are asked for. */
class SlotTally implements Mergeable<SlotTally> {
  readonly counts = new Float64Array(PLACES);

  merge({ counts }: SlotTally): void {
    for (const [place, count] of counts.entries()) this.counts[place] = (this.counts[place] ?? 0) + count;
  }
}

class Clock {
  seconds = 0;
  readonly now = (): number => this.seconds;
}

function countsOn(clock: Clock): WindowedCounts {
  return new WindowedCounts({ places: PLACES, slotSeconds: SLOT_SECONDS, now: clock.now });
}

function addTo(counts: Float64Array, place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}

const step = fc.record({
  pause: fc.oneof(fc.constantFrom(0, 5, 10, 90, 99, 100, 1000), fc.double({ min: 0, max: 40, noNaN: true })),
  places: fc.array(fc.nat({ max: PLACES - 1 }), { maxLength: 3 }),
  isRead: fc.boolean(),
});

test('the window is the sum of its slots, whenever it counts, time passes or somebody reads', () => {
  fc.assert(
    fc.property(fc.nat({ max: 100 }), fc.array(step, { maxLength: 60 }), (start, steps) => {
      const clock = new Clock();
      clock.seconds = start;
      const counts = countsOn(clock);
      const slots = new TimeSlots({
        slotSeconds: SLOT_SECONDS,
        slots: SLOTS_PER_WINDOW,
        create: () => new SlotTally(),
        now: clock.now,
      });
      const total = new Float64Array(PLACES);
      for (const { pause, places, isRead } of steps) {
        clock.seconds += pause;
        for (const place of places) {
          for (const counted of [counts.current(), slots.current().counts, total]) addTo(counted, place);
        }
        if (isRead) assert.deepEqual(counts.window(), slots.sumOfLast(SLOTS_PER_WINDOW).counts);
      }
      assert.deepEqual([counts.window(), counts.total()], [slots.sumOfLast(SLOTS_PER_WINDOW).counts, total]);
    }),
  );
});

test('what was read stays as it is when more is counted', () => {
  const clock = new Clock();
  const counts = countsOn(clock);
  addTo(counts.current(), 0);
  const [window, total] = [counts.window(), counts.total()];
  clock.seconds = SLOT_SECONDS;
  addTo(counts.current(), 0);
  assert.deepEqual([window, total], [Float64Array.of(1, 0, 0), Float64Array.of(1, 0, 0)]);
  assert.deepEqual(counts.window(), Float64Array.of(2, 0, 0));
});
