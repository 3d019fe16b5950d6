import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openInference } from '../../src/protocols/open-inference.ts';
import { testUnread } from './case.ts';
import { decode } from './decode.ts';
import { answer, input, rows } from './tensors.ts';

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

test('tensors without rows build no columns, however wide they say they are', () => {
  const inputs = Array.from({ length: 2000 }, (_, index) => input(`x${index}`, [0, 200], []));
  assert.deepEqual(decode(openInference, { inputs }, rows(1)), { unread: 'rows_mismatch' });
  assert.deepEqual(decode(openInference, { inputs }, answer(input('y', [0], [], 'INT64'))), []);
});
