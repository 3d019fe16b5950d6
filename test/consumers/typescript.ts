// Compiled twice, as an ES module and as CommonJS.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import {
  type DecodeInput,
  type ModelMonitor,
  type ModelMonitorOptions,
  modelMonitor,
  type Prediction,
  type Protocol,
} from 'express-model-monitor';
import * as promClient from 'prom-client';

const sizes: Protocol = {
  name: 'sizes',
  matches: (req) => req.method === 'POST',
  decode: ({ requestBody, responseBody }: DecodeInput): Prediction => ({
    features: requestBody as Record<string, unknown>,
    output: (responseBody as { size: number }).size,
  }),
};

const registry = new promClient.Registry();
const lines: string[] = [];

/** Functions that take our own request and response as they come. */
const options = {
  model: (req) => String(req.headers['x-model']),
  version: (_req, body) => (typeof body === 'object' ? '2' : '1'),
  routes: ['/predict', /^\/score$/],
  protocol: sizes,
  task: 'regression',
  truth: (req) => req.body,
  accuracy: (output: number, truth: number) => Math.max(0, 1 - Math.abs(output - truth) / 10),
  metrics: {
    registry,
    client: promClient,
    prefix: 'ml_',
    buckets: [0.1, 1],
    defaultMetrics: false,
    excludeRoutes: ['/health', /^\/static\//],
    customLabels: { tenant: (req) => String(req.headers['x-tenant']), site: 'a' },
  },
  log: {
    format: (tokens, req, res) =>
      `${tokens.method(req, res)} ${tokens.url(req, res)} ${tokens.accuracy(req, res)}`,
    stream: { write: (line: string) => lines.push(line) },
    skip: (req, res) => res.statusCode >= 400 || req.method === 'HEAD',
    redact: ['ticket'],
  },
  authorize: async (req) => req.headers.authorization === 'Bearer mine',
  limits: { models: 5, rowsPerRequest: 10 },
  onFault: ({ part, error }) => console.error(part, error),
  window: '5m',
} satisfies ModelMonitorOptions;

/** Functions that ask for Express's request and response. */
const asExpressHasThem = {
  model: (req: express.Request) => req.get('x-model') ?? 'none',
  version: (req: express.Request) => req.hostname,
  routes: (req: express.Request) => req.path.endsWith('/guess'),
  classes: ['low', 'high'] as const,
  truth: (req: express.Request) => req.body.grade,
  metrics: { authorize: (req: express.Request) => req.ip === '127.0.0.1' },
  log: { skip: (req: express.Request, res: express.Response) => req.secure || res.headersSent },
} satisfies ModelMonitorOptions;

function createApp(monitor: ModelMonitor): express.Express {
  const app = express();
  app.use(express.json());
  app.use(modelMonitor({ metrics: false, log: false }));
  app.use(monitor);
  app.use('/internal', monitor.logger, monitor.metrics);
  app.post('/predict', (req, res) => {
    res.json({ size: req.body.size * 2 });
  });
  app.post('/guess', monitor.predict, (_req, res) => {
    res.locals['prediction'] = { output: 5, truth: 10 } satisfies Prediction;
    res.json({ size: 5 });
  });
  return app;
}

async function main(): Promise<object> {
  const monitor = modelMonitor({ ...options, truth: asExpressHasThem.truth });
  await modelMonitor({ ...asExpressHasThem, metrics: { registry: new promClient.Registry() } }).close();
  const server = createApp(monitor).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const headers = { 'content-type': 'application/json', 'x-model': 'sizes', 'x-tenant': 't1' };
  for (const path of ['/predict', '/guess']) {
    const body = JSON.stringify({ size: 3, grade: 5 });
    await fetch(url + path, { method: 'POST', headers, body });
  }
  const refused = await fetch(`${url}/metrics`);
  const page = await fetch(`${url}/metrics`, { headers: { authorization: 'Bearer mine' } });
  const samples = (await page.text())
    .split('\n')
    .filter((line) => /^ml_model_(accuracy_sum|info)/.test(line));
  const [id]: string[] = monitor.record({ output: 7, truth: 7, model: 'batch', version: '1', id: 'night-1' });
  server.close();
  await monitor.close();
  return { refused: refused.status, samples, lines, id, isTheirs: monitor.registry === registry };
}

main().then((result) => console.log(JSON.stringify(result)));
