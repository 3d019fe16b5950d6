import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clfDate, isoDate } from '../../src/log/date-text.ts';

test('the CLF date is in UTC, with two digits for the day and the month by name', () => {
  assert.equal(clfDate(Date.UTC(2026, 1, 3, 4, 5, 6, 789)), '03/Feb/2026:04:05:06 +0000');
});

test('the ISO date carries milliseconds with three digits', () => {
  assert.equal(isoDate(Date.UTC(2026, 1, 3, 4, 5, 6, 7)), '2026-02-03T04:05:06.007Z');
});

test('dates follow the clock forwards, backwards and within a second', () => {
  const milliseconds = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });
  fc.assert(
    fc.property(milliseconds, fc.array(fc.integer({ min: -2000, max: 2000 })), (start, steps) => {
      for (const step of steps) {
        const time = Math.max(0, start + step);
        assert.equal(isoDate(time), new Date(time).toISOString());
        assert.equal(clfDate(time), clfDate(time - (time % 1000)));
      }
    }),
  );
});
