import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NotifierFactory } from '../../src/domain/alert-event.ts';
import { alertLog } from '../../src/domain/alert-log.ts';
import { webhook } from '../../src/index.ts';
import { parseOptions } from '../../src/options/parse-options.ts';
import { problemsOf } from '../support/option-problems.ts';

const EXPECTED =
  'expected an array of webhook(url), slack(url), alertmanager(url), and functions (event) => void';

test('the log is told where nobody else is', () => {
  assert.deepEqual(parseOptions({}).notifiers, [alertLog]);
  assert.deepEqual(parseOptions({ notify: [] }).notifiers, []);
});

test('notifiers of any making are taken over, and a function is one', () => {
  const own: NotifierFactory = {
    name: 'pager',
    create: () => ({ name: 'pager', notify: () => {}, close: () => Promise.resolve() }),
  };
  const hook = webhook('http://localhost');
  const [first, second, third] = parseOptions({ notify: [own, hook, () => {}] }).notifiers;
  assert.deepEqual([first, second, third?.name], [own, hook, 'function']);
});

test('what cannot be told of anything is refused', () => {
  for (const [given, got] of [
    [{ name: 'pager' }, 'an object whose create is undefined'],
    [{ name: '', create: () => {} }, 'an object whose name is ""'],
    ['https://example.org', '"https://example.org"'],
  ] as const) {
    assert.deepEqual(problemsOf({ notify: [() => {}, given] }), [
      { path: 'notify', message: `${EXPECTED}, got ${got} at [1]` },
    ]);
  }
});
