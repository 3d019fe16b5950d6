import { type FaultHandler, Faults } from '../domain/faults.ts';
import { DEFAULT_LIMITS, type Limits } from '../domain/limits.ts';
import type { AccuracyFunction } from '../domain/model-state.ts';
import type { TaskName } from '../domain/prediction.ts';
import type { Request } from '../express/http.ts';
import type { PredictRouteMatcher } from '../express/predict-routes.ts';
import type { RequestLogOptions } from '../log/request-log.ts';
import { PROTOCOLS } from '../protocols/auto.ts';
import type { Protocol } from '../protocols/protocol.ts';
import { callback, count, either, listOf, objectWith, oneOf, text } from './checks.ts';
import { duration, secondsOf } from './duration.ts';
import { ModelMonitorError, type OptionProblem } from './model-monitor-error.ts';
import type { Authorize, ModelMonitorOptions } from './model-monitor-options.ts';
import { type Check, isPlainObject, OptionReader } from './option-reader.ts';
import { parseLog } from './parse-log.ts';
import { type MetricsConfiguration, parseMetrics } from './parse-metrics.ts';
import { parseRoutes } from './parse-routes.ts';

/** The options with everything decided: no option is looked at again after this. */
export interface Configuration {
  readonly model: ModelMonitorOptions['model'];
  readonly version: ModelMonitorOptions['version'];
  readonly matchRoute: PredictRouteMatcher;
  /** `undefined` tells the format request by request. */
  readonly protocol: Protocol | undefined;
  /** `undefined` finds out from the outputs. */
  readonly task: TaskName | undefined;
  readonly classes: readonly string[];
  readonly truth: ModelMonitorOptions['truth'];
  readonly accuracy: AccuracyFunction | undefined;
  readonly metrics: MetricsConfiguration | undefined;
  readonly log: RequestLogOptions | undefined;
  readonly authorize: Authorize | undefined;
  readonly limits: Limits;
  readonly faults: Faults;
  readonly windowSeconds: number;
}

const DEFAULT_WINDOW_SECONDS = 600;

const TASKS = ['auto', 'classification', 'regression'] as const;
const PROTOCOL_NAMES = ['auto', 'plain', 'tensorflow'] as const;

const protocol: Check<Protocol | (typeof PROTOCOL_NAMES)[number]> = {
  ...either(oneOf(PROTOCOL_NAMES), objectWith<Protocol>(['decode'], '')),
  expected: `${oneOf(PROTOCOL_NAMES).expected}, or a Protocol object { name, matches?(req), decode(input) }`,
};

const classes: Check<readonly string[]> = {
  expected: 'a list of at least two different class names',
  accepts: (value): value is readonly string[] =>
    listOf(text, '').accepts(value) && value.length >= 2 && new Set(value).size === value.length,
};

/** @throws ModelMonitorError with every problem at once. */
export function parseOptions(options: ModelMonitorOptions): Configuration {
  if (!isPlainObject(options)) {
    throw new ModelMonitorError([{ path: '', message: 'expected an object of options' }]);
  }
  const problems: OptionProblem[] = [];
  const reader = new OptionReader(options, '', problems);
  const names = either(text, callback<(...args: never[]) => string>('(req) => string'));
  const configuration: Configuration = {
    model: reader.read('model', names) as ModelMonitorOptions['model'],
    version: reader.read('version', names) as ModelMonitorOptions['version'],
    matchRoute: parseRoutes(reader),
    protocol: parseProtocol(reader),
    ...parseTask(reader),
    truth: reader.read('truth', callback<(req: Request) => unknown>('(req) => value')),
    accuracy: reader.read('accuracy', callback<AccuracyFunction>('(output, truth, prediction) => 0..1')),
    metrics: parseMetrics(reader),
    log: parseLog(reader),
    authorize: reader.read('authorize', callback<Authorize>('(req) => boolean')),
    limits: parseLimits(reader),
    faults: new Faults(reader.read('onFault', callback<FaultHandler>('(fault) => void'))),
    windowSeconds: secondsOf(reader.read('window', duration) ?? DEFAULT_WINDOW_SECONDS),
  };
  reader.finish();
  if (problems.length > 0) throw new ModelMonitorError(problems);
  return configuration;
}

function parseProtocol(reader: OptionReader): Protocol | undefined {
  const given = reader.read('protocol', protocol);
  if (given === undefined || given === 'auto') return undefined;
  if (typeof given === 'string') return PROTOCOLS[given];
  if (typeof given.name !== 'string' || given.name === '') {
    reader.report('protocol', 'expected a Protocol object with a name');
  }
  return given;
}

/** Class names make it a classification, unless the task says otherwise. */
function parseTask(reader: OptionReader): { task: TaskName | undefined; classes: readonly string[] } {
  const given = reader.read('task', oneOf(TASKS)) ?? 'auto';
  const names = reader.read('classes', classes);
  if (given === 'regression' && names !== undefined) {
    reader.report('classes', 'expected no classes with task "regression"');
  }
  const implied = names === undefined ? undefined : 'classification';
  return { task: given === 'auto' ? implied : given, classes: names ?? [] };
}

function parseLimits(options: OptionReader): Limits {
  const reader = options.group('limits', 'an object of limits');
  const names = Object.keys(DEFAULT_LIMITS) as (keyof Limits)[];
  const limits = Object.fromEntries(
    names.map((name) => [name, reader.read(name, count) ?? DEFAULT_LIMITS[name]]),
  );
  reader.finish();
  return limits as unknown as Limits;
}
