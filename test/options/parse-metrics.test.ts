import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as promClient from 'prom-client';
import { parseOptions } from '../../src/options/parse-options.ts';
import { problemsOf } from '../support/option-problems.ts';

test('buckets that are unsorted, repeated or not finite are refused, and where', () => {
  const got = [
    [],
    [1, 0.5],
    [0.1, 1, 1],
    [0.1, Number.NaN, 1],
    [0.1, Number.POSITIVE_INFINITY],
    ['0.1', 1],
    // biome-ignore lint/suspicious/noSparseArray: holes are what this is about.
    [0.1, , 1],
    Float64Array.of(0.1, 1),
  ].map((buckets) => problemsOf({ metrics: { buckets } }));
  const because = (found: string) => [
    {
      path: 'metrics.buckets',
      message: `expected an array of finite numbers of seconds, each above the one before, got ${found}`,
    },
  ];
  assert.deepEqual(got, [
    because('an empty array'),
    because('0.5 after 1 at [1]'),
    because('1 after 1 at [2]'),
    because('NaN after 0.1 at [1]'),
    because('Infinity after 0.1 at [1]'),
    because('"0.1" at [0]'),
    because('undefined after 0.1 at [1]'),
    because('an instance of Float64Array'),
  ]);
});

test('paths and prefixes that could not work are refused', () => {
  const paths = [
    'metrics',
    '/',
    '/metrics/',
    '//metrics',
    '/metrics?a=1',
    '/metrics#a',
    '/:name',
    '/met rics',
  ];
  const prefixes = ['9th', 'my-', 'my ', 'größe', 'a:b'];
  const refused = [
    ...paths.filter((path) => problemsOf({ metrics: { path } }).length === 1),
    ...prefixes.filter((prefix) => problemsOf({ metrics: { prefix } }).length === 1),
  ];
  assert.deepEqual(refused, [...paths, ...prefixes]);
});

test('a label of the user is refused by its name, whatever its value', () => {
  const customLabels = {
    'bad-name': 7,
    __own: 'x',
    le: 'x',
    route: () => 'x',
    'two words': 'x',
    ok: '',
  };
  const name =
    'expected a label name that is not one of ours: letters, digits and _, with neither a digit nor __ first';
  assert.deepEqual(problemsOf({ metrics: { customLabels } }), [
    { path: 'metrics.customLabels.bad-name', message: name },
    { path: 'metrics.customLabels.__own', message: name },
    { path: 'metrics.customLabels.le', message: name },
    { path: 'metrics.customLabels.route', message: name },
    { path: 'metrics.customLabels["two words"]', message: name },
    {
      path: 'metrics.customLabels.ok',
      message: 'expected a non-empty string or a function (req, res) => string, got ""',
    },
  ]);
});

test('a client without a registry is refused', () => {
  const { Counter, Gauge, Histogram, collectDefaultMetrics } = promClient;
  const client = { Counter, Gauge, Histogram, collectDefaultMetrics };
  assert.deepEqual(problemsOf({ metrics: { client } }), [
    {
      path: 'metrics.client',
      message:
        'expected the module prom-client or @prometheus-io/client, got an object whose register is undefined',
    },
  ]);
});

test('the registry of a given client is used, unless one is given too', () => {
  const registry = new promClient.Registry();
  const client = { ...promClient, register: new promClient.Registry() };
  assert.equal(parseOptions({ metrics: { client } }).metrics?.registry, client.register);
  assert.equal(parseOptions({ metrics: { client, registry } }).metrics?.registry, registry);
});
