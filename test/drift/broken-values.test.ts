import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelMonitorOptions } from '../../src/index.ts';
import { seriesOf } from '../support/metrics-text.ts';
import { type RowsByFeature, ServedModel } from './served-model.ts';
import { SMALL_ROWS, smallBaseline } from './small-baseline.ts';

function refuse(): never {
  throw new Error('hands off');
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** A list whose first element throws when it is read. */
function throwingList(): unknown[] {
  return Object.defineProperty([7, 'a'], 0, { get: refuse });
}

const INVALID: RowsByFeature = { size: { '@invalid': 1 }, kind: { '@invalid': 1 } };
const MISSING: RowsByFeature = { size: { '@missing': 1 }, kind: { '@missing': 1 } };
const NOTHING: RowsByFeature = { size: {}, kind: {} };

/** What a handler may say its features were, and what is counted of them. */
const BROKEN: readonly (readonly [what: string, features: () => unknown, counted: RowsByFeature])[] = [
  [
    'a getter that throws',
    () => Object.defineProperty({ kind: 'a' }, 'size', { enumerable: true, get: refuse }),
    { size: { '@invalid': 1 }, kind: { a: 1 } },
  ],
  ['a list whose elements throw', throwingList, { size: { '@invalid': 1 }, kind: { a: 1 } }],
  ['a Proxy that refuses to be read', () => new Proxy({ size: 7, kind: 'a' }, { get: refuse }), INVALID],
  [
    'a Proxy that refuses everything',
    () => new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse }),
    INVALID,
  ],
  ['a revoked Proxy', () => revoked({}), INVALID],
  ['a revoked list', () => revoked([]), INVALID],
  [
    'objects that cannot be made text of',
    () => ({ size: { valueOf: refuse }, kind: { toString: refuse } }),
    INVALID,
  ],
  ['values of no JSON', () => ({ size: 7n, kind: Symbol('a') }), INVALID],
  ['functions', () => ({ size: () => 7, kind: refuse }), INVALID],
  ['an empty object', () => ({}), MISSING],
  ['null', () => null, NOTHING],
  ['a text', () => 'size=7', NOTHING],
  ['a number', () => 7, NOTHING],
  ['a function', () => refuse, NOTHING],
  [
    '10,000 features',
    () => Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`x${index}`, index])),
    MISSING,
  ],
  ['a list of 10,000 values', () => Array.from({ length: 10_000 }, () => 7), NOTHING],
  ['a tensor of 10,000 values', () => ({ x: new Float64Array(10_000) }), NOTHING],
];

/** A handler that says these features in `res.locals`, with an output, its scores and its truth. */
function serveSaying(
  t: Parameters<typeof ServedModel.serve>[0],
  features: () => unknown,
  options: ModelMonitorOptions,
): Promise<ServedModel> {
  return ServedModel.serve(t, options, (_req, res) => {
    res.locals['prediction'] = { features: features(), output: 'yes', truth: 'yes' };
    return { fine: true };
  });
}

async function labelsOf(served: ServedModel): Promise<number[]> {
  return Object.values(seriesOf(await served.scrape(), 'model_labels_total'));
}

for (const [what, features, counted] of BROKEN) {
  test(`${what} as features hurt neither the answer nor what else is counted`, async (t) => {
    const served = await serveSaying(t, features, { baseline: smallBaseline() });
    await served.predict({});
    assert.deepEqual(await served.counts(), { ...counted, '@prediction': { yes: 1 } });
    assert.deepEqual(await labelsOf(served), [1]);
    assert.deepEqual(served.faults, []);
  });

  test(`${what} as features hurt no baseline that is learned`, async (t) => {
    const served = await serveSaying(t, features, { baseline: { learn: 2 } });
    await served.predict({});
    await served.predict({});
    await served.predict({});
    assert.deepEqual((await served.counts())['@prediction'], { yes: 1 });
    assert.deepEqual(await labelsOf(served), [3]);
    assert.deepEqual(served.faults, []);
  });
}

test('one broken row of a batch leaves the others as they are', async (t) => {
  const rows = [...SMALL_ROWS.slice(0, 3), { features: new Proxy({}, { get: refuse }), output: 'yes' }];
  const served = await ServedModel.serve(t, { baseline: smallBaseline() }, (_req, res) => {
    res.locals['prediction'] = rows;
    return {};
  });
  await served.predict({});
  assert.deepEqual(await served.counts(), {
    size: { '3.9': 3, '@invalid': 1 },
    kind: { a: 2, b: 1, '@invalid': 1 },
    '@prediction': { no: 3, yes: 1 },
  });
});

test('names of every object are names of features like others', async (t) => {
  const names = ['constructor', '__proto__', 'toString', 'length'];
  const features = smallBaseline()
    .features.slice(0, 1)
    .flatMap((feature) => names.map((name) => ({ ...feature, name })));
  const served = await ServedModel.serve(t, { baseline: { ...smallBaseline(), features } }, () => ({
    output: 'no',
  }));
  await served.predict(JSON.parse('{ "features": { "constructor": 7, "__proto__": 7 } }'));
  await served.predict({ features: {} });
  const counted = new Map(Object.entries(await served.counts()));
  assert.deepEqual(
    names.map((name) => counted.get(name)),
    [{ '7.8': 1, '@missing': 1 }, { '7.8': 1, '@missing': 1 }, { '@missing': 2 }, { '@missing': 2 }],
  );
});
