import type { SnapshotSource } from './domain/snapshot.ts';
import type { Endpoint } from './endpoint/endpoint.ts';
import type { OwnEndpoint } from './express/handlers.ts';
import { MonitorDashboard } from './monitor-dashboard.ts';
import { MonitorFeedback } from './monitor-feedback.ts';
import type { MonitorMetrics } from './monitor-metrics.ts';
import { MonitorServer } from './monitor-server.ts';
import type { MonitorState } from './monitor-state.ts';
import type { Configuration } from './options/parse-options.ts';

/** What is asked for. */
export interface EndpointSources {
  readonly metrics: MonitorMetrics | undefined;
  readonly source: SnapshotSource;
}

/** What of a monitor can be asked over HTTP: the parts that are on, in the application or on servers of their own. */
export class MonitorEndpoints {
  readonly feedback: MonitorFeedback | undefined;
  readonly server: MonitorServer;
  readonly #metrics: MonitorMetrics | undefined;
  readonly #dashboard: MonitorDashboard | undefined;
  readonly #own: readonly OwnEndpoint[];

  constructor(configuration: Configuration, state: MonitorState, { metrics, source }: EndpointSources) {
    const { feedback, dashboard, faults } = configuration;
    const { labels } = state;
    this.feedback = feedback && labels && new MonitorFeedback(feedback, labels, configuration);
    this.#metrics = metrics;
    this.#dashboard = dashboard && new MonitorDashboard(dashboard, source, configuration);
    this.#own = [metrics, this.feedback, this.#dashboard].filter((endpoint) => endpoint !== undefined);
    this.server = new MonitorServer(this.#own, faults, state);
  }

  /** Those that the application serves: none once they have a server of their own. */
  get inApplication(): readonly OwnEndpoint[] {
    return this.server.hasListened ? [] : this.#own;
  }

  /** Each for `app.use`; one that is off passes on. */
  get routers(): Readonly<Record<'metrics' | 'feedback' | 'dashboard', Endpoint>> {
    return {
      metrics: this.#metrics?.endpoint ?? passOn,
      feedback: this.feedback?.endpoint ?? passOn,
      dashboard: this.#dashboard?.endpoint ?? passOn,
    };
  }
}

const passOn: Endpoint = (_req, res, next) => {
  if (next === undefined) res.writeHead(404).end();
  else next();
};
