import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openInference } from '../../src/protocols/open-inference.ts';
import { type DecodeCase, testCases, testUnread } from './case.ts';
import { decode } from './decode.ts';

const input = (name: string, shape: unknown, data: unknown, datatype = 'FP32'): object => ({
  name,
  shape,
  datatype,
  data,
});
const answer = (...outputs: object[]): object => ({ model_name: 'm', outputs });
/** The answer for so many rows that says nothing new. */
const rows = (count: number): object =>
  answer(
    input(
      'y',
      [count],
      Array.from({ length: count }, (_, index) => index),
      'INT64',
    ),
  );

/** From kserve/open-inference-protocol and the examples of KServe, Triton and MLServer. */
const CASES: readonly DecodeCase[] = [
  {
    name: 'several tensors are a named feature each, [n] and [n, 1] alike (formats of the protocol)',
    request: {
      id: 'a17',
      inputs: [
        input('age', [2], [41, 23], 'INT64'),
        input('income', [2, 1], [5.2, 1.1], 'FP64'),
        input('city', [2, 1], ['Ulm', 'Bern'], 'BYTES'),
        input('member', [2], [true, false], 'BOOL'),
      ],
    },
    response: {
      model_name: 'credit',
      model_version: '7',
      id: 'a17',
      outputs: [input('p', [2, 1], [0.91, 0.12], 'FP64')],
    },
    expected: {
      predictions: [
        { features: { age: 41, income: 5.2, city: 'Ulm', member: true }, output: 0.91 },
        { features: { age: 23, income: 1.1, city: 'Bern', member: false }, output: 0.12 },
      ],
      id: 'a17',
    },
  },
  {
    name: 'one nested tensor is a numbered feature per value (KServe, "Deploy a scikit-learn model")',
    request: {
      inputs: [
        input(
          'input-0',
          [2, 4],
          [
            [6.8, 2.8, 4.8, 1.4],
            [6.0, 3.4, 4.5, 1.6],
          ],
        ),
      ],
    },
    response: answer(input('output-0', [2], [1, 1], 'INT32')),
    expected: [
      { features: { 'input-0_0': 6.8, 'input-0_1': 2.8, 'input-0_2': 4.8, 'input-0_3': 1.4 }, output: 1 },
      { features: { 'input-0_0': 6, 'input-0_1': 3.4, 'input-0_2': 4.5, 'input-0_3': 1.6 }, output: 1 },
    ],
  },
  {
    name: 'a flat tensor of more dimensions is row-major (MLServer, content type np)',
    request: { inputs: [{ ...input('foo', [2, 2, 1], [1, 2, 3, 4]), parameters: { content_type: 'np' } }] },
    response: rows(2),
    expected: [
      { features: { foo_0: 1, foo_1: 2 }, output: 0 },
      { features: { foo_0: 3, foo_1: 4 }, output: 1 },
    ],
  },
  {
    name: 'a nested tensor of more dimensions is flattened by row',
    request: {
      inputs: [
        input(
          'x',
          [1, 2, 2],
          [
            [
              [1, 2],
              [3, 4],
            ],
          ],
        ),
      ],
    },
    response: rows(1),
    expected: [{ features: { x_0: 1, x_1: 2, x_2: 3, x_3: 4 }, output: 0 }],
  },
  {
    name: 'a data frame in columns (MLServer, content type pd)',
    request: {
      parameters: { content_type: 'pd' },
      inputs: [
        { ...input('First Name', [2], ['Joanne', 'Michael'], 'BYTES'), parameters: { content_type: 'str' } },
        input('Age', [2], [34, 22], 'INT32'),
      ],
    },
    response: rows(2),
    expected: [
      { features: { 'First Name': 'Joanne', Age: 34 }, output: 0 },
      { features: { 'First Name': 'Michael', Age: 22 }, output: 1 },
    ],
  },
  {
    name: 'bytes as base64 are no feature (MLServer, content type base64)',
    request: {
      inputs: [
        {
          ...input('image', [1], ['UHl0aG9uIGlzIGZ1bg=='], 'BYTES'),
          parameters: { content_type: 'base64' },
        },
        input('age', [1], [41]),
      ],
    },
    response: rows(1),
    expected: [{ features: { age: 41 }, output: 0 }],
  },
  {
    name: 'a binary input is no feature, its rows still count (Triton, binary tensor data extension)',
    request: {
      inputs: [
        { name: 'input0', shape: [2, 2], datatype: 'UINT32', parameters: { binary_data_size: 16 } },
        input('input1', [2, 1], [true, false], 'BOOL'),
      ],
    },
    response: rows(2),
    expected: [
      { features: { input1: true }, output: 0 },
      { features: { input1: false }, output: 1 },
    ],
  },
  {
    name: 'a request that is binary as a whole leaves the rows of the answer, without features',
    request: Buffer.from('{"inputs":[...]}....'),
    response: answer(input('label', [2, 1], ['cat', 'dog'], 'BYTES')),
    expected: [{ output: 'cat' }, { output: 'dog' }],
  },
  {
    name: 'null in float data is a missing feature, and an output that is no number',
    request: { inputs: [input('a', [2], [null, 1])] },
    response: answer(input('y', [2], [0.5, null])),
    expected: [
      { features: { a: null }, output: 0.5 },
      { features: { a: 1 }, output: Number.NaN },
    ],
  },
  {
    name: 'of several outputs the text one is the class, the float vector its scores',
    request: { inputs: [input('a', [2], [1, 2])] },
    response: answer(
      input('probability', [2, 2], [0.9, 0.1, 0.2, 0.8]),
      input('class_name', [2], ['good', 'bad'], 'BYTES'),
      input('position', [2], [0, 1], 'INT64'),
    ),
    expected: [
      { features: { a: 1 }, output: 'good', scores: [0.9, 0.1] },
      { features: { a: 2 }, output: 'bad', scores: [0.2, 0.8] },
    ],
  },
  {
    name: 'predict and predict_proba (MLServer, scikit-learn runtime)',
    request: { inputs: [input('predict', [1, 2], [1, 2])] },
    response: answer(
      { ...input('predict_proba', [1, 3], [0.25, 0.25, 0.5], 'FP64'), parameters: { content_type: 'np' } },
      input('predict', [1, 1], [2], 'INT64'),
    ),
    expected: [{ features: { predict_0: 1, predict_1: 2 }, output: 2, scores: [0.25, 0.25, 0.5] }],
  },
  {
    name: 'a float vector that is no probabilities is no scores',
    request: { inputs: [input('a', [1], [1])] },
    response: answer(input('label', [1], [3], 'INT64'), input('embedding', [1, 3], [4, -2, 0.1])),
    expected: [{ features: { a: 1 }, output: 3 }],
  },
  {
    name: 'a single float vector is the output',
    request: { inputs: [input('a', [1], [1])] },
    response: answer(input('output0', [1, 2], [0.2, 0.8])),
    expected: [{ features: { a: 1 }, output: [0.2, 0.8] }],
  },
  {
    name: 'classifications that were asked for (Triton, classification extension)',
    request: {
      id: '42',
      inputs: [input('input0', [1, 2], [1, 2], 'UINT32')],
      outputs: [{ name: 'output0', parameters: { classification: 2 } }],
    },
    response: { id: '42', outputs: [input('output0', [1, 2], ['10:2:apple', '5:1:pickle'], 'BYTES')] },
    expected: {
      predictions: [
        { features: { input0_0: 1, input0_1: 2 }, output: 'apple', scores: { apple: 10, pickle: 5 } },
      ],
      id: '42',
    },
  },
  {
    name: 'classifications without labels go by index, and are known by their fraction when nobody asked',
    request: { inputs: [input('input0', [2], [1, 2])] },
    response: answer(input('output0', [2, 2], ['3.300000:1', '2.400000:3', '0.9:0', '0.1:2'], 'STRING')),
    expected: [
      { features: { input0: 1 }, output: '1', scores: { 1: 3.3, 3: 2.4 } },
      { features: { input0: 2 }, output: '0', scores: { 0: 0.9, 2: 0.1 } },
    ],
  },
  {
    name: 'text that looks like a classification is a class when nobody asked for one',
    request: { inputs: [input('match', [1], [1])] },
    response: answer(input('result', [1], ['3:1'], 'BYTES')),
    expected: [{ features: { match: 1 }, output: '3:1' }],
  },
  {
    name: 'the truth in the parameters, one per row',
    request: { parameters: { true_label: ['a', 'b'] }, inputs: [input('x', [2], [1, 2])] },
    response: rows(2),
    expected: [
      { features: { x: 1 }, output: 0, truth: 'a' },
      { features: { x: 2 }, output: 1, truth: 'b' },
    ],
  },
  {
    name: 'a tensor of truths is no feature',
    request: { inputs: [input('x', [2], [1, 2]), input('true_label', [2], ['a', 'b'], 'BYTES')] },
    response: rows(2),
    expected: [
      { features: { x: 1 }, output: 0, truth: 'a' },
      { features: { x: 2 }, output: 1, truth: 'b' },
    ],
  },
  {
    name: 'an id that no header or label could carry is ignored',
    request: { id: 'a b\n', inputs: [input('x', [1], [1])] },
    response: rows(1),
    expected: [{ features: { x: 1 }, output: 0 }],
  },
  {
    name: 'a shape without dimensions is one row, its data may be bare',
    request: { inputs: [input('prompt', [], 'hello', 'BYTES')] },
    response: answer(input('y', [1], [1], 'INT64')),
    expected: [{ features: { prompt: 'hello' }, output: 1 }],
  },
  {
    name: 'a tensor wider than features are counted stays one list',
    request: { inputs: [input('x', [2, 3], [1, 2, 3, 4, 5, 6])] },
    response: rows(2),
    options: { limits: { rowsPerRequest: 1000, features: 2 } },
    expected: [
      { features: { x: [1, 2, 3] }, output: 0 },
      { features: { x: [4, 5, 6] }, output: 1 },
    ],
  },
  {
    name: 'rows beyond the limit are counted, not read',
    request: { inputs: [input('x', [3, 2], [[1, 2], [3, 4], 'never looked at'])] },
    response: rows(3),
    options: { limits: { rowsPerRequest: 2, features: 200 } },
    expected: {
      predictions: [
        { features: { x_0: 1, x_1: 2 }, output: 0 },
        { features: { x_0: 3, x_1: 4 }, output: 1 },
      ],
      rows: 3,
    },
  },
  {
    name: 'no rows, no predictions',
    request: { inputs: [input('x', [0, 4], [])] },
    response: rows(0),
    expected: [],
  },
];

testCases(openInference, CASES);

const one = { inputs: [input('x', [1], [1])] };
const shaped = (shape: unknown, data: unknown = [1, 2]): object => ({ inputs: [input('x', shape, data)] });

const SHAPES: readonly (readonly [name: string, request: object])[] = [
  ['more than there is', shaped([3])],
  ['less than there is', shaped([1])],
  ['negative', shaped([-2])],
  ['a variable dimension, which only metadata has', shaped([-1, 2])],
  ['fractions', shaped([0.5, 4])],
  ['text', shaped(['2'])],
  ['no list', shaped(2)],
  ['absent', { inputs: [{ name: 'x', datatype: 'FP32', data: [1] }] }],
  ['an array length no engine has', shaped([4294967296])],
  ['a number no double holds', shaped([2 ** 53])],
  ['a product no double holds', shaped([94906267, 94906267, 94906267])],
  ['a product that overflows to nothing', shaped(Array.from({ length: 64 }, () => 4294967296))],
  ['rows of nothing', shaped([1_000_000_000, 0], [])],
  ['infinite', shaped([Number.POSITIVE_INFINITY])],
  [
    'more dimensions than any model has',
    shaped(
      Array.from({ length: 100_000 }, () => 1),
      [1],
    ),
  ],
  ['nested rows of different length', shaped([2, 2], [[1, 2], [3]])],
  ['nested rows of another number', shaped([2, 2], [[1, 2]])],
  ['nested less deep than its shape', shaped([1, 1, 2], [[1, 2]])],
  ['nested and flat', shaped([2, 1], [[1], 2])],
  ['nested deeper than its shape', shaped([2], [[1], [2]])],
];

testUnread(openInference, [
  ...SHAPES.map(([name, request]) => ({ name, request, response: rows(2), expected: 'shape' })),
  {
    name: 'a shape of the answer that does not hold',
    request: one,
    response: answer(input('y', [1e9], [1])),
    expected: 'shape',
  },
  {
    name: 'more rows than outputs',
    request: { inputs: [input('x', [2], [1, 2])] },
    response: rows(3),
    expected: 'rows_mismatch',
  },
  {
    name: 'inputs of different length (the example of the specification)',
    request: { inputs: [input('input0', [2, 2], [1, 2, 3, 4]), input('input1', [3], [true, true, true])] },
    response: rows(2),
    expected: 'rows_mismatch',
  },
  {
    name: 'a binary output',
    request: one,
    response: answer({ name: 'y', shape: [1], datatype: 'FP32', parameters: { binary_data_size: 4 } }),
    expected: 'binary',
  },
  {
    name: 'an output in shared memory',
    request: one,
    response: answer({
      name: 'y',
      shape: [1],
      datatype: 'FP32',
      parameters: { shared_memory_region: 'r', shared_memory_byte_size: 4 },
    }),
    expected: 'binary',
  },
  {
    name: 'a tensor without data',
    request: { inputs: [{ name: 'x', shape: [1], datatype: 'FP32' }] },
    response: rows(1),
    expected: 'format',
  },
  {
    name: 'a tensor without a name',
    request: { inputs: [{ shape: [1], datatype: 'FP32', data: [1] }] },
    response: rows(1),
    expected: 'format',
  },
  { name: 'inputs that are no list', request: { inputs: { x: [1] } }, response: rows(1), expected: 'format' },
  { name: 'an answer that is no object', request: one, response: [1], expected: 'format' },
  { name: 'no answer', request: one, response: undefined, expected: 'no_body' },
  { name: 'an answer without outputs', request: one, response: { model_name: 'm' }, expected: 'output' },
  {
    name: 'two floats, either of which could be the output',
    request: one,
    response: answer(input('mean', [1], [1.5]), input('deviation', [1], [0.1])),
    expected: 'output',
  },
  {
    name: 'truths that differ in number',
    request: { ...one, parameters: { true_label: ['a', 'b'] } },
    response: rows(1),
    expected: 'rows_mismatch',
  },
]);

test('data nested a hundred thousand deep is unread, not a stack overflow', () => {
  let data: unknown = [1];
  for (let depth = 0; depth < 100_000; depth += 1) data = [data];
  for (const shape of [[1], [1, 1], Array.from({ length: 64 }, () => 1)]) {
    assert.deepEqual(decode(openInference, shaped(shape, data), rows(1)), { unread: 'shape' });
  }
});
