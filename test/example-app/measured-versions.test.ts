import assert from 'node:assert/strict';
import { test } from 'node:test';
import express from 'express';
import { startExample } from '../../example-app/example-server.ts';
import { listen } from '../../example-app/listen.ts';
import { readVersions } from '../../example-app/measured-versions.ts';
import { seriesOf } from '../support/metrics-text.ts';

const rainyDay = { precipitation: 10.9, temp_max: 10.6, temp_min: 2.8, wind: 4.5 };

async function post(url: string, body: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

test('the samples of a version are added up over routes, and failed requests left out', async (t) => {
  const page = express().get('/metrics', (_req, res) => {
    res.send(`# TYPE prediction_latency_seconds histogram
prediction_latency_seconds_count{model_name="weather",model_version="1",route="/a",outcome="ok"} 3
prediction_latency_seconds_count{model_name="weather",model_version="1",route="/b{/:c}",outcome="ok"} 4
prediction_latency_seconds_count{model_name="weather",model_version="1",route="/a",outcome="client_error"} 5
prediction_latency_seconds_count{model_name="weather",model_version="9",route="/a",outcome="client_error"} 1
model_accuracy_bucket{model_name="weather",model_version="1",le="0"} 2
model_accuracy_sum{model_name="weather",model_version="1"} 6
model_accuracy_count{model_name="weather",model_version="1"} 8
model_accuracy_sum{model_name="weather",model_version="2"} 0
model_accuracy_count{model_name="weather",model_version="2"} 0
`);
  });
  const server = await listen(page, 0);
  t.after(() => server.stop());

  assert.deepEqual(
    await readVersions(server.url),
    new Map([
      ['1', { requests: 7, rows: 8, right: 6 }],
      ['2', { requests: 0, rows: 0, right: 0 }],
    ]),
  );
});

test('requests, rows and accuracy of both protocols are counted for the version that answered', async (t) => {
  const example = await startExample(0);
  t.after(() => example.stop());
  const days = [
    [10.9, 10.6, 2.8, 4.5],
    [0, 27.8, 15, 2.6],
  ];
  const inputs = [{ name: 'days', shape: [2, 4], datatype: 'FP64', data: days }];

  await post(`${example.url}/predict`, { features: rainyDay, trueLabel: 'rain' });
  await post(`${example.url}/predict`, { features: {}, trueLabel: 'rain' });
  await post(`${example.url}/predict`, { features: {}, trueLabel: 'rain' });
  await post(`${example.url}/v2/models/weather/versions/1/infer`, {
    parameters: { true_label: ['rain', 'sun'] },
    inputs,
  });
  await post(`${example.url}/v2/models/weather/infer`, {
    parameters: { true_label: ['snow', 'sun'] },
    inputs,
  });

  assert.deepEqual(
    await readVersions(example.url),
    new Map([
      ['1', { requests: 2, rows: 3, right: 3 }],
      ['2', { requests: 1, rows: 2, right: 1 }],
    ]),
  );
  const metrics = await (await fetch(`${example.url}/metrics`)).text();
  const infer = 'route="/v2/models/weather{/versions/:version}/infer",outcome="ok"';
  assert.deepEqual(seriesOf(metrics, 'prediction_latency_seconds_count'), {
    '{model_name="weather",model_version="1",route="/predict",outcome="ok"}': 1,
    '{model_name="weather",model_version="1",route="/predict",outcome="client_error"}': 1,
    [`{model_name="weather",model_version="1",${infer}}`]: 1,
    '{model_name="weather",model_version="2",route="/predict",outcome="client_error"}': 1,
    [`{model_name="weather",model_version="2",${infer}}`]: 1,
  });
  assert.deepEqual(seriesOf(metrics, 'model_predictions_unread_total'), {});
});
