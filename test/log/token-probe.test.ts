import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUILT_IN_TOKENS, type LogToken, MORGAN_TOKENS } from '../../src/log/built-in-tokens.ts';
import { answersAsMorgan } from '../../src/log/token-probe.ts';

test("each of morgan's tokens answers as morgan, and none as another", () => {
  for (const name of BUILT_IN_TOKENS) {
    const answering = BUILT_IN_TOKENS.filter((other) => answersAsMorgan(name, MORGAN_TOKENS[other]));
    // Both say that a time which never began is no number.
    const expected = name.endsWith('-time') ? ['response-time', 'total-time'] : [name];
    assert.deepEqual(answering, expected);
  }
});

test('usual replacements do not answer as morgan', () => {
  const { url, method } = MORGAN_TOKENS;
  const replacements: readonly (readonly [(typeof BUILT_IN_TOKENS)[number], unknown])[] = [
    ['url', ((req, res) => url(req, res)?.split('?')[0]?.toUpperCase()) satisfies LogToken],
    ['url', ((req) => req.originalUrl) satisfies LogToken],
    ['method', ((req, res) => method(req, res)?.toLowerCase()) satisfies LogToken],
    ['remote-addr', ((req) => req.headers['x-forwarded-for']?.toString() ?? req.ip) satisfies LogToken],
    ['remote-addr', ((req) => req.socket.remoteAddress) satisfies LogToken],
    [
      'remote-user',
      ((req, res) =>
        Reflect.get(req, 'user')?.name ?? MORGAN_TOKENS['remote-user'](req, res)) satisfies LogToken,
    ],
    ['date', (() => new Date(0).toISOString()) satisfies LogToken],
    ['user-agent', (() => undefined) satisfies LogToken],
    ['status', undefined],
    ['status', 'a format'],
  ];
  assert.deepEqual(
    replacements.filter(([name, token]) => answersAsMorgan(name, token)),
    [],
  );
});
