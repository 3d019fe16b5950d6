import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClassRules } from '../../src/domain/class-rules.ts';
import { readOutput } from '../../src/domain/output.ts';
import type { Scores } from '../../src/domain/prediction.ts';

const RULES: ClassRules = { classes: ['drizzle', 'rain', 'sun'], positiveClass: undefined, threshold: 0.5 };

function read(output: unknown, scores?: Scores): unknown {
  return readOutput(output, scores, RULES);
}

const CLASS_OUTPUTS: readonly (readonly [unknown, string])[] = [
  ['rain', 'rain'],
  ['', ''],
  [true, 'true'],
  [false, 'false'],
  [['rain'], 'rain'],
  [[['rain']], 'rain'],
  [[0.1, 0.7, 0.2], 'rain'],
  [[[0.1, 0.7, 0.2]], 'rain'],
  [[0.1, 0.1, 0.1, 0.7], '3'],
  [[0.5, 0.5], 'drizzle'],
  [[0, 1], 'rain'],
  [[0.3333, 0.3333, 0.3333], 'drizzle'],
];

for (const [output, name] of CLASS_OUTPUTS) {
  test(`${JSON.stringify(output)} is the class ${JSON.stringify(name)}`, () => {
    assert.deepEqual(read(output), { kind: 'class', name });
  });
}

for (const [output, value] of [
  [3, 3],
  [-1.5, -1.5],
  [[0.91], 0.91],
  [[[7]], 7],
  [0, 0],
] as const) {
  test(`${JSON.stringify(output)} is the number ${value}`, () => {
    assert.deepEqual(read(output), { kind: 'number', value });
  });
}

const UNREADABLE: readonly (readonly [unknown, string])[] = [
  [undefined, 'output'],
  [null, 'output'],
  [{}, 'output'],
  [{ rain: 0.4, sun: 0.6 }, 'output'],
  [[], 'output'],
  [[1, 2, 3], 'output'],
  [[0.2, 0.2], 'output'],
  [[1.2, -0.2], 'output'],
  [['a', 'b'], 'output'],
  [[0.4, '0.6'], 'output'],
  [[0.4, Number.NaN], 'not_finite'],
  [Number.NaN, 'not_finite'],
  [Number.POSITIVE_INFINITY, 'not_finite'],
  [[Number.NEGATIVE_INFINITY], 'not_finite'],
  [10n, 'output'],
];

for (const [output, reason] of UNREADABLE) {
  const name = typeof output === 'object' ? JSON.stringify(output) : String(output);
  test(`${name} is unread: ${reason}`, () => {
    assert.deepEqual(read(output), { unread: reason });
  });
}

test('scores stand in for an absent output, by position or by name', () => {
  assert.deepEqual(read(undefined, [0.2, 0.3, 0.5]), { kind: 'class', name: 'sun' });
  assert.deepEqual(read(undefined, { hail: 0.9, rain: 0.1 }), { kind: 'class', name: 'hail' });
  assert.deepEqual(read(undefined, { hail: 0.9, rain: 0.9 }), { unread: 'output' });
});

test('a class given beside scores wins over the one they would make', () => {
  assert.deepEqual(read('drizzle', [0, 0, 1]), { kind: 'class', name: 'drizzle' });
});

test('a vector may miss 1 by at most a thousandth', () => {
  assert.deepEqual(read([0.5, 0.5009]), { kind: 'class', name: 'rain' });
  assert.deepEqual(read([0.5, 0.5011]), { unread: 'output' });
});

test('typed arrays are the lists they stand for, as outputs and as scores', () => {
  assert.deepEqual(read(Float32Array.of(0.25, 0.5, 0.25)), { kind: 'class', name: 'rain' });
  assert.deepEqual(read(Float32Array.of(0.5)), { kind: 'number', value: 0.5 });
  assert.deepEqual(readOutput(null, Float32Array.of(0, 0, 1) as never, RULES), {
    kind: 'class',
    name: 'sun',
  });
});

test('of two classes the second is predicted from one half on, as a vector and alone', () => {
  const rules = { ...RULES, classes: ['calm', 'storm'] };
  assert.deepEqual(readOutput([0.5, 0.5], undefined, rules), { kind: 'class', name: 'storm' });
  assert.deepEqual(readOutput([0.5001, 0.4999], undefined, rules), { kind: 'class', name: 'calm' });
});

test('a lone score is told from an output', () => {
  assert.deepEqual(read(undefined, 0.9), { kind: 'score', value: 0.9 });
  assert.deepEqual(read(null, { hail: 0.9, rain: 0.1 }), { kind: 'class', name: 'hail' });
});
