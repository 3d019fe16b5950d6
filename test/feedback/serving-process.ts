// A process of its own that serves a model and takes its labels: see serving-processes.ts.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { fileStore, memoryStore, modelMonitor, type PendingStore, redisStore } from '../../src/index.ts';
import type { ServingOptions } from './serving-processes.ts';
import { CLASSES, scoresOf } from './weather-rows.ts';

const { store, limits = {} }: ServingOptions = JSON.parse(process.argv[2] ?? '');

const monitor = modelMonitor({
  log: false,
  classes: CLASSES,
  limits,
  feedback: { store: openStore() },
  onFault: () => {},
});
const app = express();
app.use(express.json({ limit: '1mb' }));
app.use(monitor);
app.post('/predict', (req, res) => {
  const { instances }: { instances: readonly (readonly [number])[] } = req.body;
  res.json({ predictions: instances.map(([row]) => scoresOf(row)) });
});

function openStore(): PendingStore {
  if (store.kind === 'memory') return memoryStore();
  if (store.kind === 'file') return fileStore({ path: store.place });
  return redisStore({ url: store.place, timeoutMs: store.timeoutMs });
}

// Exclusive, because a test has to know which worker of a cluster answers.
const server = createServer(app).listen({ port: 0, host: '127.0.0.1', exclusive: true });
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
process.send?.({ port: (server.address() as AddressInfo).port });
