import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { BaselineRow } from '../../src/index.ts';
import { firstMessage } from '../feedback/first-message.ts';
import { samplesOf } from '../support/metrics-text.ts';
import { ServedModel } from './served-model.ts';
import { seattleBaseline, weatherDays } from './weather.ts';

const PROCESSES = 3;
const BATCH = 60;
const COUNTERS = [
  'model_feature_values_total',
  'model_feature_out_of_range_total',
  'model_predictions_total',
];

/** Days of New York, some of them damaged. */
const DAYS: readonly BaselineRow[] = weatherDays('New York').map((day, row) => {
  if (row % 50 === 0) return { ...day, features: { ...day.features, wind: null } };
  if (row % 50 === 1) return { ...day, features: { ...day.features, temp_max: '7' }, output: 'hail' };
  return day;
});

const BATCHES = Array.from({ length: Math.ceil(DAYS.length / BATCH) }, (_, batch) => {
  const days = DAYS.slice(batch * BATCH, (batch + 1) * BATCH);
  return { features: days.map(({ features }) => features), outputs: days.map(({ output }) => output) };
});

/** What one process says that got all of the traffic. */
async function countedByOne(t: TestContext): Promise<Record<string, number>> {
  const options = { model: 'weather', version: '1', baseline: seattleBaseline() };
  const served = await ServedModel.serve(t, options, (req) => ({ output: req.body.outputs }));
  for (const batch of BATCHES) await served.predict(batch);
  return countersOn(await served.scrape());
}

/** Starts a program of this folder that ends with the test; what it says first. */
async function start<Message>(t: TestContext, program: string): Promise<Message> {
  const child = fork(join(import.meta.dirname, program), { execArgv: ['--import', 'tsx'] });
  t.after(() => child.kill());
  return firstMessage<Message>(child);
}

/** Every batch goes to one of the processes, in turn. */
async function splitOver(ports: readonly number[]): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  for (const [index, batch] of BATCHES.entries()) {
    const url = `http://127.0.0.1:${ports[index % ports.length]}/predict`;
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(batch) });
    assert.equal(answer.status, 200);
    await answer.arrayBuffer();
  }
}

async function scrape(port: number): Promise<string> {
  return (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
}

/** By name and labels, which the page of a cluster has in another order. */
function countersOn(page: string): Record<string, number> {
  const counters = Array.from(samplesOf(page)).filter(([series]) =>
    COUNTERS.some((name) => series.startsWith(`${name}{`)),
  );
  const named = counters.map(
    ([series, count]) => [(series.match(/[^{},]+/g) ?? []).sort().join(' '), count] as const,
  );
  return Object.fromEntries(named);
}

function baselineOn(page: string): string[] {
  return page.split('\n').filter((line) => line.startsWith('model_feature_baseline_rows{'));
}

test(`the counts of ${PROCESSES} processes add up to those of one that got all of the traffic`, async (t) => {
  const processes = Array.from({ length: PROCESSES }, () => start<{ port: number }>(t, 'weather-process.ts'));
  const ports = (await Promise.all(processes)).map(({ port }) => port);
  await splitOver(ports);
  const pages = await Promise.all(ports.map(scrape));
  const sums: Record<string, number> = {};
  for (const [series, count] of pages.flatMap((page) => Object.entries(countersOn(page)))) {
    sums[series] = (sums[series] ?? 0) + count;
  }
  const expected = await countedByOne(t);
  assert.equal(expected['model_name="weather" model_predictions_total model_version="1"'], DAYS.length);
  assert.deepEqual(sums, expected);
  const [baseline, ...others] = pages.map(baselineOn);
  assert.ok(baseline !== undefined && baseline.length > 0);
  for (const other of others) assert.deepEqual(other, baseline);
});

test('in a cluster the page of any worker has the counts of all, and the baseline once', async (t) => {
  const { ports } = await start<{ ports: readonly number[] }>(t, 'weather-cluster.ts');
  await splitOver(ports);
  const expected = await countedByOne(t);
  for (const port of ports) assert.deepEqual(countersOn(await scrape(port)), expected);
  const page = await scrape(ports[0] ?? 0);
  const rows = baselineOn(page).map((line) => Number(line.slice(line.lastIndexOf(' '))));
  const { features, prediction, rows: ofBaseline } = seattleBaseline();
  assert.equal(
    rows.reduce((sum, count) => sum + count, 0),
    (features.length + (prediction === undefined ? 0 : 1)) * ofBaseline,
  );
});
