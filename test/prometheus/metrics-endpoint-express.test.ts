import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type express from 'express';
import * as promClient from 'prom-client';
import { type Collection, collectMetrics } from '../../src/prometheus/collection.ts';
import { createMetricsEndpoint } from '../../src/prometheus/metrics-endpoint.ts';
import { exchange, listen } from '../support/http-exchange.ts';
import { recordFaults } from '../support/recorded-faults.ts';

const require = createRequire(import.meta.url);

for (const name of ['express', 'express51', 'express50', 'express4', 'express418']) {
  const createApp = require(name) as typeof express;
  const { version } = require(`${name}/package.json`) as { version: string };

  test(`the endpoint answers where it is mounted and nowhere else (Express ${version})`, async (t) => {
    const registry = new promClient.Registry();
    new promClient.Counter({ name: 'jobs_total', help: 'Jobs.', registers: [registry] }).inc(3);
    const { faults, reports } = recordFaults();
    const collect = (): Promise<Collection> => collectMetrics(registry, faults);
    const endpoint = createMetricsEndpoint({ collect, faults, authorize: () => true });
    const app = createApp();
    const inner = createApp.Router();
    app.use((_request, response, next) => {
      response.vary('Origin');
      next();
    });
    app.use('/metrics', endpoint);
    app.get('/route/metrics', endpoint);
    inner.get('/metrics', endpoint);
    inner.use('/deep/metrics', endpoint);
    app.use('/inner', inner);
    app.use((request, response) => {
      response.status(404).send(request.url);
    });
    const url = await listen(t, app);
    const page = '# HELP jobs_total Jobs.\n# TYPE jobs_total counter\njobs_total 3\n';
    for (const [path, expected] of [
      ['/metrics', page],
      ['/metrics/', page],
      ['/metrics?name[]=jobs_total', page],
      ['/metrics?name[]=other', ''],
      ['/route/metrics?x', page],
      ['/inner/metrics', page],
      ['/inner/deep/metrics/', page],
      ['/metrics/foo', '/metrics/foo'],
      ['/inner/deep/metrics/foo?x', '/inner/deep/metrics/foo?x'],
      ['/metricsfoo', '/metricsfoo'],
    ] as const) {
      assert.equal((await exchange(url + path)).body.toString(), expected, path);
    }
    const { headers } = await exchange(`${url}/metrics`);
    assert.deepEqual(
      { type: headers['content-type'], etag: headers.etag, vary: headers.vary },
      {
        type: 'text/plain; version=0.0.4; charset=utf-8',
        etag: undefined,
        vary: 'Origin, Accept, Accept-Encoding',
      },
    );
    assert.deepEqual(reports, []);
  });
}
