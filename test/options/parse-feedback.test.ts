import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FeedbackOptions, memoryStore } from '../../src/index.ts';
import { parseOptions } from '../../src/options/parse-options.ts';
import { problemsOf } from '../support/option-problems.ts';

const PATH = 'a plain path such as "/feedback": no pattern, no query, no "/" at its end';

test('feedback is off unless it is asked for', () => {
  const off = [{}, { feedback: undefined }, { feedback: false }].map((options) => parseOptions(options));
  assert.deepEqual(
    off.map(({ feedback }) => feedback),
    [undefined, undefined, undefined],
  );
});

test('feedback that is asked for has its defaults', () => {
  for (const feedback of [true, {}, { ttl: undefined, store: undefined }]) {
    const { store, ...defaults } = parseOptions({ feedback }).feedback ?? assert.fail('it is on');
    assert.deepEqual(defaults, {
      path: '/feedback',
      ttlSeconds: 7 * 24 * 3600,
      authorize: undefined,
      maxLabels: 1000,
    });
    assert.equal(typeof store.take, 'function');
  }
});

test('what is given is taken over', () => {
  const store = memoryStore();
  const authorize = (): boolean => true;
  const given: FeedbackOptions = { path: '/a/labels', ttl: '36h', store, authorize, maxLabels: 1 };
  assert.deepEqual(parseOptions({ feedback: given }).feedback, {
    path: '/a/labels',
    ttlSeconds: 36 * 3600,
    store,
    authorize,
    maxLabels: 1,
  });
});

test('every monitor has a store of its own unless it is given one', () => {
  const [first, second] = [true, true].map((feedback) => parseOptions({ feedback }).feedback?.store);
  assert.notEqual(first, second);
});

test('a time to live is a duration in any unit', () => {
  const seconds = [1.5, '500ms', '10s', '5m', '24h', '7d'].map(
    (ttl) => parseOptions({ feedback: { ttl } as FeedbackOptions }).feedback?.ttlSeconds,
  );
  assert.deepEqual(seconds, [1.5, 0.5, 10, 300, 86_400, 604_800]);
});

test('a path is one that a request can have', () => {
  const paths = ['feedback', '/', '/labels/', '/:tenant', '/a?b', '/a#b', '//a', '/a b', ''];
  assert.deepEqual(
    paths.map((path) => problemsOf({ feedback: { path } })),
    paths.map((path) => [
      { path: 'feedback.path', message: `expected ${PATH}, got ${JSON.stringify(path)}` },
    ]),
  );
  assert.deepEqual(problemsOf({ feedback: { path: '/a/b.c~d' } }), []);
});

test('labels are not taken where the metrics are shown', () => {
  const message = 'expected a path of its own, got that of the metrics: /x';
  assert.deepEqual(problemsOf({ metrics: { path: '/x' }, feedback: { path: '/x' } }), [
    { path: 'feedback', message },
  ]);
  assert.deepEqual(problemsOf({ metrics: false, feedback: { path: '/metrics' } }), []);
});

test('a store is looked at member by member, and may be of any class', () => {
  const store = memoryStore();
  const { put, size, close } = store;
  const members = { put, size, close };
  const expected =
    'memoryStore(), fileStore({ path }), redisStore({ url }), or an object with put, take, size and close';
  for (const [given, got] of [
    [memoryStore, 'a function whose put is undefined'],
    ['redis://localhost', '"redis://localhost"'],
    [members, 'an object whose take is undefined'],
    [{ ...members, take: 'all' }, 'an object whose take is "all"'],
  ] as const) {
    assert.deepEqual(problemsOf({ feedback: { store: given } }), [
      { path: 'feedback.store', message: `expected ${expected}, got ${got}` },
    ]);
  }
  assert.deepEqual(problemsOf({ feedback: { store } }), []);
});

test('a name that is unknown is told, with the nearest right one', () => {
  assert.deepEqual(problemsOf({ feedback: { tll: '7d', maxlabels: 5, limit: 1 } }), [
    { path: 'feedback.tll', message: 'unknown option; did you mean ttl?' },
    { path: 'feedback.maxlabels', message: 'unknown option; did you mean maxLabels?' },
    { path: 'feedback.limit', message: 'unknown option' },
  ]);
});
