import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOptions } from '../../src/options/parse-options.ts';
import { problemsOf } from '../support/option-problems.ts';

/** An object whose member throws when it is read. */
function throwing(name: string, reason: unknown = new Error('no secrets today')): object {
  return Object.defineProperty({}, name, {
    enumerable: true,
    get: () => {
      throw reason;
    },
  });
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const unreadable = (path: string, reason = 'no secrets today') => ({
  path,
  message: `could not be read: ${reason}`,
});

test('a getter that throws is a problem of its option, beside all others', () => {
  const options = Object.defineProperties(
    { task: 7, metrics: throwing('buckets') },
    {
      ...Object.getOwnPropertyDescriptors(throwing('model', 'in words')),
      ...Object.getOwnPropertyDescriptors(throwing('unheardOf')),
    },
  );
  assert.deepEqual(problemsOf(options), [
    unreadable('model', '"in words"'),
    unreadable('unheardOf'),
    { path: 'task', message: 'expected one of "auto", "classification", "regression", got 7' },
    unreadable('metrics.buckets'),
  ]);
});

test('a value that cannot be looked at is a problem of its option', () => {
  const values = { protocol: throwing('decode'), classes: revoked(), limits: revoked(), onFault: revoked() };
  assert.deepEqual(
    problemsOf(values).map(({ path, message }) => `${path}: ${message.split(': ')[0]}`),
    Object.keys(values).map((path) => `${path}: could not be read`),
  );
});

test('options that cannot be looked at are refused as a whole', () => {
  const closed = new Proxy({}, { ownKeys: () => assert.fail('closed') });
  assert.deepEqual(problemsOf(closed), [unreadable('', 'closed')]);
  assert.deepEqual(problemsOf({ log: closed }), [unreadable('log', 'closed')]);
  assert.deepEqual(
    problemsOf(revoked()).map(({ path }) => path),
    [''],
  );
});

test('a getter is read once, so that what was checked is what is used', () => {
  let reads = 0;
  const { model } = parseOptions({
    get model() {
      reads += 1;
      return `iris-${reads}`;
    },
  });
  assert.deepEqual([model, reads], ['iris-1', 1]);
});

test('a Proxy that behaves is an object of options', () => {
  assert.equal(parseOptions(new Proxy({ model: 'iris' }, {})).model, 'iris');
});

test('__proto__ from JSON is an unknown option like any other', () => {
  const json =
    '{ "__proto__": { "model": 7 }, "metrics": { "__proto__": 1 }, "limits": { "__proto__": [] } }';
  assert.deepEqual(problemsOf(JSON.parse(json)), [
    { path: 'metrics.__proto__', message: 'unknown option' },
    { path: 'limits.__proto__', message: 'unknown option' },
    { path: '__proto__', message: 'unknown option' },
  ]);
});

test('names that every object has are unknown options, and no label names by accident', () => {
  const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf'];
  const given = Object.fromEntries(names.map((name) => [name, 1]));
  assert.deepEqual(
    problemsOf({ ...given, limits: given }).map(({ path }) => path),
    [...names.map((name) => `limits.${name}`), ...names],
  );
  const labels = parseOptions({ metrics: { customLabels: { constructor: 'x' } } }).metrics?.customLabels;
  assert.deepEqual(labels, new Map([['constructor', 'x']]));
});

test('only own members count: an object that inherits its options is refused, not misunderstood', () => {
  class Settings {
    readonly model = 'iris';
  }
  const merged = Object.assign({}, JSON.parse('{ "__proto__": { "model": "iris" } }'));
  assert.deepEqual(
    [new Settings(), Object.create({ model: 'iris' }), merged].map(problemsOf),
    ['an instance of Settings', 'an object that is not plain', 'an object that is not plain'].map((got) => [
      { path: '', message: `expected an object, got ${got}` },
    ]),
  );
  const dictionary = Object.assign(Object.create(null), { model: 'iris' });
  assert.equal(parseOptions(dictionary).model, 'iris');
});

test('a polluted Object.prototype gives no options', () => {
  const pollution = { model: 'stolen', window: 0, path: '/stolen', unheardOf: 1 };
  const before = parseOptions({ metrics: {} });
  try {
    Object.assign(Object.prototype, pollution);
    const { model, windowSeconds, metrics } = parseOptions({ metrics: {} });
    assert.deepEqual(
      [model, windowSeconds, metrics?.path],
      [before.model, before.windowSeconds, before.metrics?.path],
    );
  } finally {
    for (const name of Object.keys(pollution)) Reflect.deleteProperty(Object.prototype, name);
  }
});

test('members under a symbol are not options', () => {
  assert.deepEqual(problemsOf({ [Symbol('note')]: 'mine' }), []);
});

test('a name that is no name is quoted in its path, on one line', () => {
  assert.deepEqual(
    problemsOf({ 'a\nb': 1, '': 2, metrics: { 'max size': 3, '': 4, 'x-y': 5 } }).map(({ path }) => path),
    ['metrics["max size"]', 'metrics[""]', 'metrics.x-y', '["a\\nb"]', '[""]'],
  );
});
