import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { recogniseProtocol } from '../../src/protocols/auto.ts';
import { tensorflow } from '../../src/protocols/tensorflow.ts';
import { decode, inputOf } from './decode.ts';

test('row form: instances and predictions', () => {
  const request = {
    signature_name: 'serving_default',
    instances: [
      { age: 41, income: 5.2 },
      { age: 23, income: 1.1 },
    ],
  };
  assert.deepEqual(decode(tensorflow, request, { predictions: [[0.91], [0.12]] }), [
    { features: { age: 41, income: 5.2 }, output: 0.91 },
    { features: { age: 23, income: 1.1 }, output: 0.12 },
  ]);
});

test('column form: named inputs and one unnamed output', () => {
  const request = { inputs: { age: [41, 23], income: [5.2, 1.1] }, trueLabel: ['good', 'bad'] };
  assert.deepEqual(decode(tensorflow, request, { outputs: [[0.91], [0.12]] }), [
    { features: { age: 41, income: 5.2 }, output: 0.91, truth: 'good' },
    { features: { age: 23, income: 1.1 }, output: 0.12, truth: 'bad' },
  ]);
});

test('scalar instances are rows of one feature', () => {
  assert.deepEqual(decode(tensorflow, { instances: [1, 2.5] }, { predictions: [2, 5] }), [
    { features: [1], output: 2 },
    { features: [2.5], output: 5 },
  ]);
});

test('of several output tensors the text one is the class and the probability vector the scores', () => {
  const expected = [
    { features: [1], output: 'b', scores: [0.2, 0.8] },
    { features: [2], output: 'a', scores: [0.7, 0.3] },
  ];
  const rows = [
    { class_ids: [1], probabilities_1: [0.2, 0.8], logits: [-1.4, 1.4], classes: ['b'] },
    { class_ids: [0], probabilities_1: [0.7, 0.3], logits: [0.8, -0.8], classes: ['a'] },
  ];
  assert.deepEqual(decode(tensorflow, { instances: [1, 2] }, { predictions: rows }), expected);
  const columns = {
    ids: [1, 0],
    p: [
      [0.2, 0.8],
      [0.7, 0.3],
    ],
    names: ['b', 'a'],
  };
  assert.deepEqual(decode(tensorflow, { inputs: [1, 2] }, { outputs: columns }), expected);
});

test('a whole-number tensor is the class when none is text', () => {
  assert.deepEqual(
    decode(tensorflow, { instances: [[1]] }, { predictions: [{ id: 2, p: [0.1, 0.1, 0.8] }] }),
    [{ features: [1], output: 2, scores: [0.1, 0.1, 0.8] }],
  );
});

const UNREAD: readonly (readonly [string, unknown, unknown, string])[] = [
  ['more instances than predictions', { instances: [1, 2] }, { predictions: [1] }, 'rows_mismatch'],
  ['columns of different length', { inputs: { a: [1, 2], b: [1] } }, { outputs: [1, 2] }, 'rows_mismatch'],
  ['outputs of another length', { inputs: { a: [1, 2] } }, { outputs: { p: [1] } }, 'rows_mismatch'],
  ['neither instances nor inputs', { rows: [1] }, { predictions: [1] }, 'format'],
  ['inputs that are no tensors', { inputs: { a: 1 } }, { outputs: [1] }, 'format'],
  ['no predictions', { instances: [1] }, { error: 'x' }, 'output'],
  ['no request body', undefined, { predictions: [1] }, 'no_body'],
  ['no response body', { instances: [1] }, undefined, 'no_body'],
];

for (const [name, request, response, reason] of UNREAD) {
  test(`${name}: ${reason}`, () =>
    assert.deepEqual(decode(tensorflow, request, response), { unread: reason }));
}

test('random rows encoded in row and in column form decode to the same rows', () => {
  const value = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string());
  const table = fc
    .tuple(
      fc.uniqueArray(fc.stringMatching(/^[a-z_]{1,12}$/), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 20 }),
    )
    .chain(([names, rows]) =>
      fc.array(fc.record(Object.fromEntries(names.map((name) => [name, value]))), {
        minLength: rows,
        maxLength: rows,
      }),
    )
    .filter((rows) => !['truth', 'true_label', 'ground_truth'].some((name) => name in (rows[0] ?? {})));
  fc.assert(
    fc.property(table, (drawn) => {
      const rows: Record<string, unknown>[] = JSON.parse(JSON.stringify(drawn));
      const outputs = rows.map((_, index) => index);
      const expected = rows.map((features, output) => ({ features, output }));
      const names = Object.keys(rows[0] ?? {});
      const inputs = Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
      assert.deepEqual(decode(tensorflow, { instances: rows }, { predictions: outputs }), expected);
      assert.deepEqual(decode(tensorflow, { inputs }, { outputs }), expected);
    }),
  );
});

test('auto tells TensorFlow Serving from plain by both bodies', () => {
  const nameFor = (requestBody: unknown, responseBody: unknown): string =>
    recogniseProtocol(inputOf(requestBody, responseBody)).name;
  assert.equal(nameFor({ instances: [1] }, { predictions: [1] }), 'tensorflow');
  assert.equal(nameFor({ inputs: { a: [1] } }, { outputs: [1] }), 'tensorflow');
  assert.equal(nameFor({ instances: [1] }, { output: [1] }), 'plain');
  assert.equal(nameFor({ features: [1] }, { predictions: [1] }), 'plain');
  assert.equal(nameFor(undefined, { output: 1 }), 'plain');
});
