import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Baseline } from '../../src/index.ts';
import { stopMonitorTime } from '../support/monitored-time.ts';
import { dashboardApp } from './dashboard-app.ts';

const DOCUMENT = readFileSync('docs/api.md', 'utf8');

/** The parts of the document, by the member that they are about. */
const PARTS = [
  '## Snapshot',
  '### Model versions',
  '### Drift',
  '### Versions compared',
  '### Alerts',
  '## Series',
];

/** The members that a part of the document names. */
function documented(part: string): ReadonlySet<string> {
  const start = DOCUMENT.indexOf(`\n${part}`);
  const next = PARTS[PARTS.indexOf(part) + 1];
  const text = DOCUMENT.slice(start, next === undefined ? undefined : DOCUMENT.indexOf(`\n${next}`));
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  return new Set(rows.flatMap((row) => row.match(/(?<=`)[\w.[\]]+(?=`)/g) ?? []));
}

/** The path of every value in some JSON; members that are keyed by data count as one. */
function pathsIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || KEYED_BY_DATA.has(path)) return [path];
  if (Array.isArray(value)) {
    const isList = value.length > 0 && value.every((item) => typeof item !== 'object' || Array.isArray(item));
    return isList ? [path] : value.flatMap((item) => pathsIn(item, `${path}[]`));
  }
  return Object.entries(value).flatMap(([name, member]) =>
    pathsIn(member, path === '' ? name : `${path}.${name}`),
  );
}

const KEYED_BY_DATA: ReadonlySet<string> = new Set(['faults', 'total.unread']);

function assertDocumented(part: string, values: readonly unknown[]): void {
  const known = documented(part);
  const paths = new Set(values.flatMap((value) => pathsIn(value)));
  assert.ok(paths.size > 2, part);
  assert.deepEqual([...paths].filter((path) => !known.has(path)).sort(), [], part);
}

const ROWS = Array.from({ length: 200 }, (_, index) => {
  const score = (index % 10) / 10;
  return {
    features: { size: index / 7, kind: `k${index % 3}` },
    scores: [1 - score, score],
    truth: index % 10 < 4 ? 'no' : 'yes',
  };
});

test('every member of the JSON is in docs/api.md', async (t) => {
  const baseline = Baseline.fromRows(ROWS, { createdAt: new Date(0), classes: ['no', 'yes'] });
  const pass = stopMonitorTime(t);
  const app = await dashboardApp(t, { baseline, feedback: true, alerts: true, model: 'm' });
  for (const version of ['1', '2']) app.monitor.record(ROWS.map((row) => ({ ...row, version })));
  await app.monitor.label([
    { id: app.monitor.record({ version: '1', scores: [0.5, 0.5] })[0] ?? '', truth: 'yes' },
    { id: 'nobody', truth: 'yes' },
  ]);
  app.monitor.record(Array.from({ length: 30 }, () => ({ version: '1', output: {}, truth: 'no' })));
  await app.predict();
  pass(15);
  const { models, comparisons, alerts, ...snapshot } = JSON.parse(
    (await app.get('/monitor/api/snapshot')).body.toString(),
  );
  const versions = models.map(({ drift: _, ...version }: { drift: unknown }) => version);
  assertDocumented('## Snapshot', [{ ...snapshot, drops: [{ part: 'rows', reason: 'limit', count: 1 }] }]);
  assertDocumented('### Model versions', versions);
  assertDocumented(
    '### Drift',
    models.map(({ drift }: { drift: unknown }) => drift),
  );
  assertDocumented('### Versions compared', comparisons);
  assertDocumented('### Alerts', alerts);
  assertDocumented('## Series', [await app.json('/monitor/api/series')]);
});
