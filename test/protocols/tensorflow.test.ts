import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tensorflow } from '../../src/protocols/tensorflow.ts';
import { testCases, testUnread } from './case.ts';
import { decode } from './decode.ts';

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

/** From the guide "RESTful API" of TensorFlow Serving. */
testCases(tensorflow, [
  {
    name: 'half_plus_three: scalars in, scalars out',
    request: { instances: [1.0, 2.0, 5.0] },
    response: { predictions: [3.5, 4.0, 5.5] },
    expected: [
      { features: [1], output: 3.5 },
      { features: [2], output: 4 },
      { features: [5], output: 5.5 },
    ],
  },
  {
    name: 'a list of text tensors',
    request: { instances: ['foo', 'bar', 'baz'] },
    response: { predictions: ['a', 'b', 'c'] },
    expected: [
      { features: ['foo'], output: 'a' },
      { features: ['bar'], output: 'b' },
      { features: ['baz'], output: 'c' },
    ],
  },
  {
    name: 'named inputs of any shape in column form',
    request: {
      inputs: {
        tag: ['foo', 'bar'],
        signal: [
          [1, 2, 3, 4, 5],
          [3, 4, 1, 2, 5],
        ],
      },
    },
    response: { outputs: [[0.25], [0.75]] },
    expected: [
      { features: { tag: 'foo', signal: [1, 2, 3, 4, 5] }, output: 0.25 },
      { features: { tag: 'bar', signal: [3, 4, 1, 2, 5] }, output: 0.75 },
    ],
  },
  {
    name: 'regress answers a number per example',
    request: { signature_name: 'tensorflow/serving/regress', examples: [{ x: 1.0 }, { x: 2.0 }] },
    response: { results: [3.5, 4.0] },
    expected: [
      { features: { x: 1 }, output: 3.5 },
      { features: { x: 2 }, output: 4 },
    ],
  },
  {
    name: 'classify answers labels with scores; the context belongs to every example',
    request: { context: { shop: 'north' }, examples: [{ age: 41 }, { age: 23, trueLabel: 'bad' }] },
    response: {
      result: [
        [
          ['bad', 0.09],
          ['good', 0.91],
        ],
        [['good', 0.4]],
      ],
    },
    expected: [
      { features: { shop: 'north', age: 41 }, output: 'good', scores: { bad: 0.09, good: 0.91 } },
      { features: { shop: 'north', age: 23 }, output: 'good', scores: { good: 0.4 }, truth: 'bad' },
    ],
  },
  {
    name: 'classes without labels go by position',
    request: { examples: [{ x: 1 }] },
    response: {
      results: [
        [
          ['', 0.2],
          ['', 0.8],
        ],
      ],
    },
    expected: [{ features: { x: 1 }, output: '1', scores: { 0: 0.2, 1: 0.8 } }],
  },
  {
    name: 'a label called __proto__ is a label',
    request: { examples: [{ x: 1 }] },
    response: { results: [[['__proto__', 0.8]]] },
    expected: [{ features: { x: 1 }, output: '__proto__', scores: JSON.parse('{"__proto__":0.8}') }],
  },
  {
    name: 'a row that is nothing but bytes has no features',
    request: { instances: [{ b64: 'aW1hZ2UgYnl0ZXM=' }] },
    response: { predictions: [[0.1, 0.9]] },
    expected: [{ output: [0.1, 0.9] }],
  },
]);

test('where a whole probability stands beside a class number, neither is taken for the class', () => {
  const answer = { predictions: [{ p: 1, class_id: 0 }] };
  assert.deepEqual(decode(tensorflow, { instances: [[1]] }, answer), [{ features: [1] }]);
});

testUnread(tensorflow, [
  {
    name: 'more instances than predictions',
    request: { instances: [1, 2] },
    response: { predictions: [1] },
    expected: 'rows_mismatch',
  },
  {
    name: 'columns of different length',
    request: { inputs: { a: [1, 2], b: [1] } },
    response: { outputs: [1, 2] },
    expected: 'rows_mismatch',
  },
  {
    name: 'outputs of another length',
    request: { inputs: { a: [1, 2] } },
    response: { outputs: { p: [1] } },
    expected: 'rows_mismatch',
  },
  {
    name: 'more examples than results',
    request: { examples: [{ x: 1 }, { x: 2 }] },
    response: { results: [1] },
    expected: 'rows_mismatch',
  },
  {
    name: 'neither instances nor inputs',
    request: { rows: [1] },
    response: { predictions: [1] },
    expected: 'format',
  },
  {
    name: 'inputs that are no tensors',
    request: { inputs: { a: 1 } },
    response: { outputs: [1] },
    expected: 'format',
  },
  { name: 'no predictions', request: { instances: [1] }, response: { error: 'x' }, expected: 'output' },
  { name: 'no results', request: { examples: [{ x: 1 }] }, response: { error: 'x' }, expected: 'output' },
  {
    name: 'an output of bytes',
    request: { instances: [1] },
    response: { predictions: [{ b64: 'aW1hZ2U=' }] },
    expected: 'binary',
  },
  { name: 'no request body', request: undefined, response: { predictions: [1] }, expected: 'no_body' },
  { name: 'no response body', request: { instances: [1] }, response: undefined, expected: 'no_body' },
]);

test('a context wider than features are counted is left out, not copied into every example', () => {
  const context = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`c${index}`, index]));
  const request = { context, examples: [{ age: 41 }] };
  assert.deepEqual(decode(tensorflow, request, { result: [1830.5] }), [
    { features: { age: 41 }, output: 1830.5 },
  ]);
});
