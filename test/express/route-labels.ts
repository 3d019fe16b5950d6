import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { Express, RequestHandler, Router, RouterOptions } from 'express';
import { type MetricValueWithName, Registry } from 'prom-client';
import { type ModelMonitor, type ModelMonitorOptions, modelMonitor } from '../../src/index.ts';
import { requestOnce } from '../support/raw-client.ts';
import { EXPRESS_VERSIONS, type ExpressVersion } from './express-versions.ts';

/** An app to be built, and a monitor for it with nothing on but the metrics. */
export interface Site extends ExpressVersion {
  readonly app: Express;
  readonly monitor: ModelMonitor;
  readonly registry: Registry;
  /** A new router with what `setUp` puts on it. */
  router(setUp: (router: Router) => void, options?: RouterOptions): Router;
}

export interface RouteLabelCase {
  readonly name: string;
  /** The major version in whose pattern syntax the case is written; either understands it when absent. */
  readonly major?: 4 | 5;
  readonly options?: ModelMonitorOptions;
  /** Puts the monitor into the app; `app.use(monitor)` when absent. */
  readonly install?: (site: Site) => void;
  readonly build: (site: Site) => void;
  /** By request (`GET /items/1`) what it is to be counted under: `STATUS ROUTE`. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A handler that answers 200. */
export const answer: RequestHandler = (_req, res) => {
  res.json('answered');
};

/** Tests every case on every version of Express it is written for. */
export function testRouteLabels(cases: readonly RouteLabelCase[]): void {
  for (const expressVersion of EXPRESS_VERSIONS) {
    for (const { name, major, options, install, build, labels } of cases) {
      if (major !== undefined && major !== expressVersion.major) continue;
      test(`${name} (Express ${expressVersion.version})`, async (t) => {
        const site = createSite(t, expressVersion, options);
        if (install === undefined) site.app.use(site.monitor);
        else install(site);
        build(site);
        assert.deepEqual(await labelsOf(t, site, Object.keys(labels)), labels);
        // The first request of an app is tracked from the monitor on, later ones from their beginning.
        assert.deepEqual(await labelsOf(t, site, Object.keys(labels)), labels, 'sent once more');
      });
    }
  }
}

export function createSite(t: TestContext, version: ExpressVersion, options: ModelMonitorOptions = {}): Site {
  const { express } = version;
  const registry = new Registry();
  const monitor = modelMonitor({ metrics: { registry, defaultMetrics: false }, log: false, ...options });
  t.after(() => monitor.close());
  return {
    ...version,
    // The environment `test` keeps Express from printing the errors of its default handler.
    app: express().set('env', 'test'),
    monitor,
    registry,
    router: (setUp, routerOptions) => {
      const router = express.Router(routerOptions);
      setUp(router);
      return router;
    },
  };
}

/** Sends the requests one after another; what each of them was counted under. */
export async function labelsOf(
  t: TestContext,
  { app, registry }: Pick<Site, 'app' | 'registry'>,
  requests: readonly string[],
): Promise<Record<string, string>> {
  const send = await serve(t, app);
  const labels: Record<string, string> = {};
  let before = await countsIn(registry);
  for (const request of requests) {
    await send(request);
    const after = await countsIn(registry);
    labels[request] = Array.from(after.keys())
      .filter((key) => after.get(key) !== before.get(key))
      .join();
    before = after;
  }
  return labels;
}

/** Serves until the test ends; a function that sends a request like `GET /items/1`. */
export async function serve(
  t: TestContext,
  listener: RequestListener,
): Promise<(request: string) => Promise<string>> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return (request) => {
    const [method, path = '/'] = request.split(' ');
    // The server closes the connection after the response: by then everyone has heard of its end.
    return requestOnce(port, { method, path });
  };
}

const COUNT = 'http_request_duration_seconds_count';

/** Requests of any method by `STATUS ROUTE`. */
async function countsIn(registry: Registry): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { values } of await registry.getMetricsAsJSON()) {
    for (const { metricName, labels, value } of values as MetricValueWithName<string>[]) {
      if (metricName !== COUNT) continue;
      const key = `${labels['status_code']} ${labels['route']}`;
      counts.set(key, (counts.get(key) ?? 0) + value);
    }
  }
  return counts;
}
