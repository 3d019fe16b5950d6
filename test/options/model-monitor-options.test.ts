import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { Counter, Gauge, Registry } from 'prom-client';
import { ModelMonitorError, type ModelMonitorOptions, modelMonitor } from '../../src/index.ts';
import { problemsOf } from '../support/option-problems.ts';

/** Options as JavaScript can give them, whatever the types say. */
function refusalOf(options: unknown): ModelMonitorError {
  try {
    modelMonitor(options as ModelMonitorOptions);
  } catch (error) {
    if (error instanceof ModelMonitorError) return error;
    throw error;
  }
  return assert.fail('the options were not refused');
}

const WRONG = {
  modle: 'iris',
  version: null,
  metrics: { bukets: [1], path: 'metrics' },
  limits: { models: 0 },
  window: '1w',
};

const MESSAGE = `the options of modelMonitor have 6 problems:
  version: expected a non-empty string or a function (req, body) => string, got null
  metrics.path: expected a plain path such as "/metrics": no pattern, no query, no "/" at its end, got "metrics"
  metrics.bukets: unknown option; did you mean buckets?
  limits.models: expected a whole number of at least 1, got 0
  window: expected a duration above 0: a number of seconds, or a string like "500ms", "10s", "5m", "24h", "7d", got "1w"
  modle: unknown option; did you mean model?`;

test('one error lists every problem, as text and as data', () => {
  const { name, code, message, problems } = refusalOf(WRONG);
  assert.deepEqual([name, code, message], ['ModelMonitorError', 'ERR_OPTIONS', MESSAGE]);
  assert.deepEqual(
    problems.map(({ path, message }) => `  ${path}: ${message}`),
    MESSAGE.split('\n').slice(1),
  );
});

test('printed, the error says each problem once', () => {
  const [heading, , ...lines] = MESSAGE.split('\n');
  const printed = inspect(refusalOf(WRONG)).split('\n');
  assert.equal(printed[0], `ModelMonitorError: ${heading}`);
  assert.deepEqual(
    lines.map((line) => printed.filter((other) => other.includes(line.trim())).length),
    lines.map(() => 1),
  );
  assert.deepEqual(printed.slice(-2), ["  code: 'ERR_OPTIONS'", '}']);
});

test('a single problem is called one', () => {
  assert.equal(
    refusalOf({ window: 0 }).message.split('\n')[0],
    'the options of modelMonitor have 1 problem:',
  );
});

test('unknown options are found at every level, all of them, with the nearest right name', () => {
  const problems = problemsOf({
    Model: 'iris',
    windowSeconds: 60,
    metrics: { Path: '/metrics', bucket: [1], sumary: true },
    log: { fromat: 'tiny', redaction: false },
    limits: { rowsPerRequst: 1, seats: 2 },
    quantiles: [0.5],
  });
  assert.deepEqual(
    problems.map(({ path, message }) => `${path}: ${message}`),
    [
      'metrics.Path: unknown option; did you mean path?',
      'metrics.bucket: unknown option; did you mean buckets?',
      'metrics.sumary: unknown option',
      'log.fromat: unknown option; did you mean format?',
      'log.redaction: unknown option; did you mean redact?',
      'limits.rowsPerRequst: unknown option; did you mean rowsPerRequest?',
      'limits.seats: unknown option',
      'Model: unknown option; did you mean model?',
      'windowSeconds: unknown option; did you mean window?',
      'quantiles: unknown option',
    ],
  );
});

test('what is no object of options is refused as a whole', () => {
  const values = [null, 7, 'combined', true, [], () => ({}), new Map([['model', 'iris']]), /x/];
  assert.deepEqual(
    values.map((value) => refusalOf(value).problems),
    [
      'null',
      '7',
      '"combined"',
      'true',
      'an empty array',
      'a function',
      'an instance of Map',
      'an instance of RegExp',
    ].map((got) => [{ path: '', message: `expected an object, got ${got}` }]),
  );
  assert.equal(
    refusalOf(null).message,
    'the options of modelMonitor have 1 problem:\n  options: expected an object, got null',
  );
});

test('no options, and undefined for them, are no problem', async () => {
  await modelMonitor({ metrics: { registry: new Registry() } }).close();
  assert.deepEqual(problemsOf({}), []);
});

test('a metric of other code under one of our names is a problem of metrics', () => {
  const registry = new Registry();
  for (const name of ['model_accuracy', 'model_info'])
    new Gauge({ name, help: 'mine', registers: [registry] });
  assert.deepEqual(refusalOf({ metrics: { registry } }).problems, [
    {
      path: 'metrics',
      message:
        'The metric model_accuracy is already registered by other code: remove that, as ours replaces it, or set metrics.prefix to rename ours',
    },
    {
      path: 'metrics',
      message:
        'The metric model_info is already registered by other code: remove that, as ours replaces it, or set metrics.prefix to rename ours',
    },
  ]);
});

test('what the problem of a registry proposes helps', async () => {
  const registry = new Registry();
  new Counter({ name: 'http_request_duration_seconds', help: 'mine', registers: [registry] });
  new Gauge({ name: 'model_info', help: 'mine', registers: [registry] });
  assert.equal(refusalOf({ metrics: { registry } }).problems.length, 2);
  await modelMonitor({ metrics: { registry, prefix: 'ml_' } }).close();
  registry.removeSingleMetric('model_info');
  await modelMonitor({ metrics: { registry, http: false } }).close();
});

test('two monitors on one registry have to agree on buckets and labels', async () => {
  const registry = new Registry();
  const first = modelMonitor({ metrics: { registry, buckets: [0.1, 1] } });
  await modelMonitor({ metrics: { registry, buckets: [0.1, 1] } }).close();
  const refused = refusalOf({ metrics: { registry, buckets: [0.1, 2], customLabels: { tenant: 'a' } } });
  assert.deepEqual(
    refused.problems.map(({ path, message }) => [path, message.split(' is already ')[0]]),
    [
      ['metrics', 'The metric prediction_latency_seconds'],
      ['metrics', 'The metric http_request_duration_seconds'],
    ],
  );
  await first.close();
});
