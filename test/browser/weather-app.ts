import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { Registry } from 'prom-client';
import { type WeatherRow, weatherClasses, weatherRows } from '../../example-app/weather-data.ts';
import { baselineFile, predictWeather, readModel } from '../../example-app/weather-model.ts';
import { type ModelMonitor, type ModelMonitorOptions, modelMonitor } from '../../src/index.ts';

/** Days like those that the models were trained on. */
export const usualDays: readonly WeatherRow[] = weatherRows({ location: 'Seattle', years: [2013, 2015] });
/** A month that neither model knows well. */
export const foggyDays: readonly WeatherRow[] = weatherRows({
  location: 'Seattle',
  years: [2015],
  months: [1],
});

const MODELS = new Map(['1', '2'].map((version) => [version, readModel(version)]));

/** Both versions of the weather model behind Express, with everything of the monitor on. */
export class WeatherApp {
  readonly monitor: ModelMonitor;
  readonly #app = express();
  #server: Server | undefined;
  #port = 0;

  constructor(options: ModelMonitorOptions = {}) {
    this.monitor = modelMonitor({
      model: 'weather',
      classes: weatherClasses,
      log: false,
      metrics: { registry: new Registry(), defaultMetrics: false },
      feedback: true,
      dashboard: true,
      baseline: ['1', '2'].map((version) => fileURLToPath(baselineFile(version))),
      // Long enough for a slow machine to look at what was sent.
      window: '3m',
      alerts: [
        { name: 'AccuracyLow', metric: 'accuracy', below: 0.75, severity: 'critical' },
        { name: 'InputsDrift', metric: 'drift', severity: 'warning' },
        { name: 'ErrorsMany', metric: 'error_rate', above: 0.05 },
      ],
      notify: [() => undefined],
      ...options,
    });
    this.#app.use(express.json(), this.monitor);
    this.#app.post('/versions/:version/predict', (req, res) => {
      const { trees = [] } = MODELS.get(req.params.version) ?? {};
      const { label, scores } = predictWeather(trees, req.body.features);
      res.locals['prediction'] = { version: req.params.version };
      res.json({ output: label, scores });
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** On the same port as before, when it was open before. */
  async open(): Promise<void> {
    this.#server = createServer(this.#app).listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Takes no more requests; the monitor stays as it is. */
  async shut(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  async close(): Promise<void> {
    await Promise.all([this.shut(), this.monitor.close()]);
  }

  /** Asks one version about days, one request each, then says what the weather was. */
  async ask(version: string, days: readonly WeatherRow[]): Promise<void> {
    const labels = await Promise.all(
      days.map(async ({ features, weather }) => {
        const { headers } = await this.#post(`/versions/${version}/predict`, { features });
        return { id: headers.get('x-prediction-id'), truth: weather };
      }),
    );
    await this.#post('/feedback', labels);
  }

  async #post(path: string, body: unknown): Promise<Response> {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(this.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer;
  }
}
