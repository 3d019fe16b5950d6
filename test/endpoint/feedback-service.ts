import type { TestContext } from 'node:test';
import express, { type Express } from 'express';
import { Registry } from 'prom-client';
import { type Fault, type ModelMonitor, type ModelMonitorOptions, modelMonitor } from '../../src/index.ts';
import { listen } from '../support/http-exchange.ts';
import { seriesOf } from '../support/metrics-text.ts';

export interface ServiceOptions extends Omit<ModelMonitorOptions, 'log' | 'metrics' | 'onFault'> {
  /** Puts the monitor and a body parser on the app; the parser before the monitor, unless said otherwise. */
  mount?(app: Express, monitor: ModelMonitor): void;
  /** Express 5.3, unless said otherwise. */
  readonly createApp?: typeof express;
}

/** What an endpoint answered. */
export interface Sent {
  readonly status: number;
  /** Of JSON what it says, else the text. */
  readonly body: unknown;
  readonly headers: Headers;
}

/** A model that always says `rain`, and takes labels. */
export class FeedbackService {
  readonly monitor: ModelMonitor;
  /** Faults of ours, as `part: message`. */
  readonly faults: string[] = [];
  readonly app: Express;
  #url = '';

  private constructor({ mount = mountBehindJson, createApp = express, ...options }: ServiceOptions) {
    this.monitor = modelMonitor({
      feedback: true,
      ...options,
      log: false,
      metrics: { registry: new Registry(), defaultMetrics: false },
      onFault: ({ part, error }: Fault) => this.faults.push(`${part}: ${(error as Error).message}`),
    });
    // The environment `test` keeps Express from printing the errors of its default handler.
    this.app = createApp().set('env', 'test');
    mount(this.app, this.monitor);
    this.app.post('/predict', (_req, res) => void res.json({ output: 'rain' }));
  }

  /** Serves until the test ends. */
  static async serve(t: TestContext, options: ServiceOptions = {}): Promise<FeedbackService> {
    const service = new FeedbackService(options);
    t.after(() => service.monitor.close());
    service.#url = await listen(t, service.app);
    return service;
  }

  get url(): string {
    return this.#url;
  }

  /** Predicts under an id. */
  async predict(id: string): Promise<void> {
    const headers = { 'X-Prediction-Id': id, 'Content-Type': 'application/json' };
    const answer = await fetch(`${this.#url}/predict`, { method: 'POST', headers, body: '{"wind":1}' });
    await answer.arrayBuffer();
  }

  /** Sends labels, as JSON unless they are text already. */
  label(labels: unknown, init: RequestInit = {}): Promise<Sent> {
    const body = typeof labels === 'string' ? labels : JSON.stringify(labels);
    return post(`${this.#url}/feedback`, { body, ...init });
  }

  /** The series of a metric that are not 0, by their labels. */
  async metric(name: string): Promise<Record<string, number>> {
    return seriesOf(await this.monitor.registry.metrics(), name);
  }

  /** Labels that came, by what became of them; the results that are not 0. */
  async results(): Promise<Record<string, number>> {
    const series = Object.entries(await this.metric('model_feedback_total'));
    return Object.fromEntries(series.map(([labels, count]) => [labels.split('"')[1] ?? '', count]));
  }
}

function mountBehindJson(app: Express, monitor: ModelMonitor): void {
  app.use(express.json(), monitor);
}

/** One request with a body of JSON, unless its headers say otherwise. */
export async function post(url: string, init: RequestInit): Promise<Sent> {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, ...init });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false;
  return { status: answer.status, body: isJson ? JSON.parse(text) : text, headers: answer.headers };
}

/** The counts of an answer to labels; those not named are 0. */
export function countsOf(counts: Partial<Record<Outcome, number>>): Record<Outcome, number> {
  return { joined: 0, duplicate: 0, unknown: 0, expired: 0, invalid: 0, ...counts };
}

type Outcome = 'joined' | 'duplicate' | 'unknown' | 'expired' | 'invalid';
