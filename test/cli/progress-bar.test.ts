import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProgressBar } from '../../src/cli/progress-bar.ts';

/** What a bar writes when it is told of 500,000 bytes every 60 milliseconds, of two million. */
function writtenTo(stream: { readonly isTTY?: boolean }): string[] {
  const written: string[] = [];
  let milliseconds = 0;
  const bar = new ProgressBar(
    { ...stream, write: (text) => written.push(text) },
    2_000_000,
    () => milliseconds,
  );
  for (let step = 0; step < 4; step += 1) {
    milliseconds += 60;
    bar.advance(500_000);
  }
  bar.clear();
  return written;
}

test('on a terminal a bar shows what has been read, ten times a second, and goes at the end', () => {
  assert.deepEqual(writtenTo({ isTTY: true }), [
    '\r\u001b[K[###############...............] 50 % (1.0 of 2.0 MB)',
    '\r\u001b[K[##############################] 100 % (2.0 of 2.0 MB)',
    '\r\u001b[K',
  ]);
});

test('nothing is written where nobody looks', () => {
  assert.deepEqual(writtenTo({ isTTY: false }), []);
  assert.deepEqual(writtenTo({}), []);
});
