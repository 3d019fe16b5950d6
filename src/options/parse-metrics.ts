import promClient from 'prom-client';
import type { RoutePattern } from '../express/predict-routes.ts';
import { METRICS } from '../prometheus/catalogue.ts';
import type { MetricsClient, MetricsRegistry } from '../prometheus/metrics-client.ts';
import { callback, either, flag, listOf, objectWith, text } from './checks.ts';
import type { Authorize, CustomLabel } from './model-monitor-options.ts';
import { type Check, OptionReader } from './option-reader.ts';
import { routePattern } from './parse-routes.ts';

export interface MetricsConfiguration {
  readonly path: string;
  readonly registry: MetricsRegistry;
  readonly client: MetricsClient;
  readonly prefix: string;
  readonly buckets: readonly number[];
  readonly collectsDefaultMetrics: boolean;
  readonly countsHttp: boolean;
  readonly excludeRoutes: readonly RoutePattern[];
  readonly customLabels: ReadonlyMap<string, CustomLabel>;
  readonly authorize: Authorize | undefined;
}

const path: Check<string> = {
  expected: "a path that starts with '/'",
  accepts: (value): value is string => typeof value === 'string' && /^\/[^?#]*[^/?#]$/.test(value),
};

const prefix: Check<string> = {
  expected: 'a text that can begin a metric name: letters, digits and _, no digit first',
  accepts: (value): value is string => typeof value === 'string' && /^([a-zA-Z_][a-zA-Z0-9_]*)?$/.test(value),
};

const buckets: Check<readonly number[]> = {
  expected: 'a list of finite numbers of seconds in ascending order',
  accepts: (value): value is readonly number[] =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((bound, index) => Number.isFinite(bound) && (index === 0 || bound > value[index - 1])),
};

const registry = objectWith<MetricsRegistry>(
  ['registerMetric', 'getSingleMetric', 'getMetricsAsArray'],
  'a registry of prom-client or @prometheus-io/client',
);

const client = objectWith<MetricsClient>(
  ['Counter', 'Gauge', 'Histogram', 'collectDefaultMetrics'],
  'the module prom-client or @prometheus-io/client',
);

const customLabel: Check<CustomLabel> = either(
  text,
  callback<Exclude<CustomLabel, string>>('(req, res) => string'),
);
const LABEL_NAME = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;
const OWN_LABELS: ReadonlySet<string> = new Set(['le', ...METRICS.flatMap(({ labels }) => labels)]);
const NOT_A_LABEL =
  'expected a Prometheus label name that is not one of ours: letters, digits and _, no digit first, no leading __';
const DEFAULT_BUCKETS = METRICS[0].buckets;

/** @returns `undefined` when the metrics are off. */
export function parseMetrics(options: OptionReader): MetricsConfiguration | undefined {
  const given = options.group('metrics', 'true, false or an object of options', flag);
  if (given === false) return undefined;
  const reader = given === true ? OptionReader.empty() : given;
  const givenClient = reader.read('client', client) ?? (promClient as MetricsClient);
  const configuration: MetricsConfiguration = {
    path: reader.read('path', path) ?? '/metrics',
    client: givenClient,
    registry: reader.read('registry', registry) ?? givenClient.register,
    prefix: reader.read('prefix', prefix) ?? '',
    buckets: reader.read('buckets', buckets) ?? DEFAULT_BUCKETS,
    collectsDefaultMetrics: reader.read('defaultMetrics', flag) ?? true,
    countsHttp: reader.read('http', flag) ?? true,
    excludeRoutes: reader.read('excludeRoutes', listOf(routePattern, 'a list of paths and RegExps')) ?? [],
    customLabels: parseCustomLabels(reader),
    authorize: reader.read('authorize', callback<Authorize>('(req) => boolean')),
  };
  reader.finish();
  return configuration;
}

function parseCustomLabels(metrics: OptionReader): ReadonlyMap<string, CustomLabel> {
  const labels = metrics.group('customLabels', 'an object of label names and texts or functions');
  const found = new Map<string, CustomLabel>();
  for (const name of labels.names()) {
    const value = labels.read(name, customLabel);
    if (!LABEL_NAME.test(name) || OWN_LABELS.has(name)) labels.report(name, NOT_A_LABEL);
    else if (value !== undefined) found.set(name, value);
  }
  return found;
}
