import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { test } from 'node:test';
import { basicAuth, bearerToken, challengeOf } from '../../src/endpoint/authorize.ts';

function request(authorization?: string): IncomingMessage {
  return { headers: authorization === undefined ? {} : { authorization } } as IncomingMessage;
}

const BASIC = Buffer.from('ops:päss:word').toString('base64');

test('the right token is let in, whatever the case of its scheme', () => {
  const authorize = bearerToken('s3cret');
  for (const right of ['Bearer s3cret', 'bearer s3cret', 'BEARER s3cret', 'Bearer   s3cret']) {
    assert.equal(authorize(request(right)), true, right);
  }
});

test('anything else is refused', () => {
  const authorize = bearerToken('s3cret');
  const wrong = [
    '',
    'Bearer',
    'Bearer ',
    'Bearer s3cre',
    'Bearer s3cret ',
    'Bearer S3CRET',
    's3cret',
    'Basic s3cret',
  ];
  for (const authorization of wrong) assert.equal(authorize(request(authorization)), false, authorization);
  assert.equal(authorize(request()), false);
});

test('the right name and password are let in, others not', () => {
  const authorize = basicAuth('ops', 'päss:word');
  assert.equal(authorize(request(`Basic ${BASIC}`)), true);
  assert.equal(authorize(request(`basic ${BASIC}`)), true);
  for (const pair of ['ops:', 'ops:password', ':päss:word', 'ops', '']) {
    assert.equal(authorize(request(`Basic ${Buffer.from(pair).toString('base64')}`)), false, pair);
  }
});

test('an empty secret is an error where it is given', () => {
  const empty = [undefined, null, '', '  '] as string[];
  for (const secret of empty) {
    assert.throws(() => bearerToken(secret), {
      name: 'TypeError',
      message: /^bearerToken\(secret\) has to be/,
    });
    assert.throws(() => basicAuth(secret, 'x'), {
      name: 'TypeError',
      message: /^basicAuth\(user\) has to be/,
    });
    assert.throws(() => basicAuth('x', secret), { name: 'TypeError', message: /^basicAuth\(password\) has/ });
  }
  assert.throws(() => basicAuth('a:b', 'x'), TypeError);
});

test('what a refusal asks for is what would be let in; of a function of the user it is a token', () => {
  const challenges = [bearerToken('x'), basicAuth('ops', 'x'), () => false].map(challengeOf);
  assert.deepEqual(challenges, [
    'Bearer realm="express-model-monitor"',
    'Basic realm="express-model-monitor", charset="UTF-8"',
    'Bearer realm="express-model-monitor"',
  ]);
  const own = Object.assign(() => false, { challenge: 'Negotiate' });
  assert.equal(challengeOf(own), 'Negotiate');
});

test('a wrong secret of any length is compared as a whole, by digests of one length', (t) => {
  const compared: number[][] = [];
  const { timingSafeEqual } = crypto;
  t.mock.method(crypto, 'timingSafeEqual', (a: Buffer, b: Buffer) => {
    compared.push([a.length, b.length]);
    return timingSafeEqual(a, b);
  });
  syncBuiltinESMExports();
  t.after(() => {
    t.mock.restoreAll();
    syncBuiltinESMExports();
  });
  const authorize = bearerToken('s3cret');
  const given = ['', 'Bearer s', 'Bearer s3cret', `Bearer ${'s'.repeat(10_000)}`];
  assert.deepEqual(
    given.map((authorization) => authorize(request(authorization))),
    [false, false, true, false],
  );
  assert.deepEqual(
    compared,
    given.map(() => [32, 32]),
  );
});
