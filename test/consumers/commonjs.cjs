const { once } = require('node:events');
const express = require('express');
const { modelMonitor, ModelMonitorError } = require('express-model-monitor');
const statistics = require('express-model-monitor/statistics');
const { name } = require('express-model-monitor/package.json');

async function main() {
  const monitor = modelMonitor({ log: { format: ':method :url :status :outcome', stream: process.stdout } });
  const app = express();
  app.use(monitor);
  app.use(express.json());
  app.post('/score', monitor.predict, (req, res) =>
    res.json({ output: req.body.wind > 10 ? 'storm' : 'calm' }),
  );

  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const answer = await fetch(`http://127.0.0.1:${server.address().port}/score`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ wind: 4 }),
  });
  const output = await answer.json();
  server.close();
  await monitor.close();
  return { output, name, refusal: refusalOf({ windows: '5m' }), statistics: typeof statistics.BucketCounts };
}

function refusalOf(options) {
  try {
    return modelMonitor(options);
  } catch (error) {
    return error instanceof ModelMonitorError ? error.problems : error;
  }
}

main().then((result) => console.log(JSON.stringify(result)));
