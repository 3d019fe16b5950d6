// A replica of the weather model in a process of its own: see replicas.ts.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { createModelServer } from '../../example-app/model-server.ts';
import { weatherClasses } from '../../example-app/weather-data.ts';
import { baselineFile, readModel } from '../../example-app/weather-model.ts';
import { modelMonitor, webhook } from '../../src/index.ts';
import type { ReplicaStart } from './replicas.ts';

const [, , receiverUrl = ''] = process.argv;

const monitor = modelMonitor({
  log: false,
  classes: weatherClasses,
  feedback: true,
  baseline: fileURLToPath(baselineFile('1')),
  // Ten scrapes of the test's Prometheus.
  window: '10s',
  alerts: [
    {
      name: 'AccuracyLow',
      metric: 'accuracy',
      belowBaselineBy: 0.1,
      minCount: 100,
      for: '2s',
      severity: 'critical',
    },
    { name: 'WindDrift', metric: 'drift', feature: 'wind', for: '2s', labels: { team: 'weather' } },
  ],
  notify: [webhook(receiverUrl)],
});
const app = express();
app.use(express.json(), monitor, createModelServer([readModel('1')]));

const server = createServer(app).listen(0, '127.0.0.1');
// No request of a test's comes in vain because its connection has just been closed for idleness.
server.keepAliveTimeout = 60_000;
await once(server, 'listening');

process.on('message', async (message: unknown) => {
  if (message !== 'close') return;
  server.close();
  server.closeAllConnections();
  await monitor.close();
  process.disconnect();
});
const { port } = server.address() as AddressInfo;
process.send?.({ url: `http://127.0.0.1:${port}`, rules: monitor.rules() } satisfies ReplicaStart);
