import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as promClient from 'prom-client';
import { alertLog } from '../../src/domain/alert-log.ts';
import type { ModelMonitorOptions } from '../../src/options/model-monitor-options.ts';
import { parseOptions } from '../../src/options/parse-options.ts';
import { problemsOf } from '../support/option-problems.ts';
import { KINDS, OPTIONS, type OptionRow, optionsOf } from './option-table.ts';

for (const { path, expected, right, got = (kind: string) => kind } of OPTIONS) {
  test(`${path} takes what it should and refuses all else, saying what it expected and what it got`, () => {
    for (const [kind, value] of KINDS) {
      const message = `expected ${expected}, got ${got(kind)}`;
      const problems = right.includes(kind) ? [] : [{ path, message }];
      assert.deepEqual(problemsOf(optionsOf([[path, value]])), problems, `${path}: ${kind}`);
    }
  });
}

test('undefined means absent, everywhere', () => {
  const paths = OPTIONS.map(({ path }) => path);
  const problems = paths.flatMap((path) => problemsOf(optionsOf([[path, undefined]])));
  assert.deepEqual(problems, []);
});

test('any combination of wrong values is exactly one problem for each wrong option', () => {
  fc.assert(
    fc.property(givenOptions(), (given) => {
      const wrong = given.filter(([{ right }, kind]) => !right.includes(kind)).map(([{ path }]) => path);
      const options = optionsOf(given.map(([{ path }, kind]) => [path, KINDS.get(kind)]));
      assert.deepEqual(
        problemsOf(options)
          .map(({ path }) => path)
          .sort(),
        wrong.sort(),
      );
    }),
  );
});

/** Values of any kind for any of the options; a group is given as a whole or by its members, not both. */
function givenOptions(): fc.Arbitrary<(readonly [OptionRow, string])[]> {
  const isGroup = ({ path }: OptionRow): boolean => OPTIONS.some((row) => row.path.startsWith(`${path}.`));
  const leaves = OPTIONS.filter((row) => !isGroup(row));
  const groups = OPTIONS.filter(isGroup);
  const row = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...leaves) },
    { weight: 1, arbitrary: fc.constantFrom(...groups) },
  );
  const given = fc.tuple(row, fc.constantFrom(...KINDS.keys()));
  return fc
    .uniqueArray(given, { selector: ([{ path }]) => path, maxLength: OPTIONS.length })
    .map((rows) => rows.filter(([{ path }]) => !rows.some(([other]) => path.startsWith(`${other.path}.`))));
}

test('what is right is right', () => {
  const right: readonly ModelMonitorOptions[] = [
    {},
    { routes: '/score' },
    { routes: ['/models/:model/versions/:version', /^\/x$/] },
    { protocol: 'auto', task: 'auto' },
    { protocol: 'plain', task: 'classification' },
    { protocol: 'tensorflow', task: 'regression' },
    { protocol: { name: 'mine', decode: () => [] } },
    { protocol: { name: 'mine', decode: () => [], matches: () => true } },
    { classes: ['no', 'yes'] },
    { metrics: { path: '/internal/metrics', client: promClient, registry: new promClient.Registry() } },
    { metrics: { buckets: [-1, 0, 0.1, 1e9], excludeRoutes: ['/health', /^\/static\//] } },
    { log: { stream: process.stderr, redact: ['code'] } },
    { log: ':method :url :model-name' },
    { log: 'model' },
    { log: 'json' },
  ];
  assert.deepEqual(right.map(problemsOf), Array(right.length).fill([]));
});

test('a Protocol object is looked at member by member', () => {
  const decode = (): never[] => [];
  class Mine {
    readonly name = 'mine';
    readonly ratio = 2;
    decode(): never[] {
      return [];
    }
  }
  const got = [
    { decode },
    { name: '', decode },
    { name: 'mine' },
    { name: 'mine', decode: 'json' },
    { name: 'mine', decode, matches: true },
    new Mine(),
  ].map((protocol) => problemsOf({ protocol }).map(({ message }) => message.split(', got ')[1]));
  assert.deepEqual(got, [
    ['an object whose name is undefined'],
    ['an object whose name is ""'],
    ['an object whose decode is undefined'],
    ['an object whose decode is "json"'],
    ['an object whose matches is true'],
    [],
  ]);
});

test('an array is refused by the first element that is wrong, holes included', () => {
  const got = [
    { routes: ['/a', 'b'] },
    { routes: ['/a', ['/b']] },
    { metrics: { excludeRoutes: [/a/, 'b', null] } },
    { log: { redact: ['a', ''] } },
    { classes: ['a', 1] },
    { classes: Array.from({ length: 3 }) },
    // biome-ignore lint/suspicious/noSparseArray: holes are what this is about.
    { classes: ['a', 'b', , 'c'] },
    { classes: ['a'] },
    { classes: ['a', 'b', 'a'] },
  ].map((options) => problemsOf(options).map(({ message }) => message.split(', got ')[1]));
  assert.deepEqual(got, [
    ['"b" at [1]'],
    ['an array of 1 at [1]'],
    ['"b" at [1]'],
    ['"" at [1]'],
    ['1 at [1]'],
    ['undefined at [0]'],
    ['undefined at [2]'],
    ['an array of 1'],
    ['"a" twice'],
  ]);
});

test('classes and regression exclude each other', () => {
  const classes = ['no', 'yes'];
  assert.deepEqual(problemsOf({ task: 'regression', classes }), [
    { path: 'classes', message: 'expected no classes with task "regression"' },
  ]);
  assert.equal(parseOptions({ classes }).task, 'classification');
});

test('a log format that cannot be meant is refused where it stands', () => {
  assert.deepEqual(problemsOf({ log: 'combind' }), [
    { path: 'log', message: 'unknown log format "combind": did you mean "combined"?' },
  ]);
  assert.deepEqual(problemsOf({ log: { format: ':method :stauts' } }), [
    {
      path: 'log.format',
      message:
        'unknown token ":stauts": did you mean ":status"? (give tokens of your own to morgan.token() before)',
    },
  ]);
});

test('without options, everything has its default', () => {
  const { matchRoute, faults, metrics, baselines, ...configuration } = parseOptions({});
  assert.deepEqual(configuration, {
    model: undefined,
    version: undefined,
    protocol: undefined,
    task: undefined,
    classes: [],
    positiveClass: undefined,
    threshold: 0.5,
    truth: undefined,
    accuracy: undefined,
    log: { format: 'combined', stream: undefined, skip: undefined, isImmediate: false, redact: [] },
    authorize: undefined,
    limits: {
      models: 20,
      versions: 20,
      modelVersions: 50,
      classes: 100,
      confusionClasses: 20,
      features: 200,
      categories: 50,
      rowsPerRequest: 1000,
      routes: 200,
      pendingLabels: 100_000,
    },
    feedback: undefined,
    windowSeconds: 600,
    retentionSeconds: 3600,
    alerts: [],
    notifiers: [alertLog],
    objectives: { latency: undefined, errors: undefined, accuracy: undefined },
    dashboard: undefined,
    events: undefined,
  });
  assert.deepEqual(
    { ...metrics, registry: metrics?.registry === promClient.register, client: typeof metrics?.client.Gauge },
    {
      path: '/metrics',
      registry: true,
      client: 'function',
      prefix: '',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      collectsDefaultMetrics: true,
      countsHttp: true,
      excludeRoutes: [],
      customLabels: new Map(),
      authorize: undefined,
    },
  );
});

test('what is given is taken over, and arrays that change later change nothing', () => {
  const classes = ['no', 'yes'];
  const buckets = [1, 2];
  const limits = { models: 3 };
  const configuration = parseOptions({ model: 'iris', window: '5m', classes, limits, metrics: { buckets } });
  classes.push('maybe');
  buckets.push(0);
  limits.models = 0;
  const { model, windowSeconds, metrics } = configuration;
  assert.deepEqual(
    [model, windowSeconds, configuration.classes, metrics?.buckets, configuration.limits.models],
    ['iris', 300, ['no', 'yes'], [1, 2], 3],
  );
});

test('false and true switch metrics and log off and on', () => {
  const off = parseOptions({ metrics: false, log: false });
  assert.deepEqual([off.metrics, off.log], [undefined, undefined]);
  const on = parseOptions({ metrics: true, log: true });
  assert.deepEqual([on.metrics?.path, on.log?.format], ['/metrics', 'combined']);
});
