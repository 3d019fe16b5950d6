import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TrafficRequest } from '../../example-app/traffic.ts';
import { traffic } from '../../example-app/traffic.ts';
import { weatherRows } from '../../example-app/weather-data.ts';

const rows = weatherRows({ location: 'Seattle', years: [2014, 2015] });

function take(count: number, seed: number): TrafficRequest[] {
  const requests = traffic(rows, seed);
  return Array.from({ length: count }, () => requests.next().value as TrafficRequest);
}

test('the same seed makes the same traffic, another seed other traffic', () => {
  assert.deepEqual(take(1_000, 2014), take(1_000, 2014));
  assert.notDeepEqual(take(1_000, 2014), take(1_000, 2015));
});

test('requests come 20 to 50 times a second, with jitter', () => {
  const waits = take(2_000, 1).map((request) => request.waitMilliseconds);
  const mean = waits.reduce((sum, wait) => sum + wait) / waits.length;

  assert.ok(mean > 20 && mean < 50, `mean gap ${mean} ms`);
  assert.ok(new Set(waits).size > 20, 'gaps differ');
});

test('a few requests lack a feature, and all the others are held-out days with their truth', () => {
  const requests = take(2_000, 1);
  const bad = requests.filter(({ body }) => body.features.wind === undefined);
  const days = new Set(rows.map((row) => JSON.stringify([row.features, row.weather])));
  const good = requests.filter(({ body }) => days.has(JSON.stringify([body.features, body.trueLabel])));

  assert.ok(bad.length > 20 && bad.length < 200, `${bad.length} of 2000`);
  assert.equal(good.length, requests.length - bad.length);
});

test('every class is met as often as it happened', () => {
  const requests = take(20_000, 3);
  const share = (labels: readonly string[]) =>
    labels.filter((label) => label === 'rain').length / labels.length;

  const asked = share(requests.map((request) => request.body.trueLabel));
  const happened = share(rows.map((row) => row.weather));
  // 0.02 is 6 standard errors of a share of 0.4 in 20,000.
  assert.ok(Math.abs(asked - happened) < 0.02, `${asked} asked, ${happened} happened`);
});
