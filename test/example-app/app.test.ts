import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import type { Express } from 'express';
import express from 'express';
import { createApp } from '../../example-app/app.ts';
import { startExample } from '../../example-app/example-server.ts';
import { listen } from '../../example-app/listen.ts';

const rainyDay = { precipitation: 10.9, temp_max: 10.6, temp_min: 2.8, wind: 4.5 };

async function predict(url: string, body: object): Promise<{ status: number; answer: unknown }> {
  const response = await fetch(`${url}/predict`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: await response.json() };
}

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

test('a prediction has the class as its output and the scores in the order of the classes', async (t) => {
  const example = await startExample(0);
  t.after(() => example.stop());

  assert.deepEqual(await predict(example.url, { features: rainyDay, trueLabel: 'rain' }), {
    status: 200,
    answer: { output: 'rain', scores: [0, 0, 0.96, 0.04, 0] },
  });
});

test('features the model server refuses are a 400 with its words', async (t) => {
  const example = await startExample(0);
  t.after(() => example.stop());
  const { wind: _wind, ...withoutWind } = rainyDay;

  assert.deepEqual(await predict(example.url, { features: withoutWind }), {
    status: 400,
    answer: { error: "instances[0] needs a number 'wind'" },
  });
  assert.deepEqual(await predict(example.url, {}), {
    status: 400,
    answer: { error: "instances[0] needs a number 'precipitation'" },
  });
});

test('a model server that fails is a 502', async (t) => {
  const failing = express().post('/{*path}', (_req, res) => {
    res.status(503).json({ error: 'out of memory' });
  });
  const url = await startInFrontOf(t, failing);

  assert.deepEqual(await predict(url, { features: rainyDay }), {
    status: 502,
    answer: { error: 'the model server failed: Request failed with status code 503' },
  });
});

test('a model server that cannot be reached is a 502', async (t) => {
  const hangingUp = express().post('/{*path}', (req) => {
    req.socket.destroy();
  });
  const url = await startInFrontOf(t, hangingUp);

  assert.deepEqual(await predict(url, { features: rainyDay }), {
    status: 502,
    answer: { error: 'the model server failed: socket hang up' },
  });
});
