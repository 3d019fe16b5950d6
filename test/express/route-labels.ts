import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { Registry } from 'prom-client';
import { type ModelMonitor, type ModelMonitorOptions, modelMonitor } from '../../src/index.ts';

/** A monitor with a registry of its own and nothing on but the metrics. */
export function quietMonitor(options: ModelMonitorOptions = {}): ModelMonitor {
  return modelMonitor({ metrics: { registry: new Registry(), defaultMetrics: false }, log: false, ...options });
}

/**
 * Sends the requests, written as their first line without the version (`GET /items/1`), one after another,
 * each on a connection of its own, and stops the app.
 */
export async function sendAll(app: Express, requests: readonly string[]): Promise<void> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  for (const line of requests) {
    const [method, path] = line.split(' ');
    const outgoing = request({ port, host: '127.0.0.1', method, path, agent: false }).end();
    const [incoming] = await once(outgoing, 'response');
    incoming.resume();
    await once(incoming, 'end');
  }
  server.close();
  await once(server, 'close');
}

/** How many requests were counted, by `METHOD STATUS ROUTE`. */
export async function routeLabelsOf({ registry }: ModelMonitor): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const metric of await registry.getMetricsAsJSON()) {
    if (metric.name !== 'http_request_duration_seconds') continue;
    for (const { metricName, labels, value } of metric.values as any[]) {
      if (metricName !== 'http_request_duration_seconds_count') continue;
      counts[`${labels.method} ${labels.status_code} ${labels.route}`] = value;
    }
  }
  return counts;
}
