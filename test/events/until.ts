import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

/** What has not happened by then never will. */
const MOST_WAIT_MS = 20_000;

/** Resolves when it is so: for work in the background, of which nobody tells when it is done. */
export async function until(isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + MOST_WAIT_MS;
  while (!isSo()) {
    assert.ok(performance.now() < deadline, 'it has not come to that');
    await pause(5);
  }
}
