import { openInference } from '../../src/protocols/open-inference.ts';
import { testCases } from './case.ts';
import { answer, input, rows } from './tensors.ts';

/** From kserve/open-inference-protocol and the examples of KServe, Triton and MLServer. */
testCases(openInference, [
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
]);
