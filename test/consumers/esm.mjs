import { once } from 'node:events';
import express from 'express';
import { modelMonitor } from 'express-model-monitor';
import * as statistics from 'express-model-monitor/statistics';

const monitor = modelMonitor();
const app = express();
app.use(express.json());
app.use(monitor);
app.post('/predict', (req, res) => res.json({ output: req.body.wind > 10 ? 'storm' : 'calm' }));

const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}`;
const answer = await fetch(`${url}/predict`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ wind: 14, trueLabel: 'storm' }),
});
const output = await answer.json();
const page = await fetch(`${url}/metrics`).then((response) => response.text());
server.close();
await monitor.close();

console.log(
  JSON.stringify({
    output,
    samples: page.split('\n').filter((line) => /^model_(accuracy_sum|confusion_total)/.test(line)),
    statistics: typeof statistics.ConfusionCounts,
  }),
);
