import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { isSampled } from '../../src/events/sampling.ts';
import { runProgram } from '../support/programs.ts';

const SHARES = [0.001, 0.01, 0.1, 0.5, 0.9];

/** Ids as they come: random ones, and those that somebody counts up. */
const KINDS: Readonly<Record<string, (index: number) => string>> = {
  'random ids': () => randomUUID(),
  'ids that are counted up': (index) => `request-${index}`,
  'plain numbers': String,
};

for (const [kind, idOf] of Object.entries(KINDS)) {
  test(`a sample is as large as it was asked for: ${kind}`, () => {
    const n = 40_000;
    const ids = Array.from({ length: n }, (_, index) => idOf(index));
    for (const share of SHARES) {
      const sampled = ids.filter((id) => isSampled(id, share)).length;
      // Five standard deviations of a fair draw: once in 1.7 million such tests by chance.
      const tolerance = 5 * Math.sqrt(n * share * (1 - share));
      assert.ok(Math.abs(sampled - n * share) < tolerance, `${sampled} of ${n} for ${share}`);
    }
  });
}

test('everything is in a sample of 1, and nothing in one of 0', () => {
  const ids = Array.from({ length: 1000 }, () => randomUUID());
  assert.deepEqual(
    [0, 1].map((share) => ids.filter((id) => isSampled(id, share)).length),
    [0, 1000],
  );
});

test('a larger sample holds the smaller one', () => {
  const ids = Array.from({ length: 5000 }, (_, index) => `p${index}`);
  const sample = (share: number): string[] => ids.filter((id) => isSampled(id, share));
  const larger = new Set(sample(0.2));
  assert.deepEqual(
    sample(0.1).filter((id) => !larger.has(id)),
    [],
  );
});

test('the rows of a request are in or out together, and so is a label that names one of them', () => {
  const split = Array.from({ length: 500 }, (_, index) => `batch-${index}`).filter((id) => {
    const rows = [id, `${id}#0`, `${id}#1`, `${id}#999`].map((row) => isSampled(row, 0.5));
    return new Set(rows).size !== 1;
  });
  assert.deepEqual(split, []);
});

test('every process samples the same ids', async () => {
  const module = new URL('../../src/events/sampling.ts', import.meta.url);
  const script = `
    import { isSampled } from ${JSON.stringify(module.href)};
    console.log(Array.from({ length: 200 }, (_, index) => 'id-' + index).filter((id) => isSampled(id, 0.1)).join());
  `;
  const options = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { stdout, stderr } = await runProgram(process.execPath, options);
  const here = Array.from({ length: 200 }, (_, index) => `id-${index}`).filter((id) => isSampled(id, 0.1));
  assert.equal(stdout.trim(), here.join(), stderr);
  // As it has always been: a log that goes on after an update has the same sample.
  assert.deepEqual(here.slice(0, 4), ['id-1', 'id-8', 'id-30', 'id-36']);
});
