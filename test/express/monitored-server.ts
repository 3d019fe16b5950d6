import { EventEmitter, once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import express, { type Express } from 'express';
import { Registry } from 'prom-client';
import { type ModelMonitor, type ModelMonitorOptions, modelMonitor } from '../../src/index.ts';
import type { LogOptions, MetricsOptions } from '../../src/options/model-monitor-options.ts';
import { samplesOf, seriesOf } from '../support/metrics-text.ts';
import { LineSink } from './line-sink.ts';

/**
 * What stands at the end of the request log. Where code of the application runs when a line is written,
 * the end of a response is waited for in another way, since that code may ask for the async context.
 */
export const SINKS = ['a stream', 'an object'] as const;
export type SinkKind = (typeof SINKS)[number];

export interface ServedOptions {
  readonly sink?: SinkKind;
  /** Added to what the server needs for itself: a registry, and a log in JSON. */
  readonly options?: Omit<ModelMonitorOptions, 'log' | 'metrics'> & {
    readonly log?: LogOptions;
    readonly metrics?: MetricsOptions;
  };
  /** Puts the monitor and the routes on an app; `events` tells the test what the routes see. */
  mount(app: Express, monitor: ModelMonitor, events: EventEmitter): void;
}

/** What was counted of requests, by route and status, and of predict requests, by outcome. */
export interface Counted {
  readonly http: Readonly<Record<string, number>>;
  readonly predict: Readonly<Record<string, number>>;
}

/** An app behind a real server, its monitor, and what the monitor says. */
export class MonitoredServer {
  readonly server: Server;
  readonly events: EventEmitter = new EventEmitter();
  readonly sink: LineSink = new LineSink();
  readonly monitor: ModelMonitor;
  readonly #registry = new Registry();

  private constructor({ sink, options, mount }: ServedOptions) {
    const stream = sink === 'an object' ? this.sink : this.sink.stream;
    this.monitor = modelMonitor({
      ...options,
      metrics: { registry: this.#registry, defaultMetrics: false, ...options?.metrics },
      log: { format: 'json', stream, ...options?.log },
    });
    // The environment `test` keeps Express from printing the errors of its default handler.
    const app = express().set('env', 'test');
    mount(app, this.monitor, this.events);
    this.server = createServer(app);
  }

  /** Serves until the test ends. */
  static async serve(t: TestContext, options: ServedOptions): Promise<MonitoredServer> {
    const served = new MonitoredServer(options);
    t.after(() => {
      served.server.close();
      served.server.closeAllConnections();
      return served.monitor.close();
    });
    await once(served.server.listen(0, '127.0.0.1'), 'listening');
    return served;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** A connection on which these bytes were sent; what comes back flows away. */
  connect(bytes: string): Socket {
    const socket = connect(this.port, '127.0.0.1').resume();
    // A reset is one of the ways in which a connection ends here.
    socket.on('error', () => undefined);
    socket.write(bytes);
    return socket;
  }

  /** The log lines of so many requests: of each its status and its outcome. */
  async logged(count: number): Promise<string[]> {
    const lines = await this.sink.whenWritten(count);
    return lines.map((line) => JSON.parse(line)).map(({ status, outcome }) => `${status} ${outcome}`);
  }

  /** The series of a metric that are not 0, by their labels. */
  async series(name: string): Promise<Record<string, number>> {
    return seriesOf(await this.#registry.metrics(), name);
  }

  async counted(): Promise<Counted> {
    return this.#byLabels('count');
  }

  /** The same for the sums of seconds. */
  async seconds(): Promise<Counted> {
    return this.#byLabels('sum');
  }

  /** Predict requests being answered right now, as the gauge says. */
  async inProgress(): Promise<number | undefined> {
    return samplesOf(await this.#registry.metrics()).get('prediction_requests_in_progress');
  }

  async #byLabels(suffix: 'count' | 'sum'): Promise<Counted> {
    const http = await this.series(`http_request_duration_seconds_${suffix}`);
    const predict = await this.series(`prediction_latency_seconds_${suffix}`);
    return {
      http: summed(http, /route="([^"]*)",status_code="([^"]*)"/),
      predict: summed(predict, /outcome="([^"]*)"/),
    };
  }
}

/** Sums of the series by the values of some labels. */
function summed(series: Record<string, number>, labels: RegExp): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [key, value] of Object.entries(series)) {
    const name = labels.exec(key)?.slice(1).join(' ') ?? key;
    sums[name] = (sums[name] ?? 0) + value;
  }
  return sums;
}
