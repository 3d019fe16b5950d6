import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InferRequest } from '../../example-app/open-inference.ts';
import type { PredictRequest, TrafficRequest } from '../../example-app/traffic.ts';
import { traffic } from '../../example-app/traffic.ts';
import { featureNames, heldOutDays, weatherRows } from '../../example-app/weather-data.ts';

const rows = weatherRows(heldOutDays);

function take(count: number, seed: number): TrafficRequest[] {
  const requests = traffic(() => rows, seed);
  return Array.from({ length: count }, () => requests.next().value);
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

test('a few requests lack a feature, and all the others are held-out days, whose truth they do not tell', () => {
  const asked = take(2_000, 1).filter(({ path }) => path === '/predict');
  const bad = asked.filter(({ body }) => !('wind' in (body as PredictRequest).features));
  const days = new Set(rows.map(({ features, weather }) => JSON.stringify([{ features }, [weather]])));
  const good = asked.filter(({ body, truths }) => days.has(JSON.stringify([body, truths])));

  assert.ok(bad.length > 20 && bad.length < 200, `${bad.length} of 2000`);
  assert.equal(good.length, asked.length - bad.length);
});

test('a few requests ask a version about eight days at once, a tensor for each feature, and bring the truth', () => {
  const days = new Set(rows.map((row) => JSON.stringify([...Object.values(row.features), row.weather])));
  const batches = take(2_000, 1).filter(({ path }) => path !== '/predict');
  const paths = new Set(batches.map(({ path }) => path));

  assert.ok(batches.length > 20 && batches.length < 200, `${batches.length} of 2000`);
  assert.deepEqual(Array.from(paths).sort(), [
    '/v2/models/weather/versions/1/infer',
    '/v2/models/weather/versions/2/infer',
  ]);
  for (const { body, truths, labelDelaysMilliseconds } of batches) {
    const { inputs, parameters } = body as InferRequest;
    assert.deepEqual(parameters, { true_label: truths });
    assert.equal(labelDelaysMilliseconds, undefined);
    assert.deepEqual(
      inputs.map(({ name, shape, datatype }) => [name, shape, datatype]),
      featureNames.map((name) => [name, [8], 'FP64']),
    );
    const asked = truths.map((truth, row) => [...inputs.map(({ data }) => data[row]), truth]);
    assert.ok(asked.every((day) => days.has(JSON.stringify(day))));
  }
});

test('every class is met as often as it happened', () => {
  const share = (labels: readonly string[]) =>
    labels.filter((label) => label === 'rain').length / labels.length;

  const asked = share(take(20_000, 3).flatMap(({ truths }) => truths));
  const happened = share(rows.map((row) => row.weather));
  // 0.02 is 6 standard errors of a share of 0.4 in 20,000.
  assert.ok(Math.abs(asked - happened) < 0.02, `${asked} asked, ${happened} happened`);
});

test('of the days asked about one by one, a tenth is never labelled and a tenth twice, all of them late', () => {
  const asked = take(20_000, 4).filter(({ path }) => path === '/predict');
  const delays = asked.map(({ labelDelaysMilliseconds = [] }) => labelDelaysMilliseconds);
  const shareOf = (labels: number) => delays.filter(({ length }) => length === labels).length / asked.length;

  // 0.013 is 6 standard errors of a share of 0.1 in 19,000.
  assert.ok(Math.abs(shareOf(0) - 0.1) < 0.013, `${shareOf(0)} never`);
  assert.ok(Math.abs(shareOf(2) - 0.1) < 0.013, `${shareOf(2)} twice`);
  assert.ok(delays.flat().every((delay) => delay >= 1_000 && delay <= 3_000));
  assert.ok(new Set(delays.flat()).size > 1_000, 'delays differ');
});
