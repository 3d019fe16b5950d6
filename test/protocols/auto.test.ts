import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PROTOCOLS, recogniseProtocol } from '../../src/protocols/auto.ts';
import { azure } from '../../src/protocols/azure.ts';
import { mlflow } from '../../src/protocols/mlflow.ts';
import { openInference } from '../../src/protocols/open-inference.ts';
import { plain } from '../../src/protocols/plain.ts';
import { sagemaker } from '../../src/protocols/sagemaker.ts';
import { seldon } from '../../src/protocols/seldon.ts';
import { tensorflow } from '../../src/protocols/tensorflow.ts';
import { vertex } from '../../src/protocols/vertex.ts';
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

const DATA = fc.oneof(
  fc.constantFrom(undefined, null, 'a', 1, [], [1], [[1]], [tensor], { a: [1] }, { ndarray: [[1]] }),
  fc.constantFrom({ tensor: { shape: [1, 1], values: [1] } }, [{ features: [1] }], [{ features: 1 }]),
);

/** A body with some of the members by which formats are told, and some that tell nothing. */
function bodyWith(...names: string[]): fc.Arbitrary<unknown> {
  const members = fc.dictionary(fc.constantFrom(...names, 'features', 'output', 'a'), DATA, { maxKeys: 3 });
  return fc.oneof({ weight: 9, arbitrary: members }, { weight: 1, arbitrary: DATA });
}

test('a request is plain exactly when no other format fits it', () => {
  const others = [openInference, seldon, vertex, sagemaker, tensorflow, mlflow, azure];
  const requests = bodyWith('inputs', 'instances', 'data', 'examples', 'input_data', 'dataframe_split');
  const responses = bodyWith(
    'outputs',
    'predictions',
    'results',
    'data',
    'deployedModelId',
    'modelVersionId',
  );
  const types = fc.constantFrom('application/json', 'text/csv', '');
  fc.assert(
    fc.property(requests, responses, types, (request, response, responseType) => {
      const input = inputOf(request, response, { responseType });
      const fitting = others.find((format) => format.fits(input)) ?? plain;
      assert.equal(recogniseProtocol(input).name, fitting.name);
    }),
    { numRuns: 3000 },
  );
});

test('the formats of the option go by their own names', () => {
  assert.deepEqual(
    Object.entries(PROTOCOLS).map(([name, protocol]) => [name, protocol.name]),
    ['plain', 'tensorflow', 'open-inference', 'mlflow'].map((name) => [name, name]),
  );
});
