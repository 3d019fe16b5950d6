import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { describeValue } from '../../src/options/describe-value.ts';

test('a value is described in a few words on one line', () => {
  const described: [unknown, string][] = [
    [undefined, 'undefined'],
    [null, 'null'],
    [Number.NaN, 'NaN'],
    [-1.5, '-1.5'],
    [10n, '10n'],
    [true, 'true'],
    [Symbol('s'), 'Symbol(s)'],
    ['', '""'],
    ['say "hi"\n', '"say \\"hi\\"\\n"'],
    ['x'.repeat(60), `"${'x'.repeat(60)}"`],
    ['x'.repeat(61), `"${'x'.repeat(60)}"… (61 characters)`],
    [`${'x'.repeat(59)}🙂`, `"${'x'.repeat(59)}\\ud83d"… (61 characters)`],
    [[], 'an empty array'],
    [[1, [2]], 'an array of 2'],
    [() => 1, 'a function'],
    [class Config {}, 'a function'],
    [{}, 'an object'],
    [Object.create(null), 'an object'],
    [new Map(), 'an instance of Map'],
    [Promise.resolve({}), 'an instance of Promise'],
    [new (class Config {})(), 'an instance of Config'],
    [new (class {})(), 'an object that is not plain'],
    [Object.create({ inherited: 1 }), 'an object that is not plain'],
    [runInNewContext('({})'), 'an object'],
    [runInNewContext('new Map()'), 'an instance of Map'],
  ];
  assert.deepEqual(
    described.map(([value]) => describeValue(value)),
    described.map(([, expected]) => expected),
  );
});
