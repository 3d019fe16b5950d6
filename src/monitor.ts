import promClient from 'prom-client';
import type { Faults } from './domain/faults.ts';
import type { ModelChoice } from './domain/model-choice.ts';
import { readVersion } from './domain/model-snapshot.ts';
import type { Models } from './domain/models.ts';
import { type Snapshot, takeSnapshot } from './domain/snapshot.ts';
import { compareVersions, type VersionComparison } from './domain/version-comparison.ts';
import type { Endpoint } from './endpoint/endpoint.ts';
import { type HandlerParts, loggerHandler, mainHandler, predictHandler } from './express/handlers.ts';
import type { Request, RequestHandler, Response } from './express/http.ts';
import { PredictObserver } from './express/predict-observer.ts';
import { pathMatcher } from './express/predict-routes.ts';
import { type CustomLabels, RequestMonitor, type RequestMonitorParts } from './express/request-monitor.ts';
import { RequestLog } from './log/request-log.ts';
import { MonitorAlerts } from './monitor-alerts.ts';
import { MonitorEndpoints } from './monitor-endpoints.ts';
import { type JoinLabels, refuseLabels } from './monitor-feedback.ts';
import { MonitorMetrics } from './monitor-metrics.ts';
import { rulesInput } from './monitor-rules.ts';
import type { Listen } from './monitor-server.ts';
import { snapshotSource } from './monitor-snapshot.ts';
import { createState, type MonitorState } from './monitor-state.ts';
import type { ModelMonitorOptions } from './options/model-monitor-options.ts';
import type { MetricsConfiguration } from './options/parse-metrics.ts';
import { type Configuration, parseOptions } from './options/parse-options.ts';
import type { MetricsRegistry } from './prometheus/metrics-client.ts';
import { predictionRecorder, type RecordPredictions } from './record-predictions.ts';
import { prometheusRules } from './rules/prometheus-rules.ts';

/** The handler that does everything, carrying its parts for those who mount them one by one. */
export interface ModelMonitor extends RequestHandler {
  /** Writes the request log, and nothing else. */
  readonly logger: RequestHandler;
  /** Put on a route, makes it a predict route whatever its path. */
  readonly predict: RequestHandler;
  /** Serves the metrics: `app.use('/metrics', monitor.metrics)`, also on another app, or on a plain server. */
  readonly metrics: Endpoint;
  /** The prom-client registry in use. */
  readonly registry: MetricsRegistry;
  /** Takes labels that come later: `app.use('/feedback', monitor.feedback)`, also on another app, or on a plain server. */
  readonly feedback: Endpoint;
  /** The live page and its JSON: `app.use('/monitor', monitor.dashboard)`, also on another app, or on a plain server. */
  readonly dashboard: Endpoint;
  /**
   * Serves all that is on from a server of its own, with `/health` beside it, at 127.0.0.1 unless another host is named;
   * the application then serves none of it. Resolves to the server when it listens.
   */
  readonly listen: Listen;
  readonly record: RecordPredictions;
  readonly label: JoinLabels;
  /** Everything the monitor knows now, as plain JSON; of one model, or one of its versions, when asked for that. */
  snapshot(choice?: ModelChoice): Snapshot;
  /** The rules with which Prometheus judges as this monitor does, all replicas together: a rule file, as YAML. */
  rules(): string;
  /** Two versions of a model over the current window; `undefined` when one of them was never seen. */
  compareVersions(model: string, a: string, b: string): VersionComparison | undefined;
  /**
   * Flushes both logs, tells of the alerts that wait, closes the store, lets go of the registry: totals stay. Calling it
   * again does nothing.
   */
  close(): Promise<void>;
}

/**
 * Makes the monitor: `app.use(modelMonitor())`.
 *
 * @throws ModelMonitorError, with every problem of the options at once.
 */
export function modelMonitor(options: ModelMonitorOptions = {}): ModelMonitor {
  const configuration = parseOptions(options);
  const { faults, windowSeconds } = configuration;
  const state = createState(configuration);
  const { models, drops, events, keeper } = state;
  // First of all that runs: a metric's name may be taken.
  const metrics = configuration.metrics && new MonitorMetrics(configuration.metrics, configuration);
  const alerts = configuration.alerts.length > 0 ? new MonitorAlerts(configuration, state) : undefined;
  const source = snapshotSource(configuration, state, alerts);
  const endpoints = new MonitorEndpoints(configuration, state, { metrics, source });
  const { feedback, server } = endpoints;
  const log = configuration.log && new RequestLog(configuration.log, { faults, drops });
  const requests = new RequestMonitor(requestParts(configuration, state, log));
  const predictionsInProgress = (): number => requests.inProgress;
  metrics?.readFrom({ ...state, alerts, faults, windowSeconds, predictionsInProgress });
  let isClosed = false;
  const parts: HandlerParts = {
    requests,
    endpoints: () => endpoints.inApplication,
    faults,
    matchRoute: configuration.matchRoute,
    isExcluded: excluder(configuration.metrics),
    prepare: () => metrics?.prepare(),
    isClosed: () => isClosed,
  };
  return Object.assign(mainHandler(parts), {
    logger: loggerHandler(parts),
    predict: predictHandler(parts),
    ...endpoints.routers,
    listen: server.listen,
    registry: metrics?.registry ?? promClient.register,
    record: predictionRecorder(configuration, state),
    label: feedback?.label ?? refuseLabels,
    snapshot: (choice?: ModelChoice) => takeSnapshot(source, new Date(), choice),
    rules: () => prometheusRules(rulesInput(configuration)),
    compareVersions: (model: string, a: string, b: string) => compareSeen(models, model, [a, b]),
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      requests.close();
      log?.close();
      await server.close();
      await Promise.all([feedback?.close(), alerts?.close()]);
      await events?.close();
      await keeper.close();
      await metrics?.close();
    },
  });
}

function compareSeen(
  models: Models,
  model: string,
  [a, b]: readonly [a: string, b: string],
): VersionComparison | undefined {
  const [ofA, ofB] = [models.find(model, a), models.find(model, b)];
  return ofA && ofB && compareVersions(readVersion(ofA), readVersion(ofB));
}

function requestParts(
  { model, version, protocol, truth, accuracy, limits, faults, metrics }: Configuration,
  { models, routes, http, drops, labels, events }: MonitorState,
  log: RequestLog | undefined,
): RequestMonitorParts {
  const naming = { model, version, faults };
  const reading = { protocol, truth, limits, faults, drops };
  return {
    predictions: new PredictObserver({
      models,
      naming,
      reading,
      faults,
      labels,
      events,
      identifiesRows: accuracy !== undefined || labels !== undefined || events !== undefined,
    }),
    routes,
    http,
    log,
    customLabels: metrics && customLabelsOf(metrics, faults),
    faults,
  };
}

/** A label that throws, or is no plain value, comes out empty, and leaves the others as they are. */
function customLabelsOf({ customLabels }: MetricsConfiguration, faults: Faults): CustomLabels | undefined {
  if (customLabels.size === 0) return undefined;
  const labels = Array.from(customLabels.values());
  return (req: Request, res: Response) =>
    labels.map((label) =>
      typeof label === 'string' ? label : textOf(faults.guard('custom_labels', '', () => label(req, res))),
    );
}

function textOf(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
}

function excluder(metrics: MetricsConfiguration | undefined): (path: string) => boolean {
  if (metrics === undefined || metrics.excludeRoutes.length === 0) return () => false;
  const match = pathMatcher(metrics.excludeRoutes);
  return (path) => match(path) !== undefined;
}
