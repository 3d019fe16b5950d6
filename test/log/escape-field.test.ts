import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MORGAN_TOKENS } from '../../src/log/built-in-tokens.ts';
import { escapeField } from '../../src/log/escape-field.ts';
import { fakeExchange } from './fake-exchange.ts';
import { hostileText } from './hostile-text.ts';

test('control characters, line breaks, quotes and backslashes are escaped, all else stays', () => {
  const table = {
    'Mozilla/5.0 (X11)': 'Mozilla/5.0 (X11)',
    'say "hi"': 'say \\"hi\\"',
    'C:\\temp': 'C:\\\\temp',
    'a\r\nb\tc\bd\fe': 'a\\r\\nb\\tc\\bd\\fe',
    '\u0000\u001b\u007f\u009b\u2028\u2029': '\\u0000\\u001b\\u007f\\u009b\\u2028\\u2029',
    'caf\u00e9 \u{1f600}': 'caf\u00e9 \u{1f600}',
    '': '',
  };
  const escaped = Object.fromEntries(Object.keys(table).map((text) => [text, escapeField(text)]));
  assert.deepEqual(escaped, table);
});

test('any text is escaped as morgan escapes it', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const { req, res } = fakeExchange({ headers: { 'user-agent': text } });
      assert.equal(escapeField(text), MORGAN_TOKENS['user-agent'](req, res));
    }),
  );
});
