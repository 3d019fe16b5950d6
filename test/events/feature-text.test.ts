import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BaselinePlan } from '../../src/domain/baseline-plan.ts';
import { ModelState } from '../../src/domain/model-state.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import { secretNameTest } from '../../src/domain/secret-names.ts';
import { type FeatureRules, FeatureText } from '../../src/events/feature-text.ts';
import { Baseline } from '../../src/index.ts';
import { modelRules } from '../domain/model-rules.ts';

const MODEL = new ModelState('m', '1', modelRules());

function textOf(features: unknown, rules: Partial<FeatureRules> = {}, state: ModelState = MODEL): unknown {
  const skipped: string[] = [];
  const text = new FeatureText({
    features: true,
    isSecretName: secretNameTest([]),
    mostValues: 4,
    onSkipped: () => skipped.push('skipped'),
    ...rules,
  });
  // Handlers hand on anything, whatever the types say.
  const prediction = { features: features as Prediction['features'] };
  const observation = { meaning: undefined, isLabelled: false, accuracy: undefined };
  const written = text.of({ prediction, observation, state });
  return skipped.length === 0 ? written : [written, ...skipped];
}

class Document {
  readonly age = 3;
  toJSON(): object {
    return { token: 'secret' };
  }
}

const circle: Record<string, unknown> = { a: 1 };
circle['b'] = circle;

const WRITTEN: readonly (readonly [name: string, features: unknown, text: string | undefined])[] = [
  [
    'plain values',
    { age: 3, plan: 'b', isNew: true, gone: null },
    '{"age":3,"plan":"b","isNew":true,"gone":null}',
  ],
  ['a list', [1, 'x', null], '[1,"x",null]'],
  ['a typed array', Float32Array.of(0.5, 2), '[0.5,2]'],
  ['large whole numbers', BigInt64Array.of(1n, 2n), '["1","2"]'],
  ['none', undefined, undefined],
  ['null', null, undefined],
  ['a text', 'age', undefined],
  ['what JSON has no number for', { a: Number.NaN, b: -Infinity, c: 7n }, '{"a":null,"b":null,"c":"7"}'],
  ['what JSON leaves out', { a: undefined, b: () => 1, c: Symbol('s'), d: 4 }, '{"d":4}'],
  ['holes', Object.assign([], { 2: 'c' }), '[null,null,"c"]'],
  [
    'a list in a list',
    [
      [1, 2],
      [3, Number.NaN],
    ],
    '[[1,2],[3,null]]',
  ],
  ['a tensor', { x: Float64Array.of(1, 2) }, '{"x":[1,2]}'],
  ['a circle', circle, '{"a":1,"b":null}'],
  ['a date', { at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
  ['control characters', { 'a\n"': 'b\u0000\n' }, '{"a\\n\\"":"b\\u0000\\n"}'],
  ['half a character', { a: '\ud800' }, '{"a":"\\ud800"}'],
  ['what inherits a way to write itself', new Document(), '{"age":3}'],
  ['a name that assignment misreads', JSON.parse('{"__proto__":1,"a":2}'), '{"__proto__":1,"a":2}'],
];

for (const [name, features, expected] of WRITTEN) {
  test(`features are written as JSON: ${name}`, () => {
    assert.equal(textOf(features), expected);
  });
}

test('a value that cannot be read is null, and the others stay', () => {
  const features = {
    a: 1,
    get b(): number {
      throw new Error('not now');
    },
    c: { toJSON: (): never => assert.fail('nor this') },
    d: 2,
  };
  assert.equal(textOf(features), '{"a":1,"b":null,"c":null,"d":2}');
  const unreadable = new Proxy(features, { ownKeys: () => assert.fail('nothing at all') });
  assert.equal(textOf(unreadable), 'null');
});

test('values under the names of secrets are redacted, wherever they stand', () => {
  assert.equal(
    textOf({ age: 3, apiKey: 'k', password: 7, user: { name: 'n', access_token: { t: 't' } } }),
    '{"age":3,"apiKey":"[redacted]","password":"[redacted]","user":{"name":"n","access_token":"[redacted]"}}',
  );
  assert.equal(textOf([{ secret: 1 }, 2]), '[{"secret":"[redacted]"},2]');
  assert.equal(textOf({ token: 't', age: 3 }, { features: ['token'] }), '{"token":"[redacted]"}');
  assert.equal(textOf({ age: 3 }, { features: ['token'] }), '{}');
});

test('what the request log is told of secrets holds here too', () => {
  const isSecretName = secretNameTest(['code']);
  assert.equal(textOf({ code: 1, token: 2 }, { isSecretName }), '{"code":"[redacted]","token":"[redacted]"}');
  assert.equal(textOf({ token: 2 }, { isSecretName: secretNameTest(false) }), '{"token":2}');
});

test('features that are not asked for are left out', () => {
  assert.equal(textOf({ age: 3 }, { features: false }), undefined);
  assert.equal(textOf({ age: 3, plan: 'b' }, { features: ['plan', 'other', 'toString'] }), '{"plan":"b"}');
  assert.equal(textOf({ a: 1, b: [1, 2n] }, { features: ['b'] }), '{"b":[1,"2"]}');
});

function comparedWith(row: Readonly<Record<string, number | string>>): ModelState {
  const rows = Array.from({ length: 40 }, () => ({ features: row, output: 'yes' }));
  const baselines = new BaselinePlan();
  const baseline = Baseline.fromRows(rows, { createdAt: new Date(0) });
  baselines.add({ model: 'm', version: undefined }, { baseline });
  return new ModelState('m', '1', modelRules({ baselines }));
}

test('in a list the names of the baseline tell what is a secret', () => {
  const known = comparedWith({ age: 3, access_token: 'k', plan: 'b' });
  assert.equal(textOf([7, 'k', 'c'], {}, known), '[7,"[redacted]","c"]');
  assert.equal(textOf([7, 'k', { token: 1 }], {}, known), '[7,"[redacted]",{"token":"[redacted]"}]');
  assert.equal(textOf([7, 'k', 'c'], { isSecretName: secretNameTest(false) }, known), '[7,"k","c"]');
});

test('features of a list are chosen by the names of the baseline, or by their positions', () => {
  const known = comparedWith({ age: 3, plan: 'b' });
  const features = ['plan', 'f0', 'f9'];
  assert.equal(textOf([7, 'c'], { features }, known), '{"plan":"c","f0":7}');
  assert.equal(textOf([7, 'c'], { features }), '{"f0":7}');
});

test('a row of very many values is left out and counted, a list within one is null', () => {
  assert.deepEqual(textOf([1, 2, 3, 4, 5]), [undefined, 'skipped']);
  assert.deepEqual(textOf({ a: 1, b: 2, c: 3, d: 4, e: 5 }), [undefined, 'skipped']);
  assert.deepEqual(textOf({ a: 1, image: [1, 2, 3, 4, 5] }), ['{"a":1,"image":null}', 'skipped']);
  assert.equal(textOf([1, 2, 3, 4, 5], { features: ['f4'] }), '{"f4":5}');
});

test('names that clients make up are not kept without end', () => {
  const asked: string[] = [];
  const isSecretName = (name: string): boolean => {
    asked.push(name);
    return false;
  };
  const text = new FeatureText({ features: true, isSecretName, mostValues: 4, onSkipped: () => undefined });
  const write = (name: string): unknown =>
    text.of({
      prediction: { features: { [name]: 1 } },
      observation: { meaning: undefined, isLabelled: false, accuracy: undefined },
      state: MODEL,
    });
  for (let index = 0; index < 1500; index += 1) write(`name-${index}`);
  asked.length = 0;
  for (const name of ['name-0', 'name-999', 'name-1000', 'name-1000']) write(name);
  assert.deepEqual(asked, ['name-1000', 'name-1000']);
});
