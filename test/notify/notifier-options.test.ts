import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NotifierFactory } from '../../src/domain/alert-event.ts';
import { alertmanager } from '../../src/notify/alertmanager.ts';
import { type NotifierOptions, readNotifierOptions } from '../../src/notify/notifier-options.ts';
import { slack } from '../../src/notify/slack.ts';
import { webhook } from '../../src/notify/webhook.ts';

const URL_TEXT = 'https://hooks.example.com/services/T0/B0/s3cret';

/** The lines of what is thrown, without the first; empty when nothing is. */
function problemsOf(url: unknown, options?: unknown): readonly string[] {
  try {
    readNotifierOptions('webhook', url as string, options as NotifierOptions);
    return [];
  } catch (error) {
    assert.ok(error instanceof TypeError);
    const [first, ...lines] = error.message.split('\n');
    const count = lines.length === 1 ? '1 problem' : `${lines.length} problems`;
    assert.equal(first, `the options of webhook have ${count}:`);
    return lines.map((line) => line.trim());
  }
}

test('what is left out has its default', () => {
  const { url, ...settings } = readNotifierOptions('webhook', URL_TEXT);
  assert.equal(url.href, URL_TEXT);
  assert.deepEqual(settings, {
    name: 'webhook',
    headers: {},
    timeoutMs: 10_000,
    queueLength: 1000,
    retryForMs: 900_000,
    link: '',
  });
});

test('what is given is taken, durations as seconds or with a unit', () => {
  const headers = { Authorization: 'Bearer x' };
  const link = 'http://ml.example.com';
  const given = { name: 'team-b', headers, timeout: 2.5, queueLength: 7, retryFor: '1h', link } as const;
  const { url, ...settings } = readNotifierOptions('webhook', URL_TEXT, given);
  assert.equal(url.href, URL_TEXT);
  assert.deepEqual(settings, {
    name: 'team-b',
    headers,
    timeoutMs: 2500,
    queueLength: 7,
    retryForMs: 3_600_000,
    link,
  });
});

test('each kind is called by its own name until it is given another', () => {
  const kinds: readonly ((url: string, options?: NotifierOptions) => NotifierFactory)[] = [
    webhook,
    slack,
    alertmanager,
  ];
  assert.deepEqual(
    kinds.flatMap((kind) => [kind(URL_TEXT).name, kind(URL_TEXT, { name: 'b' }).name]),
    ['webhook', 'b', 'slack', 'b', 'alertmanager', 'b'],
  );
});

const NO_URL = 'url: expected an address that begins with http:// or https://';

for (const url of [
  '',
  'hooks.example.com',
  'ftp://example.com',
  'http://',
  'http://a:%zz@b',
  undefined,
  7,
  new URL(URL_TEXT),
]) {
  test(`no address: ${String(url)}`, () => assert.deepEqual(problemsOf(url), [NO_URL]));
}

const DURATION = 'a number of seconds, or a string like';

test('everything that is wrong is said at once, and no value', () => {
  const secret = 's3cret';
  const options = {
    headers: {
      [`bad ${secret}`]: '1',
      'X-Break': `${secret}\r\nX-Other: 1`,
      'X-Number': 1,
      'Content-Length': secret,
    },
    timeout: secret,
    queueLength: 0,
    retryFor: '15 minutes',
    name: `a name with ${secret}`,
    link: `javascript:${secret}`,
    retryfor: 1,
    colour: secret,
    toString: 1,
  };
  assert.deepEqual(problemsOf(secret, options), [
    NO_URL,
    'headers: a name is not that of a header',
    'headers.X-Break: expected a text without line breaks',
    'headers.X-Number: expected a text without line breaks',
    'headers.Content-Length: is set by the request itself',
    `timeout: expected a duration above 0 and of at most an hour: ${DURATION} "500ms", "10s", "5m"`,
    'queueLength: expected a whole number from 1 to 100000',
    `retryFor: expected a duration above 0: ${DURATION} "10s", "15m", "24h"`,
    'name: expected 1 to 64 of the characters A-Z a-z 0-9 . _ : @ -',
    'link: expected an address that begins with http:// or https://',
    'retryfor: unknown option; did you mean retryFor?',
    'colour: unknown option',
    'toString: unknown option',
  ]);
});

const WRONG: Readonly<Record<keyof NotifierOptions, readonly unknown[]>> = {
  headers: [null, 'X: 1', [], 7],
  timeout: [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '1h1m', '61m', '0s', '5', null, true],
  queueLength: [0, 1.5, 100_001, '5', Number.NaN, null],
  retryFor: [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '', 'forever', null],
  name: ['', 'a b', 'a\n', 'x'.repeat(65), 7, null],
  link: ['', 'ml.example.com', 'file:///etc', 7, null],
};

for (const [name, values] of Object.entries(WRONG)) {
  test(`${name} takes nothing else`, () => {
    const found = values.map((value) => problemsOf(URL_TEXT, { [name]: value }));
    assert.deepEqual(
      found.map((problems) => problems.map((problem) => problem.startsWith(`${name}: expected `))),
      values.map(() => [true]),
    );
  });
}

test('an option that is undefined is left out', () => {
  const names = Object.keys(WRONG);
  const options = Object.fromEntries(names.map((name) => [name, undefined]));
  assert.deepEqual(readNotifierOptions('slack', URL_TEXT, options), readNotifierOptions('slack', URL_TEXT));
});

for (const options of [null, 'name', URL_TEXT, [], 7]) {
  test(`no options: ${JSON.stringify(options)}`, () => {
    assert.deepEqual(problemsOf(URL_TEXT, options), ['options: expected an object']);
  });
}
