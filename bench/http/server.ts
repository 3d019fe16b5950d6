import express from 'express';
import type { Listening, Usage } from './messages.ts';
import { findVariant } from './tables.ts';

// Servers rest while others are measured: longer than any run, so that no connection is closed meanwhile.
const KEEP_ALIVE_MS = 3_600_000;

const variant = findVariant(process.argv[2] ?? '');
if (!variant) throw new Error('usage: server.ts VARIANT');

let requests = 0;
const app = express();
app.use(express.json());
await variant.install(app);

const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  const listening: Listening = { port: address.port };
  process.send?.(listening);
});
server.keepAliveTimeout = KEEP_ALIVE_MS;
server.on('request', () => {
  requests += 1;
});

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const usage: Usage = { cpuMicros: user + system, requests };
  process.send?.(usage);
});
process.on('disconnect', () => process.exit());
