import { vertex } from '../../src/protocols/vertex.ts';
import { testCases, testUnread } from './case.ts';

const MODEL = {
  deployedModelId: '512',
  model: 'projects/1/models/2',
  modelVersionId: '3',
  modelDisplayName: 'm',
};

/** From the REST reference of Vertex AI (PredictResponse) and "Get online predictions" for tabular data. */
testCases(vertex, [
  {
    name: 'a custom container: instances and predictions',
    request: {
      instances: [
        { values: [1, 2], key: 1 },
        { values: [3, 4], key: 2 },
      ],
      parameters: { t: 1 },
    },
    response: { predictions: [0.25, 0.75], ...MODEL },
    expected: [
      { features: { values: [1, 2], key: 1 }, output: 0.25 },
      { features: { values: [3, 4], key: 2 }, output: 0.75 },
    ],
  },
  {
    name: 'AutoML classification of tables',
    request: { instances: [{ age: '41' }], trueLabel: 'Yes' },
    response: { predictions: [{ classes: ['No', 'Yes'], scores: [0.25, 0.75] }], ...MODEL },
    expected: [{ features: { age: '41' }, output: 'Yes', scores: { No: 0.25, Yes: 0.75 }, truth: 'Yes' }],
  },
  {
    name: 'AutoML regression of tables',
    request: { instances: [{ age: '41' }] },
    response: { predictions: [{ value: 65.14, lower_bound: 4.2, upper_bound: 193.3 }], ...MODEL },
    expected: [{ features: { age: '41' }, output: 65.14 }],
  },
  {
    name: 'AutoML classification of images',
    request: { instances: [{ content: 'aW1hZ2U=' }] },
    response: {
      predictions: [{ ids: ['1', '2'], displayNames: ['daisy', 'tulip'], confidences: [0.9, 0.1] }],
      ...MODEL,
    },
    expected: [{ features: { content: 'aW1hZ2U=' }, output: 'daisy', scores: { daisy: 0.9, tulip: 0.1 } }],
  },
]);

testUnread(vertex, [
  {
    name: 'no instances',
    request: { rows: [] },
    response: { predictions: [], ...MODEL },
    expected: 'format',
  },
  { name: 'no predictions', request: { instances: [1] }, response: MODEL, expected: 'output' },
  {
    name: 'more instances than predictions',
    request: { instances: [1, 2] },
    response: { predictions: [1], ...MODEL },
    expected: 'rows_mismatch',
  },
  { name: 'no object', request: [1], response: { predictions: [1], ...MODEL }, expected: 'format' },
]);
