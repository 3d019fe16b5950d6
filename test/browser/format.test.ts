import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  countOf,
  formatCount,
  formatLatencies,
  formatMoment,
  formatNumber,
  formatPoints,
  formatProbability,
  formatRate,
  formatSeconds,
  formatShare,
  formatShareRange,
  shorten,
} from '../../src/page/browser/text/format.ts';

/** What the formats make of the values; a space that does not break is a plain one here. */
function all<Value>(format: (value: Value) => string, ...values: readonly Value[]): string[] {
  return values.map((value) => format(value).replaceAll('\u00a0', ' '));
}

test('shares have one decimal, small ones two digits', () => {
  assert.deepEqual(all(formatShare, 0, 0.712, 1, 0.0123, 0.009, 0.00041), [
    ...['0 %', '71.2 %', '100.0 %', '1.2 %', '0.9 %', '0.041 %'],
  ]);
  assert.deepEqual(all(formatShareRange, { lower: 0.678, upper: 0.743 }), ['67.8–74.3 %']);
});

test('differences are in percentage points, with a sign unless there is none', () => {
  assert.deepEqual(all(formatPoints, 0.0214, -0.05, 0, 0.0001), [
    ...['+2.1 points', '−5.0 points', '±0.0 points', '±0.0 points'],
  ]);
});

test('times are in the units that people say them in', () => {
  assert.deepEqual(all(formatSeconds, 0.00042, 0.0123, 0.9, 2.184, 59, 200, 3599.9, 7500, 86_400, 273_600), [
    ...[
      '0.42 ms',
      '12.3 ms',
      '900 ms',
      '2.18 s',
      '59 s',
      '3 min 20 s',
      '60 min',
      '2 h 5 min',
      '1 d',
      '3 d 4 h',
    ],
  ]);
  assert.deepEqual(all(formatLatencies, [0.0021, 0.0058, 0.0123], [0.0021, 1.25]), [
    ...['2.1 · 5.8 · 12.3 ms', '2.1 ms · 1.25 s'],
  ]);
});

test('numbers keep four digits, counts all of them, and a minus is a minus', () => {
  assert.deepEqual(all(formatNumber, 0.071234, -12.3456, 1_234_567, 0, -1.25e12), [
    '0.07123',
    '−12.35',
    '1,235,000',
    '0',
    '−1.250e+12',
  ]);
  assert.deepEqual(all(formatCount, 12_304.2), ['12,304']);
  assert.deepEqual([countOf(1, 'label'), countOf(2, 'label')].join(), '1\u00a0label,2\u00a0labels');
  assert.deepEqual([formatRate(20.44), formatRate(0.5, 'rows')].join(), '20.4/s,0.5\u00a0rows/s');
});

test('a probability is never called 0', () => {
  assert.deepEqual(all(formatProbability, 0.0321, 0.0001, 1), ['0.032', '< 0.001', '1.000']);
});

test('of today the time is enough, of other days the date stands with it', () => {
  const noon = new Date(2026, 0, 2, 12, 3, 4);
  assert.equal(formatMoment(noon, new Date(2026, 0, 2, 23)), '12:03:04');
  assert.equal(formatMoment(noon, new Date(2026, 0, 3)), '2 Jan 2026, 12:03:04');
});

test('a name that is too long is cut, and says so', () => {
  assert.deepEqual([shorten('wind', 4), shorten('windy', 4)], ['wind', 'win…']);
});
