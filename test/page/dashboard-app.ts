import type { TestContext } from 'node:test';
import express, { type Express } from 'express';
import { Registry } from 'prom-client';
import { type Fault, type ModelMonitor, type ModelMonitorOptions, modelMonitor } from '../../src/index.ts';
import { exchange, type HttpAnswer, listen } from '../support/http-exchange.ts';

/** An app of a model that always says `rain`, with the page. */
export interface DashboardApp {
  readonly monitor: ModelMonitor;
  readonly url: string;
  /** As `part: message`. */
  readonly faults: readonly string[];
  get(path: string, headers?: Record<string, string>): Promise<HttpAnswer>;
  json(path: string): Promise<unknown>;
  predict(): Promise<void>;
}

export interface DashboardAppOptions extends ModelMonitorOptions {
  /** Express 5.3, unless said otherwise. */
  readonly createApp?: typeof express;
  mount?(app: Express, monitor: ModelMonitor): void;
}

/** Serves until the test ends. */
export async function dashboardApp(t: TestContext, given: DashboardAppOptions = {}): Promise<DashboardApp> {
  const { createApp = express, mount = mountWhole, ...options } = given;
  const faults: string[] = [];
  const monitor = modelMonitor({
    dashboard: true,
    ...options,
    log: false,
    metrics: { registry: new Registry(), defaultMetrics: false },
    onFault: ({ part, error }: Fault) => faults.push(`${part}: ${(error as Error).message}`),
  });
  t.after(() => monitor.close());
  // The environment `test` keeps Express from printing the errors of its default handler.
  const app = createApp().set('env', 'test');
  mount(app, monitor);
  app.post('/predict', (_req, res) => void res.json({ output: 'rain' }));
  const url = await listen(t, app);
  const get: DashboardApp['get'] = (path, headers = {}) => exchange(url + path, { headers });
  return {
    monitor,
    url,
    faults,
    get,
    json: async (path) => JSON.parse((await get(path)).body.toString()),
    predict: async () => {
      const headers = { 'Content-Type': 'application/json' };
      const answer = await fetch(`${url}/predict`, { method: 'POST', headers, body: '{"wind":1}' });
      await answer.arrayBuffer();
    },
  };
}

function mountWhole(app: Express, monitor: ModelMonitor): void {
  app.use(express.json(), monitor);
}
