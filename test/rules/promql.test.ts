import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binary, call, promqlDuration, promqlNumber, quote, ratio, series } from '../../src/rules/promql.ts';

test('durations are written as Prometheus writes them', () => {
  const seconds = [0.0001, 0.5, 1, 59.9996, 90, 600, 3600, 5400, 86_400, 259_200, 694_861.5];
  assert.deepEqual(seconds.map(promqlDuration), [
    ...['1ms', '500ms', '1s', '1m', '1m30s', '10m', '1h', '1h30m', '1d', '3d', '8d1h1m1s500ms'],
  ]);
});

test('numbers are written with six digits at most', () => {
  assert.deepEqual([0.1 + 0.2, 0.9 - 0.05, 1e-9, 123_456_789, -0.5].map(promqlNumber), [
    ...['0.3', '0.85', '1e-9', '123457000', '-0.5'],
  ]);
});

test('text is quoted with escapes that JSON, Go and YAML have in common', () => {
  assert.equal(
    quote('a "b" \\ \n\t\u0000\u007f\u0085\u2028\ufeff é 💥'),
    String.raw`"a \"b\" \\ \n\t\u0000\u007f\u0085\u2028\ufeff é 💥"`,
  );
  assert.equal(quote('half of \ud83d'), '"half of \ufffd"');
});

test('expressions stand on one line where they fit, and on several where they do not', () => {
  const long = series('model_predictions_total', [`model_name="${'x'.repeat(80)}"`]);
  assert.equal(ratio('a', 'b'), 'a / (b > 0)');
  assert.equal(binary(long, '/', 'b'), `${long}\n/ b`);
  assert.equal(call('sum ', long), `sum (\n  ${long}\n)`);
  assert.equal(call('clamp_min', 'a\n+ b', '0'), 'clamp_min(\n  a\n  + b,\n  0\n)');
});
