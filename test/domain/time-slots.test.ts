import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Mergeable, TimeSlots } from '../../src/domain/time-slots.ts';

class Tally implements Mergeable<Tally> {
  sum = 0;

  merge(other: Tally): void {
    this.sum += other.sum;
  }
}

class Clock {
  seconds: number;
  readonly now = (): number => this.seconds;

  constructor(seconds: number) {
    this.seconds = seconds;
  }
}

const SLOTS = 6;

function slotsOn(clock: Clock, slotSeconds: number): TimeSlots<Tally> {
  return new TimeSlots({ slotSeconds, slots: SLOTS, create: () => new Tally(), now: clock.now });
}

/** What the slots should say, from a list of all that was ever counted. */
class EverythingKept {
  readonly #slotSeconds: number;
  readonly #counted: { readonly slot: number; readonly amount: number }[] = [];

  constructor(slotSeconds: number) {
    this.#slotSeconds = slotSeconds;
  }

  add(seconds: number, amount: number): void {
    this.#counted.push({ slot: this.#slotOf(seconds), amount });
  }

  sumOfLast(count: number, seconds: number): number {
    const last = this.#slotOf(seconds);
    return this.#counted
      .filter(({ slot }) => slot > last - count && slot <= last)
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  #slotOf(seconds: number): number {
    return Math.floor(seconds / this.#slotSeconds);
  }
}

const step = fc.record({
  pause: fc.oneof(fc.constantFrom(0, 0.5, 1, 5.5, 6, 7, 1000), fc.double({ min: 0, max: 20, noNaN: true })),
  amount: fc.nat({ max: 9 }),
  reads: fc.subarray([1, 2, 5, SLOTS]),
});

test('the sum of the last slots is that of all that was counted in them, whatever the clock does', () => {
  const slotSeconds = fc.constantFrom(1, 0.7, 60);
  fc.assert(
    fc.property(slotSeconds, fc.nat({ max: 100 }), fc.array(step), (length, start, steps) => {
      const clock = new Clock(start);
      const [slots, everything] = [slotsOn(clock, length), new EverythingKept(length)];
      for (const { pause, amount, reads } of steps) {
        clock.seconds += pause;
        slots.current().sum += amount;
        everything.add(clock.seconds, amount);
        for (const count of reads) {
          assert.equal(slots.sumOfLast(count).sum, everything.sumOfLast(count, clock.seconds));
        }
      }
      const sums = Array.from(slots, ({ counts }) => counts.sum);
      assert.equal(
        sums.reduce((sum, one) => sum + one, 0),
        everything.sumOfLast(SLOTS, clock.seconds),
      );
    }),
  );
});

test('slots come oldest first with their beginnings, those without counts are left out', () => {
  const clock = new Clock(1);
  const slots = slotsOn(clock, 10);
  for (const seconds of [1, 9, 25, 41, 72]) {
    clock.seconds = seconds;
    slots.current().sum += seconds;
  }
  assert.deepEqual(
    Array.from(slots, ({ startSeconds, counts }) => [startSeconds, counts.sum]),
    [
      [20, 25],
      [40, 41],
      [70, 72],
    ],
  );
});

test('a sum is a copy: adding to it, or after it, changes no other', () => {
  const clock = new Clock(0);
  const slots = slotsOn(clock, 1);
  slots.current().sum = 1;
  clock.seconds = 1;
  const before = slots.sumOfLast(3);
  slots.current().sum = 2;
  before.sum += 100;
  assert.deepEqual([before.sum, slots.sumOfLast(3).sum, slots.sumOfLast(3).sum], [101, 3, 3]);
});

test('seconds are counted from the start on, and later from the beginning of the first slot', () => {
  const clock = new Clock(13);
  const slots = slotsOn(clock, 10);
  const secondsAt = [13, 15, 29, 41, 49.5].map((seconds) => {
    clock.seconds = seconds;
    return slots.secondsOfLast(3);
  });
  assert.deepEqual(secondsAt, [0, 2, 16, 21, 29.5]);
});
