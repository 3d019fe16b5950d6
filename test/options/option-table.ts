import { DEFAULT_LIMITS } from '../../src/domain/limits.ts';

/** A value of every kind that someone might give to an option, as an error message names it. */
export const KINDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['null', null],
  ['true', true],
  ['false', false],
  ['0', 0],
  ['1', 1],
  ['-1', -1],
  ['1.5', 1.5],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['7n', 7n],
  ['Symbol(s)', Symbol('s')],
  ['""', ''],
  ['"combined"', 'combined'],
  ['an empty array', []],
  ['an array of 1', [1]],
  ['an object', {}],
  ['a function', () => true],
  ['an instance of RegExp', /x/],
  ['an instance of Date', new Date(0)],
]);

/** One option: where it is, what its error says, and which kinds of value are right. */
export interface OptionRow {
  readonly path: string;
  readonly expected: string;
  readonly right: readonly string[];
  /** What the error says it got, where that is not the name of the kind. */
  readonly got?: (kind: string) => string;
}

const element = (kind: string): string => (kind === 'an array of 1' ? '1 at [0]' : kind);

/** An object, of whatever class, that lacks a member. */
const lacking =
  (member: string) =>
  (kind: string): string =>
    /^an? /.test(kind) ? `${kind} whose ${member} is undefined` : kind;

const authorize = { expected: 'a function (req) => boolean', right: ['a function'] };
const flag = { expected: 'true or false', right: ['true', 'false'] };
const count = { expected: 'a whole number of at least 1', right: ['1'] };
const duration = {
  expected: 'a duration above 0: a number of seconds, or a string like "500ms", "10s", "5m", "24h", "7d"',
  right: ['1', '1.5'],
};
const FORMAT = ['"combined"', 'a function'];

const METRICS: readonly OptionRow[] = [
  {
    path: 'metrics.path',
    expected: 'a plain path such as "/metrics": no pattern, no query, no "/" at its end',
    right: [],
  },
  {
    path: 'metrics.registry',
    expected: 'a registry of prom-client or @prometheus-io/client',
    right: [],
    got: lacking('registerMetric'),
  },
  {
    path: 'metrics.client',
    expected: 'the module prom-client or @prometheus-io/client',
    right: [],
    got: lacking('Counter'),
  },
  {
    path: 'metrics.prefix',
    expected: 'the beginning of a metric name: letters, digits and _, no digit first',
    right: ['""', '"combined"'],
  },
  {
    path: 'metrics.buckets',
    expected: 'an array of finite numbers of seconds, each above the one before',
    right: ['an array of 1'],
  },
  { path: 'metrics.defaultMetrics', ...flag },
  { path: 'metrics.http', ...flag },
  {
    path: 'metrics.excludeRoutes',
    expected: 'an array of paths that start with "/" and RegExps',
    right: ['an empty array'],
    got: element,
  },
  {
    path: 'metrics.customLabels',
    expected: 'an object of label names and their values',
    right: ['an object'],
  },
  {
    path: 'metrics.customLabels.tenant',
    expected: 'a non-empty string or a function (req, res) => string',
    right: FORMAT,
  },
  { path: 'metrics.authorize', ...authorize },
];

const LOG: readonly OptionRow[] = [
  {
    path: 'log.format',
    expected: 'a non-empty string or a function (tokens, req, res) => string',
    right: FORMAT,
  },
  {
    path: 'log.stream',
    expected: 'a stream, or an object with write(line)',
    right: [],
    got: lacking('write'),
  },
  { path: 'log.skip', expected: 'a function (req, res) => boolean', right: ['a function'] },
  { path: 'log.immediate', ...flag },
  {
    path: 'log.redact',
    expected: 'false or an array of names',
    right: ['false', 'an empty array'],
    got: element,
  },
];

const FEEDBACK: readonly OptionRow[] = [
  {
    path: 'feedback.path',
    expected: 'a plain path such as "/feedback": no pattern, no query, no "/" at its end',
    right: [],
  },
  { path: 'feedback.ttl', ...duration },
  {
    path: 'feedback.store',
    expected:
      'memoryStore(), fileStore({ path }), redisStore({ url }), or an object with put, take, size and close',
    right: [],
    got: lacking('put'),
  },
  { path: 'feedback.authorize', ...authorize },
  { path: 'feedback.maxLabels', ...count },
];

const LIMITS: readonly OptionRow[] = Object.keys(DEFAULT_LIMITS).map((name) => ({
  path: `limits.${name}`,
  ...count,
}));

/** Every option there is, but `retention`: what is right there depends on the window. */
export const OPTIONS: readonly OptionRow[] = [
  { path: 'model', expected: 'a non-empty string or a function (req) => string', right: FORMAT },
  { path: 'version', expected: 'a non-empty string or a function (req, body) => string', right: FORMAT },
  {
    path: 'routes',
    expected: 'a path that starts with "/", a RegExp, an array of these, or a function (req) => boolean',
    right: ['an empty array', 'a function', 'an instance of RegExp'],
    got: element,
  },
  {
    path: 'protocol',
    expected:
      'one of "auto", "tensorflow", "open-inference", "mlflow", "plain", or a Protocol object { name, matches?(req), decode(input) }',
    right: [],
    got: lacking('decode'),
  },
  { path: 'task', expected: 'one of "auto", "classification", "regression"', right: [] },
  {
    path: 'classes',
    expected: 'an array of at least two different class names',
    right: [],
    got: element,
  },
  { path: 'positiveClass', expected: 'a non-empty string', right: ['"combined"'] },
  { path: 'threshold', expected: 'a probability above 0 and below 1', right: [] },
  { path: 'truth', expected: 'a function (req) => value', right: ['a function'] },
  { path: 'accuracy', expected: 'a function (output, truth, prediction) => 0..1', right: ['a function'] },
  {
    path: 'metrics',
    expected: 'true, false or an object of options',
    right: ['true', 'false', 'an object'],
  },
  ...METRICS,
  {
    path: 'log',
    expected:
      'true, false, a format name or string, a function (tokens, req, res) => string, or an object of options',
    right: ['true', 'false', 'an object', ...FORMAT],
  },
  ...LOG,
  { path: 'limits', expected: 'an object of limits', right: ['an object'] },
  ...LIMITS,
  { path: 'authorize', ...authorize },
  { path: 'onFault', expected: 'a function (fault) => void', right: ['a function'] },
  {
    path: 'feedback',
    expected: 'true, false or an object of options',
    right: ['true', 'false', 'an object'],
  },
  ...FEEDBACK,
  {
    path: 'dashboard',
    expected: 'true, false or an object of options',
    right: ['true', 'false', 'an object'],
  },
  {
    path: 'dashboard.path',
    expected: 'a plain path such as "/monitor": no pattern, no query, no "/" at its end',
    right: [],
  },
  { path: 'dashboard.authorize', ...authorize },
  { path: 'window', ...duration },
  {
    path: 'notify',
    expected: 'an array of webhook(url), slack(url), alertmanager(url), and functions (event) => void',
    right: ['an empty array'],
    got: element,
  },
];

/** Options in which each path has its value: `'limits.models'` is `models` in `limits`. */
export function optionsOf(values: Iterable<readonly [path: string, value: unknown]>): object {
  const options = {};
  for (const [path, value] of values) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let group: Record<string, unknown> = options;
    for (const name of names) {
      group[name] ??= {};
      group = group[name] as Record<string, unknown>;
    }
    group[last] = value;
  }
  return options;
}
