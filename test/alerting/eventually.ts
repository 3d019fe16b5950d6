import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

const DEADLINE_MS = 40_000;
const PAUSE_MS = 100;

/** Resolves when `look` sees what is expected; fails with the difference when it does not in time. */
export async function eventually<T>(look: () => T | Promise<T>, expected: T): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  let seen = await look();
  while (!isDeepStrictEqual(seen, expected) && performance.now() < deadline) {
    await delay(PAUSE_MS);
    seen = await look();
  }
  assert.deepEqual(seen, expected);
}
