import { openInference } from '../../src/protocols/open-inference.ts';
import { testCases } from './case.ts';
import { answer, input } from './tensors.ts';

/** From the examples of MLServer and of Triton's extensions. */
testCases(openInference, [
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
    name: 'a label in JSON is read beside scores that are binary',
    request: { inputs: [input('a', [1], [1])] },
    response: answer(input('label', [1], ['cat'], 'BYTES'), {
      name: 'scores',
      shape: [1, 2],
      datatype: 'FP32',
      parameters: { binary_data_size: 8 },
    }),
    expected: [{ features: { a: 1 }, output: 'cat' }],
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
]);
