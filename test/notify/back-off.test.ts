import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backOffMs } from '../../src/notify/back-off.ts';

const MISSES = [1, 2, 3, 4, 5, 6, 100, 5000];
const CEILINGS = [500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000];

test('waits double from half a second to ten, and never exceed it', (t) => {
  t.mock.method(Math, 'random', () => 1);
  assert.deepEqual(MISSES.map(backOffMs), CEILINGS);
});

test('up to a half of a wait is left to chance', (t) => {
  t.mock.method(Math, 'random', () => 0);
  assert.deepEqual(
    MISSES.map(backOffMs),
    CEILINGS.map((ceiling) => ceiling / 2),
  );
});
