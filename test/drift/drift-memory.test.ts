import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ModelDrift } from '../../src/domain/model-drift.ts';
import { Baseline } from '../../src/index.ts';

const FEATURES = 100;
const WINDOW_SECONDS = 3600;
const VERSIONS = 20;
/** As stated in docs/drift.md. */
const MOST_KILOBYTES = Number(
  /a test holds it\s+below (\d+)/.exec(readFileSync('docs/drift.md', 'utf8'))?.[1],
);
const MOST_TURNS = 1000;
const TURNS_OF_REST = 50;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function kilobytesInArrays(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers / 1000;
}

/** What is still there when all that is not used has gone, which takes some turns. */
async function settled(most: number): Promise<number> {
  for (let turn = 0; turn < MOST_TURNS && kilobytesInArrays() > most; turn += 1) await nextTurn();
  return kilobytesInArrays();
}

/** What was loaded leaves buffers behind, which go some turns later. */
async function atRest(): Promise<number> {
  let least = kilobytesInArrays();
  for (let turn = 0; turn < TURNS_OF_REST; turn += 1) {
    await nextTurn();
    const now = kilobytesInArrays();
    if (now < least) turn = 0;
    least = Math.min(least, now);
  }
  return least;
}

function rowOf(row: number): Record<string, number> {
  return Object.fromEntries(
    Array.from({ length: FEATURES }, (_, index) => [`f${index}`, (row * 7 + index) % 100]),
  );
}

test(`100 features in ten bins over an hour take less than ${MOST_KILOBYTES} kB of counts a version`, async (t) => {
  const rows = Array.from({ length: 100 }, (_, row) => ({ features: rowOf(row) }));
  const baseline = Baseline.fromRows(rows, { createdAt: new Date(0) });
  assert.ok(baseline.features.every(({ counts }) => counts.length === 10));
  let seconds = 0;
  const window = { windowSeconds: WINDOW_SECONDS, retentionSeconds: WINDOW_SECONDS, now: () => seconds };
  const before = await atRest();
  const drifts = Array.from({ length: VERSIONS }, () => new ModelDrift(baseline, window));
  // Two hours, and a look at the window a minute: every slot is in use, and what is kept of a look too.
  for (; seconds < 2 * WINDOW_SECONDS; seconds += 60) {
    for (const drift of drifts) {
      drift.add({ features: rowOf(seconds), meaning: { kind: 'class', name: 'a' }, scores: undefined });
      drift.window();
    }
  }
  const kilobytes = ((await settled(before + VERSIONS * MOST_KILOBYTES)) - before) / VERSIONS;
  t.diagnostic(`${kilobytes.toFixed(1)} kB`);
  assert.ok(kilobytes > 100 && kilobytes < MOST_KILOBYTES, `${kilobytes} kB`);
  assert.equal(drifts.at(-1)?.window().comparisons.length, FEATURES);
});
