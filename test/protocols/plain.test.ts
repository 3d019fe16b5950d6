import { plain } from '../../src/protocols/plain.ts';
import { type DecodeCase, testCases, testUnread } from './case.ts';

const CASES: readonly DecodeCase[] = [
  {
    name: 'a flat list of numbers is one row under inputs too, however many numbers the answer has',
    request: { inputs: [1, 2, 3] },
    response: [0.1, 0.2, 0.7],
    expected: [{ features: [1, 2, 3], output: [0.1, 0.2, 0.7] }],
  },
  {
    name: 'a scalar member of a flat object is a feature, whatever its name',
    request: { data: 3, age: 4 },
    response: { output: 'a' },
    expected: [{ features: { data: 3, age: 4 }, output: 'a' }],
  },
  {
    name: 'a raw body has no features, but its answer is read',
    request: Buffer.from([0xff, 0xd8]),
    response: { label: 'cat' },
    expected: [{ output: 'cat' }],
  },
  {
    name: 'named features, the truth in the body, a named output',
    request: { features: { wind: 3, temp: 8 }, trueLabel: 'sun' },
    response: { output: 'rain', scores: [0.7, 0.3] },
    expected: [{ features: { wind: 3, temp: 8 }, output: 'rain', scores: [0.7, 0.3], truth: 'sun' }],
  },
  {
    name: 'a list of numbers is one row',
    request: { features: [1, 2, 3] },
    response: { prediction: 7.5 },
    expected: [{ features: [1, 2, 3], output: 7.5 }],
  },
  {
    name: 'a list of lists is one row each, with a list of outputs and of truths',
    request: { features: [[1], [2]], ground_truth: ['a', 'b'] },
    response: {
      predictions: ['a', 'c'],
      probabilities: [
        [0.9, 0.1],
        [0.4, 0.6],
      ],
    },
    expected: [
      { features: [1], output: 'a', scores: [0.9, 0.1], truth: 'a' },
      { features: [2], output: 'c', scores: [0.4, 0.6], truth: 'b' },
    ],
  },
  {
    name: "a flat object's scalar members are the features, the truth not among them",
    request: { wind: 3, sky: 'grey', missing: null, nested: { a: 1 }, list: [1], true_label: 'sun' },
    response: 'rain',
    expected: [{ features: { wind: 3, sky: 'grey', missing: null }, output: 'rain', truth: 'sun' }],
  },
  {
    name: 'a list of flat objects carries its truths in the rows',
    request: [{ wind: 3, truth: 'sun' }, { wind: 4 }],
    response: ['rain', 'sun'],
    expected: [
      { features: { wind: 3 }, output: 'rain', truth: 'sun' },
      { features: { wind: 4 }, output: 'sun' },
    ],
  },
  {
    name: 'instances with an answer that is not TensorFlow Serving',
    request: {
      instances: [
        [1, 2],
        [3, 4],
      ],
    },
    response: { output: [0.25, 0.75] },
    expected: [
      { features: [1, 2], output: 0.25 },
      { features: [3, 4], output: 0.75 },
    ],
  },
  {
    name: 'a vector for a single row is its output',
    request: { inputs: [[1, 2]] },
    response: { result: [0.25, 0.75] },
    expected: [{ features: [1, 2], output: [0.25, 0.75] }],
  },
  {
    name: 'rows that are objects are read by name',
    request: { data: [{ a: 1 }, { a: 2 }] },
    response: {
      predictions: [
        { predicted_label: 1, score: 0.9 },
        { label: 'b', scores: { a: 0.1, b: 0.9 } },
      ],
    },
    expected: [
      { features: { a: 1 }, output: 1, scores: 0.9 },
      { features: { a: 2 }, output: 'b', scores: { a: 0.1, b: 0.9 } },
    ],
  },
  {
    name: 'a row with nothing but a score has it for its output',
    request: { data: [{ a: 1 }, { a: 2 }] },
    response: { predictions: [{ score: 0.9 }, { score: 0.2 }] },
    expected: [
      { features: { a: 1 }, output: 0.9 },
      { features: { a: 2 }, output: 0.2 },
    ],
  },
  {
    name: 'scores alone',
    request: { features: [1] },
    response: { probabilities: [0.2, 0.8] },
    expected: [{ features: [1], scores: [0.2, 0.8] }],
  },
  {
    name: 'no rows, no predictions',
    request: { instances: [] },
    response: { output: [] },
    expected: [],
  },
  {
    name: 'a single output is read even when no parser made JSON of the request',
    request: undefined,
    response: { output: 'rain' },
    expected: [{ output: 'rain' }],
  },
  {
    name: 'an object of lists is columns',
    request: { inputs: { a: [1, 2], b: ['x', 'y'] }, truth: [1, 0] },
    response: { prediction: [0, 1] },
    expected: [
      { features: { a: 1, b: 'x' }, output: 0, truth: 1 },
      { features: { a: 2, b: 'y' }, output: 1, truth: 0 },
    ],
  },
  {
    name: 'an object with anything but lists in it is a row',
    request: { data: { a: 1, b: [1, 2] } },
    response: { prediction: 0 },
    expected: [{ features: { a: 1, b: [1, 2] }, output: 0 }],
  },
  {
    name: 'a bare list of lists (BentoML, root input)',
    request: [[5, 4, 3, 2]],
    response: [1],
    expected: [{ features: [5, 4, 3, 2], output: 1 }],
  },
  {
    name: 'a text body says nothing of its rows, a single output is read (TorchServe, a file in)',
    request: 'some text',
    response: { prediction: 'tabby' },
    expected: [{ output: 'tabby' }],
  },
  {
    name: 'names of Object.prototype are ordinary data',
    request: JSON.parse('{"features":{"__proto__":1,"constructor":"x","toString":null}}'),
    response: JSON.parse('{"output":"__proto__","__proto__":{"output":1}}'),
    expected: [
      { features: JSON.parse('{"__proto__":1,"constructor":"x","toString":null}'), output: '__proto__' },
    ],
  },
  {
    name: 'rows beyond the limit are counted, not read',
    request: [{ a: 1 }, { a: 2 }, 'never looked at'],
    response: ['x', 'y', 'z'],
    options: { limits: { rowsPerRequest: 2, features: 200 } },
    expected: {
      predictions: [
        { features: { a: 1 }, output: 'x' },
        { features: { a: 2 }, output: 'y' },
      ],
      rows: 3,
    },
  },
  {
    name: 'output false and 0 are outputs',
    request: { features: [1] },
    response: { output: false, label: 'x' },
    expected: [{ features: [1], output: false }],
  },
];

testCases(plain, CASES);

testUnread(plain, [
  {
    name: 'more rows than outputs',
    request: [{ a: 1 }, { a: 2 }],
    response: ['x'],
    expected: 'rows_mismatch',
  },
  {
    name: 'one output for many rows',
    request: [{ a: 1 }, { a: 2 }],
    response: { output: 'x' },
    expected: 'rows_mismatch',
  },
  {
    name: 'many texts for one row',
    request: { features: [1] },
    response: ['x', 'y'],
    expected: 'rows_mismatch',
  },
  {
    name: 'truths that differ in number',
    request: { features: [[1], [2]], truth: ['a'] },
    response: ['x', 'y'],
    expected: 'rows_mismatch',
  },
  {
    name: 'an answer without any output',
    request: { features: [1] },
    response: { took: 3, ok: true },
    expected: 'output',
  },
  { name: 'no answer', request: { features: [1] }, response: undefined, expected: 'no_body' },
  {
    name: 'a list of answers to an unread request',
    request: undefined,
    response: [1, 2],
    expected: 'no_body',
  },
  {
    name: 'features that are no features',
    request: { features: 'tall' },
    response: { output: 1 },
    expected: 'format',
  },
  { name: 'a list of bare values', request: [1, 2], response: [1, 2], expected: 'format' },
  {
    name: 'a list of answers where no parser ran, which Express 4 says as {}',
    request: {},
    response: [1, 0],
    expected: 'no_body',
  },
  {
    name: 'an object without a scalar is no flat row (BentoML, a named input)',
    request: { input_series: [[1], [2]] },
    response: [1, 0],
    expected: 'format',
  },
  {
    name: 'columns of different length',
    request: { inputs: { a: [1, 2], b: [1] } },
    response: [1, 0],
    expected: 'rows_mismatch',
  },
]);
