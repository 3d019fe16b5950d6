import { azure } from '../../src/protocols/azure.ts';
import { testCases, testUnread } from './case.ts';

/** From the Azure Machine Learning guides: "Deploy MLflow models", "Test managed online endpoints". */
testCases(azure, [
  {
    name: 'cases in data, a prediction for each in a list',
    request: {
      data: [
        [0.1, 2.3, 4.1, 2.0],
        [0.2, 1.8, 3.9, 2.1],
      ],
    },
    response: [1, 0],
    expected: [
      { features: [0.1, 2.3, 4.1, 2], output: 1 },
      { features: [0.2, 1.8, 3.9, 2.1], output: 0 },
    ],
  },
  {
    name: 'a data frame in input_data',
    request: {
      input_data: { columns: ['age', 'sex'], index: [1], data: [[67.0, 'f']] },
      params: {},
    },
    response: ['sick'],
    expected: [{ features: { age: 67, sex: 'f' }, output: 'sick' }],
  },
  {
    name: 'a list of records, and an answer by name',
    request: { input_data: [{ age: 67 }, { age: 40 }], ground_truth: [1, 0] },
    response: { result: [1, 1] },
    expected: [
      { features: { age: 67 }, output: 1, truth: 1 },
      { features: { age: 40 }, output: 1, truth: 0 },
    ],
  },
  {
    name: 'named tensors in input_data',
    request: { input_data: { age: [67, 40], sex: ['f', 'm'] } },
    response: [1, 0],
    expected: [
      { features: { age: 67, sex: 'f' }, output: 1 },
      { features: { age: 40, sex: 'm' }, output: 0 },
    ],
  },
]);

testUnread(azure, [
  { name: 'input_data that is text', request: { input_data: 'x' }, response: [1], expected: 'format' },
  { name: 'no object', request: undefined, response: [1], expected: 'format' },
  {
    name: 'more cases than predictions',
    request: { data: [[1], [2]] },
    response: [1],
    expected: 'rows_mismatch',
  },
  { name: 'an answer that names nothing', request: { data: [[1]] }, response: { a: 1 }, expected: 'output' },
]);
