import { mlflow } from '../../src/protocols/mlflow.ts';
import { testCases, testUnread } from './case.ts';

const CSV = { url: '/invocations', contentType: 'text/csv' };

/** From MLflow's scoring server and "Deploy MLflow model as a local inference server". */
testCases(mlflow, [
  {
    name: 'a data frame by its columns and rows',
    request: {
      dataframe_split: {
        columns: ['age', 'income'],
        index: [0, 1],
        data: [
          [41, 5.2],
          [23, null],
        ],
      },
    },
    response: { predictions: [1, 0] },
    expected: [
      { features: { age: 41, income: 5.2 }, output: 1 },
      { features: { age: 23, income: null }, output: 0 },
    ],
  },
  {
    name: 'unnamed columns are numbers, and a column of truths is none',
    request: { dataframe_split: { columns: [0, 'true_label'], data: [[41, 'a']] }, params: { t: 1 } },
    response: { predictions: ['b'] },
    expected: [{ features: { 0: 41 }, output: 'b', truth: 'a' }],
  },
  {
    name: 'a data frame by its records',
    request: { dataframe_records: [{ age: 41, income: 5.2 }] },
    response: { predictions: [1] },
    expected: [{ features: { age: 41, income: 5.2 }, output: 1 }],
  },
  {
    name: 'tensors as a list',
    request: {
      inputs: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    },
    response: { predictions: [0.5, 1.5, 2.5] },
    expected: [
      { features: [1, 2], output: 0.5 },
      { features: [3, 4], output: 1.5 },
      { features: [5, 6], output: 2.5 },
    ],
  },
  {
    name: 'named tensors, and an answer of records',
    request: { inputs: { a: [1, 2] } },
    response: { predictions: [{ label: 'x', probability: [0.9, 0.1] }, { label: 'y' }] },
    expected: [
      { features: { a: 1 }, output: 'x', scores: [0.9, 0.1] },
      { features: { a: 2 }, output: 'y' },
    ],
  },
  {
    name: 'CSV with a header; an empty cell is missing, a quoted one may hold anything',
    request: 'age,"city, country"\r\n41,"Ulm, ""DE"""\r\n,Bern\r\n',
    response: { predictions: [1, 0] },
    options: CSV,
    expected: [
      { features: { age: 41, 'city, country': 'Ulm, "DE"' }, output: 1 },
      { features: { age: null, 'city, country': 'Bern' }, output: 0 },
    ],
  },
  {
    name: 'the header does not count as a row',
    request: 'a,b\n1,2\n3,4\n5,6\n',
    response: { predictions: [1, 0, 1] },
    options: { ...CSV, limits: { rowsPerRequest: 2, features: 200 } },
    expected: {
      predictions: [
        { features: { a: 1, b: 2 }, output: 1 },
        { features: { a: 3, b: 4 }, output: 0 },
      ],
      rows: 3,
    },
  },
]);

const frame = (columns: unknown, data: unknown): object => ({ dataframe_split: { columns, data } });

testUnread(mlflow, [
  {
    name: 'a row with more values than columns',
    request: frame(['a'], [[1, 2]]),
    response: { predictions: [1] },
    expected: 'shape',
  },
  {
    name: 'columns that are no names',
    request: frame([{}], [[1]]),
    response: { predictions: [1] },
    expected: 'format',
  },
  {
    name: 'no columns',
    request: frame(undefined, [[1]]),
    response: { predictions: [1] },
    expected: 'format',
  },
  { name: 'no data', request: frame(['a'], undefined), response: { predictions: [1] }, expected: 'format' },
  {
    name: 'the body of a language model',
    request: { messages: [{ role: 'user', content: 'hi' }] },
    response: { choices: [] },
    expected: 'format',
  },
  {
    name: 'a bare list',
    request: [[1, 2]],
    response: { predictions: [1] },
    expected: 'format',
  },
  {
    name: 'CSV without an end to its quotes',
    request: 'a\n"1\n',
    response: { predictions: [1] },
    options: CSV,
    expected: 'format',
  },
  { name: 'an empty CSV', request: '', response: { predictions: [] }, options: CSV, expected: 'format' },
  {
    name: 'more lines than predictions',
    request: 'a\n1\n2\n',
    response: { predictions: [1] },
    options: CSV,
    expected: 'rows_mismatch',
  },
  { name: 'an error', request: frame(['a'], [[1]]), response: { error_code: 'X' }, expected: 'output' },
  { name: 'no request', request: undefined, response: { predictions: [1] }, expected: 'no_body' },
]);
