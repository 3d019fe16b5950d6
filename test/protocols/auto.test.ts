import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PROTOCOLS, recogniseProtocol } from '../../src/protocols/auto.ts';
import { type InputOptions, inputOf } from './decode.ts';

type Case = readonly [name: string, request: unknown, response: unknown, options?: InputOptions];

const tensor = { name: 'x', shape: [1], datatype: 'FP32', data: [1] };
const features = { instances: [{ features: [1] }] };
const predictions = { predictions: [1] };
const lines = 'a\n1\n2\n';
const csv = { contentType: 'text/csv' };

const CASES: readonly Case[] = [
  ['tensorflow', { instances: [1] }, predictions],
  ['tensorflow', { inputs: { a: [1] } }, { outputs: [1] }],
  ['tensorflow', { examples: [{ a: 1 }] }, { results: [1] }],
  ['tensorflow', features, predictions, { url: '/v1/models/m/versions/2:predict?x=1' }],
  ['sagemaker', features, predictions, { url: '/invocations' }],
  ['sagemaker', features, predictions],
  ['sagemaker', '1\n2\n', { predictions: [1, 2] }, csv],
  ['sagemaker', '1\n2\n', '1\n2\n', { ...csv, responseType: 'text/csv' }],
  ['sagemaker', { features: [1] }, '1\n', { responseType: 'text/csv' }],
  ['mlflow', lines, { predictions: [1, 2] }, { ...csv, url: '/invocations' }],
  ['mlflow', lines, { predictions: [1, 2] }, csv],
  ['mlflow', { inputs: [[1]] }, predictions, { url: '/invocations' }],
  ['tensorflow', { inputs: [[1]] }, predictions],
  ['mlflow', { dataframe_records: [{ a: 1 }] }, predictions],
  ['vertex', { instances: [1] }, { ...predictions, deployedModelId: '1' }],
  [
    'vertex',
    { instances: [1] },
    { ...predictions, modelVersionId: '1' },
    { url: '/v1/x/endpoints/1:predict' },
  ],
  ['open-inference', { inputs: [tensor] }, { outputs: [tensor] }],
  ['open-inference', undefined, { outputs: [tensor] }, { url: '/v2/models/m/infer' }],
  ['open-inference', { inputs: [tensor] }, { error: 'x' }, { url: '/prefix/v2/models/m/versions/1/infer/' }],
  ['seldon', { data: { ndarray: [[1]] } }, { data: { ndarray: [[1]] } }],
  ['azure', { data: [[1]] }, [1]],
  ['azure', { input_data: [[1]] }, { result: [1] }],
  ['plain', { data: [[1]] }, { result: [1] }],
  ['plain', { data: { a: 1 } }, { output: 1 }],
  ['plain', { instances: [1] }, { output: [1] }],
  ['plain', { features: [1] }, predictions],
  ['plain', { features: [1] }, { output: 1 }, { url: '/v1/models/m:predict' }],
  ['plain', { features: [1] }, { output: 1 }, { url: '/v2/models/m/infer' }],
  ['plain', undefined, { output: 1 }],
  ['plain', 'text', { output: 1 }, { contentType: 'text/plain' }],
  ['plain', null, null],
  ['plain', { a: 1 }, { output: 1 }, { url: '/predict?then=/invocations' }],
];

for (const [index, [name, request, response, options]] of CASES.entries()) {
  test(`auto ${index + 1}: ${name} from ${JSON.stringify([request, response, options?.url])}`, () => {
    assert.equal(recogniseProtocol(inputOf(request, response, options)).name, name);
  });
}

test('the formats of the option go by their own names', () => {
  assert.deepEqual(
    Object.entries(PROTOCOLS).map(([name, protocol]) => [name, protocol.name]),
    ['plain', 'tensorflow', 'open-inference', 'mlflow'].map((name) => [name, name]),
  );
});
