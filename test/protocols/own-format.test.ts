import assert from 'node:assert/strict';
import { test } from 'node:test';
import express from 'express';
import { Registry } from 'prom-client';
import { openscoring } from '../../docs/own-format.ts';
import { modelMonitor } from '../../src/index.ts';
import { listen } from '../support/http-exchange.ts';
import { seriesOf } from '../support/metrics-text.ts';
import { inputOf } from './decode.ts';

const request = { id: 'record-001', arguments: { Sepal_Length: 5.1, Petal_Width: 0.2 } };
const response = {
  id: 'record-001',
  results: { Species: 'setosa', 'probability(setosa)': 1, 'probability(virginica)': 0 },
};

test('a format of your own says what it reads', () => {
  const protocol = openscoring('Species');
  assert.deepEqual(protocol.decode(inputOf(request, response)), {
    id: 'record-001',
    features: { Sepal_Length: 5.1, Petal_Width: 0.2 },
    output: 'setosa',
    scores: { setosa: 1, virginica: 0 },
  });
  assert.deepEqual(protocol.decode(inputOf(request, { message: 'x' })), { unread: 'output' });
});

test('the monitor reads by it', async (t) => {
  const lines: string[] = [];
  const monitor = modelMonitor({
    protocol: openscoring('Species'),
    routes: '/openscoring/model/:model',
    metrics: { registry: new Registry(), defaultMetrics: false },
    log: { format: ':prediction-id :prediction', stream: { write: (line: string) => lines.push(line) } },
  });
  t.after(() => monitor.close());
  const app = express();
  app.use(express.json(), monitor);
  app.post('/openscoring/model/:model', (req, res) => {
    res.json(req.body.arguments === undefined ? { message: 'x' } : response);
  });
  const url = await listen(t, app);
  for (const body of [request, {}]) {
    const answer = await fetch(`${url}/openscoring/model/iris`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    await answer.text();
  }
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const labels = 'model_name="iris",model_version="unversioned"';
  assert.deepEqual(seriesOf(metrics, 'model_predicted_class_total'), { [`{${labels},class="setosa"}`]: 1 });
  assert.deepEqual(seriesOf(metrics, 'model_predictions_unread_total'), {
    [`{${labels},reason="output"}`]: 1,
  });
  assert.equal(lines[0], 'record-001 setosa\n');
});
