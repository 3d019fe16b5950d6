import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import express, { type Request, type Response } from 'express';
import { Registry } from 'prom-client';
import { type ModelMonitor, type ModelMonitorOptions, modelMonitor } from '../../src/index.ts';
import { listen } from '../support/http-exchange.ts';
import { samplesOf } from '../support/metrics-text.ts';

/** Rows by bin, by feature. */
export type RowsByFeature = Readonly<Record<string, Readonly<Record<string, number>>>>;

const FEATURE_AND_BIN = /model_version="([^"]*)",feature="([^"]*)"(?:,(?:bin|method)="([^"]*)")?/;

/** A model behind Express with a monitor of its own, asked over HTTP until the test ends. */
export class ServedModel {
  readonly monitor: ModelMonitor;
  /** What was reported, as `part: message`. */
  readonly faults: string[] = [];
  #url = '';

  get url(): string {
    return this.#url;
  }

  private constructor(options: ModelMonitorOptions) {
    this.monitor = modelMonitor({
      ...options,
      log: false,
      metrics: { registry: new Registry(), defaultMetrics: false },
      onFault: ({ part, error }) =>
        this.faults.push(`${part}: ${error instanceof Error ? error.message : error}`),
    });
  }

  /** @param answer - of every predict request; a body that it returns is sent as JSON. */
  static async serve(
    t: TestContext,
    options: ModelMonitorOptions,
    answer: (req: Request, res: Response) => unknown,
  ): Promise<ServedModel> {
    const served = new ServedModel(options);
    t.after(() => served.monitor.close());
    const app = express();
    app.use(express.json({ limit: '5mb' }), served.monitor);
    app.post(/./, (req, res) => {
      const body = answer(req, res);
      if (!res.headersSent) res.json(body);
    });
    served.#url = await listen(t, app);
    return served;
  }

  /** Sends one predict request, which has to be answered. */
  async predict(body: unknown, path = '/predict'): Promise<void> {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(this.#url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    await answer.arrayBuffer();
    assert.equal(answer.status, 200);
  }

  /** The page of metrics. */
  async scrape(): Promise<string> {
    const answer = await fetch(`${this.#url}/metrics`);
    return answer.text();
  }

  /** The values of a metric by feature, and by bin or method where it has any. */
  async byFeature(metric: string, version?: string): Promise<RowsByFeature> {
    return featuresIn(await this.scrape(), metric, version);
  }

  /** Values counted per bin, bins without any left out. */
  async counts(version?: string): Promise<RowsByFeature> {
    const features = await this.byFeature('model_feature_values_total', version);
    return Object.fromEntries(Object.entries(features).map(([name, bins]) => [name, withoutZeros(bins)]));
  }
}

/** The values of a metric on a page of metrics, of one version or of all; '' where it has neither bin nor method. */
export function featuresIn(page: string, metric: string, ofVersion?: string): RowsByFeature {
  const features = new Map<string, Record<string, number>>();
  for (const [series, value] of samplesOf(page)) {
    if (!series.startsWith(`${metric}{`)) continue;
    const [, version, feature = '', bin = ''] = FEATURE_AND_BIN.exec(series) ?? assert.fail(series);
    if (ofVersion !== undefined && version !== ofVersion) continue;
    features.set(feature, { ...features.get(feature), [bin]: value });
  }
  return Object.fromEntries(features);
}

function withoutZeros(bins: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(bins).filter(([, rows]) => rows > 0));
}

/** All values of a feature, whatever their bin. */
export function valuesIn(bins: Readonly<Record<string, number>> = {}): number {
  return Object.values(bins).reduce((sum, rows) => sum + rows, 0);
}
