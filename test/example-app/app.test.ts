import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import type { Express } from 'express';
import express from 'express';
import { createApp } from '../../example-app/app.ts';
import { startExample } from '../../example-app/example-server.ts';
import { listen } from '../../example-app/listen.ts';
import { seriesOf } from '../support/metrics-text.ts';

const rainyDay = { precipitation: 10.9, temp_max: 10.6, temp_min: 2.8, wind: 4.5 };

interface Answered {
  readonly status: number;
  readonly answer: unknown;
}

async function post(url: string, body: object): Promise<Answered> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: await response.json() };
}

const predict = (url: string, body: object): Promise<Answered> => post(`${url}/predict`, body);

/** Starts the app in front of a model server of the test's own; returns the app's URL. */
async function startInFrontOf(t: TestContext, modelServer: Express): Promise<string> {
  const upstream = await listen(modelServer, 0);
  t.after(() => upstream.stop());
  const { app, close } = createApp(upstream.url);
  t.after(close);
  const running = await listen(app, 0);
  t.after(() => running.stop());
  return running.url;
}

test('a prediction has the class as its output, scores in the order of the classes, and the version', async (t) => {
  const example = await startExample(0);
  t.after(() => example.stop());

  assert.deepEqual(await predict(example.url, { features: rainyDay, trueLabel: 'rain' }), {
    status: 200,
    answer: { output: 'rain', scores: [0, 0, 0.96, 0, 0.04], modelVersion: '1' },
  });
});

test('version 2 answers every third request', async (t) => {
  const example = await startExample(0);
  t.after(() => example.stop());
  const versions: unknown[] = [];
  for (let request = 0; request < 6; request += 1) {
    const { answer } = await predict(example.url, { features: rainyDay });
    versions.push(Object(answer).modelVersion);
  }

  assert.deepEqual(versions, ['1', '1', '2', '1', '1', '2']);
});

test('an Open Inference request is answered by the version it names', async (t) => {
  const example = await startExample(0);
  t.after(() => example.stop());
  const inputs = [{ name: 'days', shape: [1, 4], datatype: 'FP64', data: [10.9, 10.6, 2.8, 4.5] }];

  const { status, answer } = await post(`${example.url}/v2/models/weather/versions/2/infer`, { inputs });

  assert.equal(status, 200);
  assert.deepEqual(answer, {
    model_name: 'weather',
    model_version: '2',
    outputs: [
      { name: 'label', shape: [1], datatype: 'BYTES', data: ['rain'] },
      { name: 'scores', shape: [1, 5], datatype: 'FP64', data: [0, 0, 0.96, 0, 0.04] },
    ],
  });
});

test('an Open Inference request that is refused gets what the model server says', async (t) => {
  const example = await startExample(0);
  t.after(() => example.stop());
  const infer = (path: string) => post(example.url + path, {});

  assert.deepEqual(await infer('/v2/models/weather/versions/7/infer'), {
    status: 404,
    answer: { error: 'nothing is served at /v2/models/weather/versions/7/infer' },
  });
  assert.deepEqual(await infer('/v2/models/weather/infer'), {
    status: 400,
    answer: { error: "the body needs a list 'inputs'" },
  });
});

test('features the model server refuses are a 400 with its words', async (t) => {
  const example = await startExample(0);
  t.after(() => example.stop());
  const { wind: _wind, ...withoutWind } = rainyDay;

  assert.deepEqual(await predict(example.url, { features: withoutWind }), {
    status: 400,
    answer: { error: "row 0 needs a number 'wind'" },
  });
  assert.deepEqual(await predict(example.url, {}), {
    status: 400,
    answer: { error: "row 0 needs a number 'precipitation'" },
  });
});

test('a body that cannot be read is a 400 with the reason, and is counted', async (t) => {
  const example = await startExample(0);
  t.after(() => example.stop());

  const response = await fetch(`${example.url}/predict`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: 'null',
  });

  assert.equal(response.status, 400);
  assert.deepEqual(await response.json(), { error: `Unexpected token 'n', "null" is not valid JSON` });
  const metrics = await (await fetch(`${example.url}/metrics`)).text();
  const counted = seriesOf(metrics, 'http_request_duration_seconds_count');
  assert.equal(counted['{method="POST",route="@unmatched",status_code="400"}'], 1);
});

const failures = [
  { what: 'fails', says: 'Request failed with status code 503' },
  { what: 'cannot be reached', says: 'socket hang up' },
];
for (const { what, says } of failures) {
  test(`a model server that ${what} is a 502 for either protocol`, async (t) => {
    const failing = express().post('/{*path}', (req, res) => {
      if (what === 'fails') res.status(503).json({ error: 'out of memory' });
      else req.socket.destroy();
    });
    const url = await startInFrontOf(t, failing);
    const expected = { status: 502, answer: { error: `the model server failed: ${says}` } };

    assert.deepEqual(await predict(url, { features: rainyDay }), expected);
    assert.deepEqual(await post(`${url}/v2/models/weather/infer`, { inputs: [] }), expected);
  });
}
