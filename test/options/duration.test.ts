import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secondsOf } from '../../src/domain/duration.ts';
import { duration } from '../../src/options/duration.ts';

test('a duration is a number of seconds, or a number with its unit', () => {
  const seconds = { '500ms': 0.5, '10s': 10, '5m': 300, '24h': 86_400, '7d': 604_800, '1.5h': 5400 };
  for (const [text, expected] of Object.entries(seconds)) {
    assert.ok(duration.accepts(text), text);
    assert.equal(secondsOf(text), expected);
  }
  assert.ok(duration.accepts(0.25));
  assert.equal(secondsOf(0.25), 0.25);
});

test('nothing else is a duration', () => {
  const refused: readonly unknown[] = [
    ...[0, -0, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 10n],
    ...['0s', '-1s', '+1s', '1w', '1y', '1', '', ' 5m', '5m ', '5 m', '5M', '1e3s', '0x10s', '.5s', '1.s'],
    ...['5m\n', '5mm', '5ms5', 'ms', 'NaNs', 'Infinityd', `${'9'.repeat(400)}d`, '1h30m', '٣s'],
    ...[null, undefined, true, [], ['5m'], {}, new Date(0), { valueOf: () => 5 }, () => 5],
  ];
  assert.deepEqual(
    refused.filter((value) => duration.accepts(value)),
    [],
  );
});
