import promClient from 'prom-client';
import type { RoutePattern } from '../express/predict-routes.ts';
import { METRICS } from '../prometheus/catalogue.ts';
import type { MetricsClient, MetricsRegistry } from '../prometheus/metrics-client.ts';
import { arrayOf, callback, either, flag, objectWith, text } from './checks.ts';
import { describeValue } from './describe-value.ts';
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

/** Segments of what a URL path can hold unescaped or percent-encoded: it is compared as it comes. */
const PLAIN_PATH = /^(?:\/[\w.~!$&'()+,;=@%-]+)+$/;

/** @param example - a path as it is usual for this endpoint. */
export function endpointPath(example: string): Check<string> {
  return {
    expected: `a plain path such as "${example}": no pattern, no query, no "/" at its end`,
    accepts: (value): value is string => typeof value === 'string' && PLAIN_PATH.test(value),
  };
}

const prefix: Check<string> = {
  expected: 'the beginning of a metric name: letters, digits and _, no digit first',
  accepts: (value): value is string => typeof value === 'string' && /^([a-zA-Z_][a-zA-Z0-9_]*)?$/.test(value),
};

const buckets: Check<readonly number[]> = {
  expected: 'an array of finite numbers of seconds, each above the one before',
  accepts: (value): value is readonly number[] =>
    Array.isArray(value) && value.length > 0 && value.findIndex(isOutOfOrder) === -1,
  found: (value) => {
    const bounds: readonly unknown[] = Array.isArray(value) ? value : [];
    const index = bounds.findIndex(isOutOfOrder);
    if (index === -1) return undefined;
    const after = index === 0 ? '' : ` after ${describeValue(bounds[index - 1])}`;
    return `${describeValue(bounds[index])}${after} at [${index}]`;
  },
};

const method = callback('');

const registry = objectWith<MetricsRegistry>(
  { registerMetric: method, getSingleMetric: method, getMetricsAsArray: method },
  'a registry of prom-client or @prometheus-io/client',
);

const client = objectWith<MetricsClient>(
  { Counter: method, Gauge: method, Histogram: method, collectDefaultMetrics: method, register: registry },
  'the module prom-client or @prometheus-io/client',
);

const customLabel: Check<CustomLabel> = either(
  text,
  callback<Exclude<CustomLabel, string>>('(req, res) => string'),
);
const LABEL_NAME = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;
const OWN_LABELS: ReadonlySet<string> = new Set(['le', ...METRICS.flatMap(({ labels }) => labels)]);
const NOT_A_LABEL =
  'expected a label name that is not one of ours: letters, digits and _, with neither a digit nor __ first';
const DEFAULT_BUCKETS = METRICS[0].buckets;

/** @returns `undefined` when the metrics are off. */
export function parseMetrics(options: OptionReader): MetricsConfiguration | undefined {
  const given = options.group('metrics', 'true, false or an object of options', flag);
  if (given === false) return undefined;
  const reader = given === true ? OptionReader.empty() : given;
  const givenClient = reader.read('client', client) ?? (promClient as MetricsClient);
  const configuration: MetricsConfiguration = {
    path: reader.read('path', endpointPath('/metrics')) ?? '/metrics',
    client: givenClient,
    registry: reader.read('registry', registry) ?? givenClient.register,
    prefix: reader.read('prefix', prefix) ?? '',
    buckets: [...(reader.read('buckets', buckets) ?? DEFAULT_BUCKETS)],
    collectsDefaultMetrics: reader.read('defaultMetrics', flag) ?? true,
    countsHttp: reader.read('http', flag) ?? true,
    excludeRoutes:
      reader.read(
        'excludeRoutes',
        arrayOf(routePattern, 'an array of paths that start with "/" and RegExps'),
      ) ?? [],
    customLabels: parseCustomLabels(reader),
    authorize: reader.read('authorize', callback<Authorize>('(req) => boolean')),
  };
  reader.finish();
  return configuration;
}

function isOutOfOrder(bound: unknown, index: number, bounds: readonly unknown[]): boolean {
  return !Number.isFinite(bound) || (index > 0 && (bound as number) <= (bounds[index - 1] as number));
}

function parseCustomLabels(metrics: OptionReader): ReadonlyMap<string, CustomLabel> {
  const labels = metrics.group('customLabels', 'an object of label names and their values');
  const found = new Map<string, CustomLabel>();
  for (const name of labels.names()) {
    if (!LABEL_NAME.test(name) || OWN_LABELS.has(name)) {
      labels.report(name, NOT_A_LABEL);
      continue;
    }
    const value = labels.read(name, customLabel);
    if (value !== undefined) found.set(name, value);
  }
  return found;
}
