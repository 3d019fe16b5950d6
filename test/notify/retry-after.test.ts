import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryAfterMs } from '../../src/notify/retry-after.ts';
import { START } from './alert-events.ts';

const CASES: readonly (readonly [header: string | undefined, wait: number])[] = [
  [undefined, 0],
  ['', 0],
  ['0', 0],
  ['30', 30_000],
  ['300', 300_000],
  ['301', 300_000],
  ['9'.repeat(400), 300_000],
  ['-5', 0],
  ['soon', 0],
  ['Mon, 23 Nov 2026 10:36:59 GMT', 40_000],
  ['Mon, 23 Nov 2026 10:00:00 GMT', 0],
  ['Tue, 24 Nov 2026 10:36:19 GMT', 300_000],
];

for (const [header, wait] of CASES) {
  test(`Retry-After ${header?.slice(0, 30) ?? 'left out'} is a wait of ${wait} ms`, () => {
    assert.equal(retryAfterMs(header, START), wait);
  });
}
