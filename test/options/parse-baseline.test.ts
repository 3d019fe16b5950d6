import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Baseline } from '../../src/domain/baseline.ts';
import type { ModelMonitorOptions } from '../../src/options/model-monitor-options.ts';
import { parseOptions } from '../../src/options/parse-options.ts';
import { problemsOf } from '../support/option-problems.ts';

const folder = mkdtempSync(join(tmpdir(), 'baselines-'));
after(() => rmSync(folder, { recursive: true }));

const EXPECTED =
  'expected the path of a baseline file, a baseline, { learn: rows }, an array of these, or an object of them by "model" or "model@version"';

function baselineFor(scope: { model?: string; version?: string }): Baseline {
  const rows = Array.from({ length: 40 }, (_, row) => ({ features: { size: row } }));
  return Baseline.fromRows(rows, { createdAt: new Date(0), ...scope });
}

function fileOf(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** For which of these versions there is a baseline, or a rule to learn one. */
function foundBy(baseline: ModelMonitorOptions['baseline']): Record<string, string> {
  const { baselines } = parseOptions({ baseline });
  const versions = [
    ['a', '1'],
    ['a', '2'],
    ['b', '1'],
  ] as const;
  const found = versions.map(([model, version]) => {
    const source = baselines.sourceFor(model, version);
    if (source === undefined) return [`${model}@${version}`, 'none'];
    if ('learn' in source) return [`${model}@${version}`, `learn ${source.learn.rows}`];
    const { model: ofModel = 'any', version: ofVersion = 'any' } = source.baseline;
    return [`${model}@${version}`, `${ofModel}@${ofVersion}`];
  });
  return Object.fromEntries(found);
}

const A = baselineFor({ model: 'a' });
const A2 = baselineFor({ model: 'a', version: '2' });
const ANY = baselineFor({});

test('a baseline is for the model and version it names, one without names for all', () => {
  assert.deepEqual(foundBy(undefined), { 'a@1': 'none', 'a@2': 'none', 'b@1': 'none' });
  assert.deepEqual(foundBy(ANY), { 'a@1': 'any@any', 'a@2': 'any@any', 'b@1': 'any@any' });
  assert.deepEqual(foundBy(A), { 'a@1': 'a@any', 'a@2': 'a@any', 'b@1': 'none' });
  assert.deepEqual(foundBy([A2, A, ANY]), { 'a@1': 'a@any', 'a@2': 'a@2', 'b@1': 'any@any' });
});

test('a file holds one baseline or a list of them', () => {
  assert.deepEqual(foundBy(fileOf('one.json', A2)), { 'a@1': 'none', 'a@2': 'a@2', 'b@1': 'none' });
  const list = fileOf('list.json', [A2, baselineFor({ model: 'b' })]);
  assert.deepEqual(foundBy(list), { 'a@1': 'none', 'a@2': 'a@2', 'b@1': 'b@any' });
});

test('names in the options go before those in the baseline', () => {
  assert.deepEqual(foundBy({ 'b@1': A2, a: ANY }), { 'a@1': 'any@any', 'a@2': 'any@any', 'b@1': 'a@2' });
});

test('a rule to learn is for what has no baseline of its own, nor one that was learned before', () => {
  assert.deepEqual(foundBy({ learn: 500 }), { 'a@1': 'learn 500', 'a@2': 'learn 500', 'b@1': 'learn 500' });
  const file = fileOf('learned.json', A2);
  assert.deepEqual(foundBy({ learn: 500, file }), { 'a@1': 'learn 500', 'a@2': 'a@2', 'b@1': 'learn 500' });
  const missing = join(folder, 'not-there-yet.json');
  assert.equal(foundBy({ learn: 500, file: missing })['a@2'], 'learn 500');
  assert.deepEqual(foundBy({ a: { learn: 7 } }), { 'a@1': 'learn 7', 'a@2': 'learn 7', 'b@1': 'none' });
});

test('what limits put together under @other has no baseline', () => {
  const { baselines } = parseOptions({ baseline: ANY });
  assert.deepEqual(
    [baselines.sourceFor('a', '@other'), baselines.sourceFor('@other', '@other')],
    [undefined, undefined],
  );
});

const WRONG: readonly (readonly [sentence: string, baseline: unknown, problems: readonly object[]])[] = [
  ['a number', 7, [{ path: 'baseline', message: `${EXPECTED}, got 7` }]],
  [
    'a file that is not there',
    '/nowhere/baseline.json',
    [
      {
        path: 'baseline',
        message: "could not be read: ENOENT: no such file or directory, open '/nowhere/baseline.json'",
      },
    ],
  ],
  [
    'two for one scope',
    [A, A],
    [{ path: 'baseline[1]', message: 'expected one baseline for each model version, got two' }],
  ],
  [
    'a wrong member deep in a list',
    [ANY, { ...A, rows: -1 }],
    [{ path: 'baseline[1].rows', message: 'expected a whole number >= 0, got -1' }],
  ],
  [
    'a rule to learn with wrong members',
    { learn: 0, fiel: 'x' },
    [
      { path: 'baseline.learn', message: 'expected a whole number of at least 1, got 0' },
      { path: 'baseline.fiel', message: 'unknown option; did you mean file?' },
    ],
  ],
  ['a name with a wrong value', { a: 7 }, [{ path: 'baseline.a', message: `${EXPECTED}, got 7` }]],
];

for (const [sentence, baseline, problems] of WRONG) {
  test(`${sentence} is refused with its path`, () => {
    assert.deepEqual(problemsOf({ baseline } as ModelMonitorOptions), problems);
  });
}

test('a file without JSON is refused with its reason', () => {
  const [problem] = problemsOf({ baseline: fileOf('broken.json', '{') });
  assert.match(problem?.message ?? '', /^could not be read: .*JSON/);
});

test('what cannot be looked at is a problem of its place', () => {
  const refuse = (): never => assert.fail('sealed');
  const sealed = new Proxy(
    {},
    { ownKeys: refuse, getOwnPropertyDescriptor: refuse, has: refuse, get: refuse },
  );
  for (const [path, baseline] of Object.entries({
    baseline: sealed,
    'baseline[0]': [sealed],
    'baseline.a': { a: sealed },
  })) {
    assert.deepEqual(problemsOf({ baseline } as unknown as ModelMonitorOptions), [
      { path, message: 'could not be read: sealed' },
    ]);
  }
});
