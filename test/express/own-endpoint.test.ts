import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { test } from 'node:test';
import { isAskedFor } from '../../src/express/handlers.ts';

/** Which of these targets an endpoint answers. */
function answered(endpoint: { path: string; hasPathsBelow?: boolean }, targets: readonly string[]): string[] {
  const own = { ...endpoint, endpoint: () => undefined };
  return targets.filter((url) => isAskedFor(own, { url } as IncomingMessage));
}

const TARGETS = [
  '/',
  '',
  '/page',
  '/page/',
  '/page?x=/',
  '/page/?x',
  '/page/api',
  '/page//',
  '/pages',
  '/Page',
  '/a/page',
];

test('an endpoint answers its path, a trailing slash and a query aside', () => {
  assert.deepEqual(answered({ path: '/page' }, TARGETS), ['/page', '/page/', '/page?x=/', '/page/?x']);
});

test('an endpoint with paths below answers them too, and no path that only begins alike', () => {
  assert.deepEqual(answered({ path: '/page', hasPathsBelow: true }, TARGETS), [
    '/page',
    '/page/',
    '/page?x=/',
    '/page/?x',
    '/page/api',
    '/page//',
  ]);
});
