import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openInference } from '../../src/protocols/open-inference.ts';
import { plain } from '../../src/protocols/plain.ts';
import { tensorflow } from '../../src/protocols/tensorflow.ts';
import { testCases, testUnread } from './case.ts';
import { decode } from './decode.ts';

// A handler answers with JavaScript values. What counts is what they become on the wire, but for typed arrays,
// which JSON.stringify writes as `{"0":…}` and which stand for the lists they are.

class Answer {
  readonly prediction: unknown;

  constructor(prediction: unknown) {
    this.prediction = prediction;
  }

  /** Inherited: not on the wire. */
  get output(): string {
    return 'never sent';
  }
}

class Sent {
  readonly #value: unknown;

  constructor(value: unknown) {
    this.#value = value;
  }

  toJSON(): unknown {
    return this.#value;
  }
}

const two = { features: [[1], [2]] };
const both = (first: unknown, second: unknown): object[] => [
  { features: [1], output: first },
  { features: [2], output: second },
];

testCases(plain, [
  {
    name: 'a typed array is the list of its values',
    request: two,
    response: { predictions: Float64Array.of(0.25, 0.75) },
    expected: both(0.25, 0.75),
  },
  {
    name: 'typed arrays in a list are vectors of their own',
    request: two,
    response: { predictions: [Float64Array.of(0.25, 0.75), Float64Array.of(0.5)] },
    expected: both([0.25, 0.75], 0.5),
  },
  {
    name: 'a typed array is the bare answer of a single row, its values copied',
    request: { features: [1] },
    response: Float64Array.of(0.25, 0.75),
    expected: [{ features: [1], output: [0.25, 0.75] }],
  },
  {
    name: 'scores in a typed array',
    request: { features: [1] },
    response: { label: 'a', probabilities: Float64Array.of(0.75, 0.25) },
    expected: [{ features: [1], output: 'a', scores: [0.75, 0.25] }],
  },
  {
    name: 'a BigInt, where the app has taught JSON to write them, is a number',
    request: two,
    response: { predictions: BigInt64Array.of(3n, 4n) },
    expected: both(3, 4),
  },
  {
    name: 'toJSON answers for an object, wherever it stands',
    request: two,
    response: { prediction: new Sent([new Sent('rain'), new Sent({ label: new Sent('sun') })]) },
    expected: both('rain', 'sun'),
  },
  {
    name: 'a date is its text',
    request: { features: [1] },
    response: { output: new Date(0) },
    expected: [{ features: [1], output: '1970-01-01T00:00:00.000Z' }],
  },
  {
    name: 'an instance is what it owns, not what it inherits',
    request: { features: [1] },
    response: new Answer('rain'),
    expected: [{ features: [1], output: 'rain' }],
  },
  {
    name: 'holes of a list are no outputs',
    request: two,
    // biome-ignore lint/suspicious/noSparseArray: what is tested
    response: ['rain', ,],
    expected: [{ features: [1], output: 'rain' }, { features: [2] }],
  },
  {
    name: 'negative zero is a number',
    request: { features: [1] },
    response: { output: -0 },
    expected: [{ features: [1], output: -0 }],
  },
  {
    name: 'a matrix is no output',
    request: two,
    response: {
      output: [
        [
          [1, 2],
          [3, 4],
        ],
        'rain',
      ],
    },
    expected: [{ features: [1] }, { features: [2], output: 'rain' }],
  },
]);

testUnread(plain, [
  {
    name: 'a Map goes over the wire as {}',
    request: two,
    response: new Map([['output', 1]]),
    expected: 'output',
  },
  { name: 'a function is not sent', request: two, response: () => 1, expected: 'rows_mismatch' },
]);

testCases(tensorflow, [
  {
    name: 'columns of typed arrays',
    request: { instances: [[1], [2]] },
    response: { outputs: { p: Float64Array.of(0.25, 0.75) } },
    expected: both(0.25, 0.75),
  },
]);

testCases(openInference, [
  {
    name: 'a tensor of a runtime, its data a typed array',
    request: {
      inputs: [{ name: 'x', shape: [2, 2], datatype: 'FP32', data: Float32Array.of(1, 2, 3, 4) }],
    },
    response: {
      outputs: [
        { name: 'label', shape: [2], datatype: 'INT64', data: BigInt64Array.of(0n, 1n) },
        { name: 'p', shape: [2, 2], datatype: 'FP64', data: Float64Array.of(0.75, 0.25, 0.25, 0.75) },
      ],
    },
    expected: [
      { features: { x_0: 1, x_1: 2 }, output: 0, scores: [0.75, 0.25] },
      { features: { x_0: 3, x_1: 4 }, output: 1, scores: [0.25, 0.75] },
    ],
  },
]);

test('a list nested a hundred thousand deep around one value is that value', () => {
  let nested: unknown = 'rain';
  for (let depth = 0; depth < 100_000; depth += 1) nested = [nested];
  assert.deepEqual(decode(plain, { features: [1] }, { output: nested }), [{ features: [1], output: 'rain' }]);
});

test('what was read does not change when a buffer is used again', () => {
  const buffer = Float64Array.of(0.25, 0.75);
  const read = decode(plain, two, { predictions: [buffer, buffer] });
  buffer.fill(0);
  assert.deepEqual(read, both([0.25, 0.75], [0.25, 0.75]));
});
