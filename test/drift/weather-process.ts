// A process of its own that serves a model beside the baseline of Seattle, alone or as a worker of a cluster.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { modelMonitor } from '../../src/index.ts';
import { seattleBaseline } from './weather.ts';

const app = express();
app.use(express.json({ limit: '5mb' }));
app.use(modelMonitor({ model: 'weather', version: '1', baseline: seattleBaseline(), log: false }));
app.post('/predict', (req, res) => res.json({ output: req.body.outputs }));

// Exclusive, because a test has to know which worker of a cluster answers.
const server = createServer(app).listen({ port: 0, host: '127.0.0.1', exclusive: true });
await once(server, 'listening');
process.on('disconnect', () => process.exit());
process.send?.({ port: (server.address() as AddressInfo).port });
