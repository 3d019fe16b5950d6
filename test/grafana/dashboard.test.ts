import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { dashboard } from '../../docs/grafana/dashboard.ts';
import { Baseline, type BaselineRow } from '../../src/index.ts';
import { query } from '../docs/prometheus-query.ts';
import type { Share } from '../docs/replica-traffic.ts';
import { oracleStream } from '../oracles/streams.ts';
import { backfilledPrometheus, RANGE_SECONDS, type ReplicaPages } from '../rules/backfilled-prometheus.ts';
import { recordedPages, servedPages } from '../rules/replica-pages.ts';
import { skipWithout } from '../support/programs.ts';
import { type DashboardFile, interpolated, panelQueries } from './dashboard-queries.ts';

const TEXT = readFileSync(new URL('../../docs/grafana/dashboard.json', import.meta.url), 'utf8');
const FILE: DashboardFile = JSON.parse(TEXT);
const CHOSEN = {
  prefix: '',
  model: '.*',
  version: '.*',
  window: `${RANGE_SECONDS}s`,
  __rate_interval: `${RANGE_SECONDS}s`,
};

/** One model of each kind: classes without scores, classes with scores, numbers. */
const SHARES: readonly Share[] = [
  { model: 'weather', version: '1', predicted: 300, labelled: 300 },
  { model: 'breast-cancer', version: '1', predicted: 300, labelled: 300 },
  { model: 'diabetes', version: '1', predicted: 300, labelled: 300 },
];

const skip = skipWithout('prometheus', 'prometheus');

test('the dashboard in git is the one that is generated', () => {
  assert.equal(TEXT, `${JSON.stringify(dashboard(), null, 2)}\n`);
});

test('every panel has a number, a title and a description of its own, and every row of them is full', () => {
  const panels = FILE.panels.filter(({ type }) => type !== 'row');
  const distinct = (values: readonly unknown[]): number => new Set(values).size;
  assert.equal(distinct(FILE.panels.map(({ id }) => id)), FILE.panels.length);
  assert.equal(distinct(panels.map(({ title }) => title)), panels.length);
  assert.deepEqual(
    panels.filter(({ description = '' }) => description === ''),
    [],
  );
  const widths = new Map<number, number>();
  for (const { gridPos } of panels) widths.set(gridPos.y, (widths.get(gridPos.y) ?? 0) + gridPos.w);
  assert.deepEqual(new Set(widths.values()), new Set([24]));
});

test('every variable that a query names is one of the dashboard, or of Grafana', () => {
  const known = [...FILE.templating.list.map(({ name }) => name), '__rate_interval', '1'];
  const used = Array.from(TEXT.matchAll(/\$\{?(\w+)/g), ([, name = '']) => name);
  assert.deepEqual(
    used.filter((name) => !known.includes(name) && name !== '__all'),
    [],
  );
});

test('every query of the dashboard finds something in a real Prometheus', { skip }, async (t) => {
  const pages = [...(await servedPages(t, SHARES, SHARES)), ...(await driftingPages(t)), ALERTS];
  const { url, end } = await backfilledPrometheus(t, pages);
  const asked = [...panelQueries(FILE), ...variableQueries()];
  assert.equal(asked.length, TEXT.split('"expr":').length - 1 + 2);
  for (const { panel, expr } of asked) {
    const found = await query(url, interpolated(expr, CHOSEN), end);
    assert.notDeepEqual(found, {}, `${panel}: ${expr}`);
    assert.ok(Object.values(found).every(Number.isFinite), `${panel}: ${JSON.stringify(found)}`);
  }
});

/** What Grafana asks to find the values of a variable. */
function variableQueries(): ReturnType<typeof panelQueries> {
  return FILE.templating.list
    .filter(({ type }) => type === 'query')
    .map(({ name, query: text = '' }) => ({
      panel: name,
      expr: text.replace(/^label_values\((.*), (\w+)\)$/, 'count by ($2) ($1)'),
    }));
}

/** Replicas of a model with a calibrated baseline, whose inputs hold something new, in part unread. */
function driftingPages(t: TestContext): Promise<readonly ReplicaPages[]> {
  const { rows, classes = [] } = oracleStream('breast-cancer');
  const inRoom = (room: string, row: (typeof rows)[number]): BaselineRow => ({
    ...row,
    features: { ...row.features, room },
  });
  const baseline = Baseline.fromRows(
    rows.map((row) => inRoom('1', row)),
    { createdAt: new Date('2026-01-31'), classes },
  );
  const drifting = rows.map((row, index) => inRoom(index < 300 ? '1' : '2', row));
  const unread = { output: Symbol('nothing that could be read') };
  const options = { baseline, alerts: true, model: 'calibrated', version: '1' };
  return recordedPages(t, options, [...drifting, unread, unread, unread]);
}

/** What Prometheus says of alerts itself, and a monitor when it has judged for the first time. */
const ALERTS: ReplicaPages = pagesOf(`
ALERTS{alertname="ModelFeatureDrift",alertstate="firing",model_name="calibrated",model_version="1",feature="room"} 1
model_alert_state{model_name="calibrated",model_version="1",alert="ModelFeatureDrift",feature="room",class=""} 2
`);

function pagesOf(page: string): ReplicaPages {
  return { instance: 'four', before: page, after: page };
}
