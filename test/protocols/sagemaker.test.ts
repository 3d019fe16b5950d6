import { sagemaker } from '../../src/protocols/sagemaker.ts';
import { testCases, testUnread } from './case.ts';

const CSV = { url: '/invocations', contentType: 'text/csv', responseType: 'text/csv' };
const LINES = { ...CSV, contentType: 'application/jsonlines', responseType: 'application/jsonlines' };

/** From the SageMaker developer guide: "Common data formats for inference", "Linear learner response formats". */
testCases(sagemaker, [
  {
    name: 'dense JSON, binary classification',
    request: { instances: [{ features: [1.5, 16.0, 14.0, 23.0] }] },
    response: { predictions: [{ score: 0.4, predicted_label: 0 }] },
    expected: [{ features: [1.5, 16, 14, 23], output: 0, scores: 0.4 }],
  },
  {
    name: 'the data.features.values form, multiclass classification',
    request: { instances: [{ data: { features: { values: [1.5, 16.0] } } }] },
    response: { predictions: [{ score: [0.1, 0.2, 0.4, 0.3], predicted_label: 2 }] },
    expected: [{ features: [1.5, 16], output: 2, scores: [0.1, 0.2, 0.4, 0.3] }],
  },
  {
    name: 'sparse features have no values by position; regression',
    request: {
      instances: [{ data: { features: { keys: [26, 182], shape: [2000], values: [1, 4] } } }],
    },
    response: { predictions: [{ score: 0.4 }] },
    expected: [{ output: 0.4 }],
  },
  {
    name: 'bare lists, and the truth beside the features',
    request: { instances: [[1, 2], { features: [3, 4], true_label: 'b' }] },
    response: { predictions: ['a', 'b'] },
    expected: [
      { features: [1, 2], output: 'a' },
      { features: [3, 4], output: 'b', truth: 'b' },
    ],
  },
  {
    name: 'scores for predictions (Random Cut Forest)',
    request: { instances: [{ features: [1] }, { features: [9] }] },
    response: { scores: [{ score: 0.02 }, { score: 0.25 }] },
    expected: [
      { features: [1], output: 0.02 },
      { features: [9], output: 0.25 },
    ],
  },
  {
    name: 'JSON Lines on both sides',
    request: '{"features": [1.5, 16.0]}\n{"data": {"features": {"values": [2, 3]}}}\n\n',
    response: '{"score": 0.4, "predicted_label": 0}\r\n{"score": 0.9, "predicted_label": 1}',
    options: LINES,
    expected: [
      { features: [1.5, 16], output: 0, scores: 0.4 },
      { features: [2, 3], output: 1, scores: 0.9 },
    ],
  },
  {
    name: 'CSV on both sides, no header',
    request: '41,5.2\n23,1.1',
    response: '0.91\n0.12',
    options: CSV,
    expected: [
      { features: [41, 5.2], output: 0.91 },
      { features: [23, 1.1], output: 0.12 },
    ],
  },
  {
    name: 'CSV answered in one line (XGBoost)',
    request: '41,5.2\n23,1.1\n',
    response: '0.91,0.12',
    options: CSV,
    expected: [
      { features: [41, 5.2], output: 0.91 },
      { features: [23, 1.1], output: 0.12 },
    ],
  },
  {
    name: 'a line of class probabilities per row',
    request: '41,5.2\n23,1.1\n',
    response: '0.9,0.1\n0.25,0.75\n',
    options: CSV,
    expected: [
      { features: [41, 5.2], output: [0.9, 0.1] },
      { features: [23, 1.1], output: [0.25, 0.75] },
    ],
  },
  {
    name: 'CSV answered in JSON, and JSON answered in CSV',
    request: '41,5.2\n23,1.1\n',
    response: { predictions: [{ score: 0.4 }, { score: 0.6 }] },
    options: { contentType: 'text/csv' },
    expected: [
      { features: [41, 5.2], output: 0.4 },
      { features: [23, 1.1], output: 0.6 },
    ],
  },
  {
    name: 'CSV answered in a bare list',
    request: '41,5.2\n23,1.1\n',
    response: ['a', 'b'],
    options: { contentType: 'text/csv' },
    expected: [
      { features: [41, 5.2], output: 'a' },
      { features: [23, 1.1], output: 'b' },
    ],
  },
  {
    name: 'rows beyond the limit are counted, not read',
    request: '1\n2\n3\n',
    response: '0.1\n0.2\n0.3\n',
    options: { ...CSV, limits: { rowsPerRequest: 1, features: 200 } },
    expected: { predictions: [{ features: [1], output: 0.1 }], rows: 3 },
  },
]);

testUnread(sagemaker, [
  {
    name: 'more lines in than out',
    request: '1\n2\n',
    response: '1\n',
    options: CSV,
    expected: 'rows_mismatch',
  },
  {
    name: 'lines of different length',
    request: '1,2\n3\n',
    response: '1\n2\n',
    options: CSV,
    expected: 'shape',
  },
  { name: 'a quote in a cell', request: '1,5"2\n', response: '1\n', options: CSV, expected: 'format' },
  { name: 'a line that is no JSON', request: '{]\n', response: '1\n', options: LINES, expected: 'format' },
  {
    name: 'an answer with a line that is no JSON',
    request: '{"features":[1]}\n',
    response: 'NaN\n',
    options: LINES,
    expected: 'not_json',
  },
  {
    name: 'text of another type',
    request: '1 1:2',
    response: '1\n',
    options: { ...CSV, contentType: 'text/libsvm' },
    expected: 'format',
  },
  {
    name: 'an answer without predictions',
    request: { instances: [{ features: [1] }] },
    response: { took: 3 },
    expected: 'output',
  },
  { name: 'no request', request: undefined, response: '1\n', options: CSV, expected: 'no_body' },
]);
