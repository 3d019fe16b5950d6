import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOptions } from '../../src/options/parse-options.ts';
import { problemsOf } from '../support/option-problems.ts';

test('the page is off unless it is asked for', () => {
  const off = [{}, { dashboard: undefined }, { dashboard: false }].map((options) => parseOptions(options));
  assert.deepEqual(
    off.map(({ dashboard }) => dashboard),
    [undefined, undefined, undefined],
  );
});

test('a page that is asked for has its defaults, and takes over what is given', () => {
  const authorize = (): boolean => true;
  const given = [true, {}, { path: undefined }, { path: '/ops/models', authorize }];
  assert.deepEqual(
    given.map((dashboard) => parseOptions({ dashboard }).dashboard),
    [
      { path: '/monitor', authorize: undefined },
      { path: '/monitor', authorize: undefined },
      { path: '/monitor', authorize: undefined },
      { path: '/ops/models', authorize },
    ],
  );
});

test('the page has a path of its own', () => {
  const taken = (owner: string, path: string) => [
    { path: 'dashboard', message: `expected a path of its own, got that of the ${owner}: ${path}` },
  ];
  assert.deepEqual(problemsOf({ dashboard: { path: '/metrics' } }), taken('metrics', '/metrics'));
  const feedback = { path: '/monitor' };
  assert.deepEqual(problemsOf({ feedback, dashboard: true }), taken('feedback', '/monitor'));
  assert.deepEqual(problemsOf({ metrics: false, dashboard: { path: '/metrics' } }), []);
  assert.deepEqual(problemsOf({ feedback: { path: '/monitor/labels' }, dashboard: true }), []);
});
