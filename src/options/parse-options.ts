import type { NotifierFactory } from '../domain/alert-event.ts';
import type { AlertRule } from '../domain/alert-rule.ts';
import type { BaselinePlan } from '../domain/baseline-plan.ts';
import { type FaultHandler, Faults } from '../domain/faults.ts';
import type { AccuracyFunction } from '../domain/label-reader.ts';
import { DEFAULT_LIMITS, type Limits } from '../domain/limits.ts';
import type { RequestFunction } from '../express/http.ts';
import type { PredictRouteMatcher } from '../express/predict-routes.ts';
import type { RequestLogOptions } from '../log/request-log.ts';
import { bucketsOf } from '../prometheus/catalogue.ts';
import { PROTOCOLS } from '../protocols/auto.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { ServiceObjectives } from '../rules/rules-input.ts';
import { callback, count, either, objectWith, oneOf, optional, text } from './checks.ts';
import { ModelMonitorError, type OptionProblem } from './model-monitor-error.ts';
import type { Authorize, ModelMonitorOptions, VersionFunction } from './model-monitor-options.ts';
import { type Check, OptionReader } from './option-reader.ts';
import { parseAlerts } from './parse-alerts.ts';
import { parseBaseline } from './parse-baseline.ts';
import { type DashboardConfiguration, parseDashboard } from './parse-dashboard.ts';
import { type EventsConfiguration, parseEvents } from './parse-events.ts';
import { type FeedbackConfiguration, parseFeedback } from './parse-feedback.ts';
import { parseLog } from './parse-log.ts';
import { type MetricsConfiguration, parseMetrics } from './parse-metrics.ts';
import { parseNotify } from './parse-notify.ts';
import { parseRoutes } from './parse-routes.ts';
import { parseSlo } from './parse-slo.ts';
import { parseTask, type TaskConfiguration } from './parse-task.ts';
import { parseWindow, type WindowConfiguration } from './parse-window.ts';

/** The options with everything decided: no option is looked at again after this. */
export interface Configuration extends TaskConfiguration, WindowConfiguration {
  readonly model: ModelMonitorOptions['model'];
  readonly version: ModelMonitorOptions['version'];
  readonly matchRoute: PredictRouteMatcher;
  /** `undefined` tells the format request by request. */
  readonly protocol: Protocol | undefined;
  readonly truth: ModelMonitorOptions['truth'];
  readonly accuracy: ModelMonitorOptions['accuracy'];
  readonly metrics: MetricsConfiguration | undefined;
  readonly log: RequestLogOptions | undefined;
  readonly authorize: Authorize | undefined;
  readonly limits: Limits;
  readonly faults: Faults;
  readonly feedback: FeedbackConfiguration | undefined;
  readonly dashboard: DashboardConfiguration | undefined;
  /** What the model versions are compared with. */
  readonly baselines: BaselinePlan;
  /** None when nobody is to be told of anything. */
  readonly alerts: readonly AlertRule[];
  readonly notifiers: readonly NotifierFactory[];
  readonly objectives: ServiceObjectives;
  readonly events: EventsConfiguration | undefined;
}

const PROTOCOL_NAMES = ['auto', 'tensorflow', 'open-inference', 'mlflow', 'plain'] as const;

const model = either(text, callback<RequestFunction<string>>('(req) => string'));
const version = either(text, callback<VersionFunction>('(req, body) => string'));

const protocol: Check<Protocol | (typeof PROTOCOL_NAMES)[number]> = {
  ...either(
    oneOf(PROTOCOL_NAMES),
    objectWith<Protocol>({ decode: callback(''), name: text, matches: optional(callback('')) }, ''),
  ),
  expected: `${oneOf(PROTOCOL_NAMES).expected}, or a Protocol object { name, matches?(req), decode(input) }`,
};

/** @throws ModelMonitorError with every problem at once. */
export function parseOptions(options: ModelMonitorOptions): Configuration {
  const problems: OptionProblem[] = [];
  const reader = OptionReader.root(options, problems);
  const watched = {
    model: reader.read('model', model),
    version: reader.read('version', version),
    matchRoute: parseRoutes(reader),
    protocol: parseProtocol(reader),
    ...parseTask(reader),
    truth: reader.read('truth', callback<RequestFunction<unknown>>('(req) => value')),
    accuracy: reader.read('accuracy', callback<AccuracyFunction>('(output, truth, prediction) => 0..1')),
    metrics: parseMetrics(reader),
    log: parseLog(reader),
    authorize: reader.read('authorize', callback<Authorize>('(req) => boolean')),
    limits: parseLimits(reader),
    faults: new Faults(reader.read('onFault', callback<FaultHandler>('(fault) => void'))),
    feedback: parseFeedback(reader),
    dashboard: parseDashboard(reader),
    baselines: parseBaseline(reader),
    ...parseWindow(reader),
  };
  const configuration: Configuration = {
    ...watched,
    alerts: parseAlerts(reader, watched),
    notifiers: parseNotify(reader),
    objectives: parseSlo(reader, watched.metrics?.buckets ?? bucketsOf('prediction_latency_seconds')),
    events: parseEvents(reader),
  };
  reportSharedPaths(reader, configuration);
  reader.finish();
  if (problems.length > 0) throw new ModelMonitorError(problems);
  return configuration;
}

function parseProtocol(reader: OptionReader): Protocol | undefined {
  const given = reader.read('protocol', protocol);
  if (given === undefined || given === 'auto') return undefined;
  return typeof given === 'string' ? PROTOCOLS[given] : given;
}

/** Two endpoints at one path: the second would never be asked. */
function reportSharedPaths(reader: OptionReader, { metrics, feedback, dashboard }: Configuration): void {
  const owners = new Map<string, string>();
  for (const [name, endpoint] of Object.entries({ metrics, feedback, dashboard })) {
    if (endpoint === undefined) continue;
    const owner = owners.get(endpoint.path);
    if (owner === undefined) owners.set(endpoint.path, name);
    else reader.report(name, `expected a path of its own, got that of the ${owner}: ${endpoint.path}`);
  }
}

function parseLimits(options: OptionReader): Limits {
  const reader = options.group('limits', 'an object of limits');
  const names = Object.keys(DEFAULT_LIMITS) as (keyof Limits)[];
  const limits = names.map((name) => [name, reader.read(name, count) ?? DEFAULT_LIMITS[name]] as const);
  reader.finish();
  return Object.fromEntries(limits) as Record<keyof Limits, number>;
}
