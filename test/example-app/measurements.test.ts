import assert from 'node:assert/strict';
import { test } from 'node:test';
import express from 'express';
import { startExample } from '../../example-app/example-server.ts';
import { listen } from '../../example-app/listen.ts';
import { readMeasurements } from '../../example-app/measurements.ts';
import { seriesOf } from '../support/metrics-text.ts';

const rainyDay = { precipitation: 10.9, temp_max: 10.6, temp_min: 2.8, wind: 4.5 };

async function post(url: string, body: object): Promise<string> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return response.headers.get('X-Prediction-Id') ?? '';
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
model_quality{model_name="weather",model_version="1",metric="precision",class="rain"} 0.75
model_quality{model_name="weather",model_version="1",metric="recall",class="rain"} 0.5
model_quality{model_name="weather",model_version="1",metric="f1",class="rain"} 0.6
model_quality{model_name="weather",model_version="1",metric="recall",class="sun"} 1
model_feedback_total{result="joined"} 5
model_feedback_total{result="unknown"} 3
model_feedback_total{result="duplicate"} 2
model_feedback_pending 4
`);
  });
  const server = await listen(page, 0);
  t.after(() => server.stop());
  const unknown = Number.NaN;

  assert.deepEqual(await readMeasurements(server.url), {
    versions: new Map([
      ['1', { requests: 7, rows: 8, right: 6 }],
      ['2', { requests: 0, rows: 0, right: 0 }],
    ]),
    classes: [
      { version: '1', name: 'rain', precision: 0.75, recall: 0.5 },
      { version: '1', name: 'sun', precision: unknown, recall: 1 },
      { version: '2', name: 'rain', precision: unknown, recall: unknown },
      { version: '2', name: 'sun', precision: unknown, recall: unknown },
    ],
    feedback: { joined: 5, duplicate: 2, pending: 4 },
  });
});

test('requests, rows and accuracy of both protocols are counted for the version that answered', async (t) => {
  const example = await startExample(0);
  t.after(() => example.stop());
  const days = [
    [10.9, 10.6, 2.8, 4.5],
    [0, 27.8, 15, 2.6],
  ];
  const inputs = [{ name: 'days', shape: [2, 4], datatype: 'FP64', data: days }];

  const id = await post(`${example.url}/predict`, { features: rainyDay });
  await post(`${example.url}/predict`, { features: {} });
  await post(`${example.url}/predict`, { features: {} });
  await post(`${example.url}/predict`, { features: rainyDay });
  await post(`${example.url}/feedback`, [
    { id, truth: 'rain' },
    { id, truth: 'rain' },
  ]);
  await post(`${example.url}/v2/models/weather/versions/1/infer`, {
    parameters: { true_label: ['rain', 'sun'] },
    inputs,
  });
  await post(`${example.url}/v2/models/weather/infer`, {
    parameters: { true_label: ['snow', 'sun'] },
    inputs,
  });

  const right = { precision: 1, recall: 1 };
  assert.deepEqual(await readMeasurements(example.url), {
    versions: new Map([
      ['1', { requests: 3, rows: 3, right: 3 }],
      ['2', { requests: 1, rows: 2, right: 1 }],
    ]),
    classes: [
      { version: '1', name: 'rain', ...right },
      { version: '1', name: 'sun', ...right },
      { version: '2', name: 'rain', precision: 0, recall: Number.NaN },
      { version: '2', name: 'sun', ...right },
    ],
    feedback: { joined: 1, duplicate: 1, pending: 1 },
  });
  const metrics = await (await fetch(`${example.url}/metrics`)).text();
  const infer = 'route="/v2/models/weather{/versions/:version}/infer",outcome="ok"';
  assert.deepEqual(seriesOf(metrics, 'prediction_latency_seconds_count'), {
    '{model_name="weather",model_version="1",route="/predict",outcome="ok"}': 2,
    '{model_name="weather",model_version="1",route="/predict",outcome="client_error"}': 1,
    [`{model_name="weather",model_version="1",${infer}}`]: 1,
    '{model_name="weather",model_version="2",route="/predict",outcome="client_error"}': 1,
    [`{model_name="weather",model_version="2",${infer}}`]: 1,
  });
  assert.deepEqual(seriesOf(metrics, 'model_predictions_unread_total'), {});
});
