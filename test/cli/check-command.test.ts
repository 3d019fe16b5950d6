import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf, daysIn, folderOf, jsonLinesOf, runCommand } from './command-run.ts';

test("another city's weather has drifted, one's own has not", async (t) => {
  const path = folderOf(t, { 'seattle.csv': daysIn('Seattle'), 'new-york.csv': daysIn('New York') });
  const baseline = path('baseline.json');
  const flags = ['--truth', 'weather', '--ignore', 'date,location'];
  await runCommand('baseline', path('seattle.csv'), ...flags, '-o', baseline);
  assert.deepEqual(await runCommand('check', baseline, path('new-york.csv')), {
    exitCode: 1,
    stdout: `feature        verdict     psi  threshold  rows  missing  unseen  out of range
precipitation  stable   0.0549     0.1000  1461    0.0 %       -         0.4 %
temp_max       drifted  0.2403     0.1000  1461    0.0 %       -         2.7 %
temp_min       drifted  0.6691     0.1000  1461    0.0 %       -        24.3 %
wind           drifted  1.1274     0.1000  1461    0.0 %       -         2.3 %
`,
    stderr: '3 of 4 features drifted\n',
  });
  const same = await runCommand('check', baseline, path('seattle.csv'), path('seattle.csv'));
  assert.deepEqual([same.exitCode, same.stderr], [0, '0 of 4 features drifted\n']);
  const chosen = await runCommand(
    'check',
    baseline,
    path('new-york.csv'),
    '--features',
    'precipitation,wind',
    '--ignore',
    'wind',
  );
  assert.deepEqual([chosen.exitCode, chosen.stderr], [0, '0 of 1 features drifted\n']);
});

test('all figures of a check are there as JSON', async (t) => {
  const before = Array.from({ length: 120 }, (_, index) => ({
    size: index,
    kind: index % 2 === 0 ? 'a' : 'b',
    said: 'no',
  }));
  const after = Array.from({ length: 40 }, (_, index) => ({
    size: index < 4 ? null : index < 6 ? 'big' : 200 + index,
    kind: index < 10 ? 'new' : 'a',
    said: index < 20 ? 'yes' : 'no',
  }));
  const path = folderOf(t, { 'before.jsonl': jsonLinesOf(before), 'after.jsonl': jsonLinesOf(after) });
  await runCommand(
    ...[
      'baseline',
      path('before.jsonl'),
      '--prediction',
      'said',
      '--model',
      'm',
      '-o',
      path('baseline.json'),
    ],
  );
  const { exitCode, stdout, stderr } = await runCommand(
    ...['check', path('baseline.json'), path('after.jsonl'), '--prediction', 'said', '--json'],
  );
  assert.deepEqual({ exitCode, stderr }, { exitCode: 1, stderr: '3 of 3 features drifted\n' });
  const { features, ...report } = JSON.parse(stdout);
  assert.deepEqual(report, {
    schema: 'express-model-monitor/check@1',
    model: 'm',
    rows: 40,
    baselineRows: 120,
    drifted: ['size', 'kind', '@prediction'],
  });
  const [size, kind, said] = features;
  const expected = { verdict: 'drifted', baselineRows: 120, missing: 0, invalid: 0 };
  assert.deepEqual(withoutDistances(size), {
    ...{ ...expected, name: 'size', type: 'numeric', rows: 34 },
    ...{ missing: 4 / 40, invalid: 2 / 40, outOfRange: 1, linf: 0.9, ks: 0.8999999999999999 },
  });
  assert.deepEqual(withoutDistances(kind), {
    ...{ ...expected, name: 'kind', type: 'categorical', rows: 40, unseen: 10 / 40, linf: 0.5 },
  });
  assert.deepEqual(withoutDistances(said), {
    ...{ ...expected, name: '@prediction', type: 'categorical', rows: 40, unseen: 20 / 40, linf: 0.5 },
  });
  // Bins a, b and unseen: (count + 1/2) / (rows + 3/2) of 60, 60, 0 and of 30, 0, 10.
  const shares = [
    [60, 60, 0],
    [30, 0, 10],
  ].map((counts) => {
    const rows = counts.reduce((sum, count) => sum + count, 0);
    return counts.map((count) => (count + 0.5) / (rows + 1.5));
  });
  const [p = [], q = []] = shares;
  const psi = p.reduce(
    (sum, share, bin) => sum + ((q[bin] ?? 0) - share) * Math.log((q[bin] ?? 0) / share),
    0,
  );
  assert.ok(Math.abs(kind.psi - psi) < 1e-12);
  assert.ok(Math.abs(kind.threshold - 13.815510557964274 * (1 / 40 + 1 / 120)) < 1e-9);
});

/** Without the figures that the tests of the distances are for. */
function withoutDistances(feature: Record<string, unknown>): Record<string, unknown> {
  const { psi, js, hellinger, threshold, ...rest } = feature;
  assert.ok([psi, js, hellinger, threshold].every((figure) => typeof figure === 'number' && figure > 0));
  return rest;
}

test('below thirty rows nothing is said, which is no finding', async (t) => {
  const rows = (count: number, kind: string): string =>
    csvOf(Array.from({ length: count }, () => ({ kind })));
  const path = folderOf(t, {
    'before.csv': rows(100, 'a'),
    'after.csv': rows(29, 'b'),
    'more.csv': rows(1, 'b'),
  });
  await runCommand('baseline', path('before.csv'), '-o', path('baseline.json'));
  const { exitCode, stdout } = await runCommand('check', path('baseline.json'), path('after.csv'));
  assert.equal(exitCode, 0);
  assert.match(stdout, /^kind +not enough rows +\d/m);
  const more = await runCommand('check', path('baseline.json'), path('after.csv'), path('more.csv'));
  assert.equal(more.exitCode, 1);
});

test('a cell is the category that the baseline has, however it was read there', async (t) => {
  const cells = Array.from({ length: 60 }, (_, index) => ({
    code: index % 2 === 0 ? '007' : '7',
    size: '1.0',
  }));
  const path = folderOf(t, { 'rows.csv': csvOf(cells) });
  for (const flags of [[], ['--categorical', 'code'], ['--categorical', 'code,size']]) {
    await runCommand('baseline', path('rows.csv'), ...flags, '-o', path('baseline.json'));
    const { exitCode, stdout } = await runCommand('check', path('baseline.json'), path('rows.csv'));
    assert.equal(exitCode, 0);
    assert.match(stdout, /^code +stable +0\.0000 .* 0\.0 % +-$/m);
    assert.match(stdout, /^size +stable +0\.0000 .* 0\.0 % +-$/m);
  }
});

test('scores and outputs are compared where rows have some', async (t) => {
  const rows = (late: number): Record<string, unknown>[] =>
    Array.from({ length: 200 }, (_, index) => {
      const p = ((index * 7) % 100) / 100;
      return { x: index, p: p + (1 - p) * late, q: 1 - p - (1 - p) * late, said: p < 0.5 ? 'no' : 'yes' };
    });
  const path = folderOf(t, { 'before.csv': csvOf(rows(0)), 'after.csv': csvOf(rows(0.5)) });
  const columns = ['--prediction', 'said', '--ignore', 'q'];
  await runCommand(
    ...[
      'baseline',
      path('before.csv'),
      ...columns,
      '--score',
      'yes=p',
      '--score',
      'no=q',
      '-o',
      path('baseline.json'),
    ],
  );
  const drifted = async (...flags: string[]): Promise<unknown> => {
    const { stdout } = await runCommand(
      'check',
      path('baseline.json'),
      path('after.csv'),
      '--json',
      ...flags,
    );
    return JSON.parse(stdout).features.map(
      ({ name, verdict }: Record<string, string>) => `${name} ${verdict}`,
    );
  };
  assert.deepEqual(await drifted(), ['x stable']);
  assert.deepEqual(await drifted('--prediction', 'said'), ['x stable', '@prediction stable']);
  assert.deepEqual(await drifted('--score', 'p'), ['x stable', '@score:yes drifted']);
  assert.deepEqual(await drifted('--score', 'yes=p', '--score', 'no=q'), ['x stable', '@score:yes drifted']);
});
