import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InferTensor } from '../../example-app/open-inference.ts';
import { infer } from '../../example-app/open-inference.ts';
import type { WeatherModel } from '../../example-app/weather-model.ts';
import { readModel } from '../../example-app/weather-model.ts';

/** Rain when there is precipitation, else sun; one of two trees says snow when it is cold. */
const model: WeatherModel = {
  ...readModel('1'),
  version: '7',
  trees: [
    ['precipitation', 0.5, 'sun', 'rain'],
    ['temp_max', 2, 'snow', ['precipitation', 0.5, 'sun', 'rain']],
  ],
};

function tensor(name: string, shape: readonly number[], data: readonly unknown[]): InferTensor {
  return { name, shape, datatype: 'FP64', data };
}

const answer = {
  model_name: 'weather',
  model_version: '7',
  outputs: [
    { name: 'label', shape: [2], datatype: 'BYTES', data: ['rain', 'snow'] },
    { name: 'scores', shape: [2, 5], datatype: 'FP64', data: [0, 0, 1, 0, 0, 0, 0, 0, 0.5, 0.5] },
  ],
};

const forms: { form: string; inputs: InferTensor[] }[] = [
  { form: 'a flat tensor of all features', inputs: [tensor('days', [2, 4], [3, 9, 4, 2, 0, 1, -4, 5])] },
  {
    form: 'a nested tensor of all features',
    inputs: [
      tensor(
        'days',
        [2, 4],
        [
          [3, 9, 4, 2],
          [0, 1, -4, 5],
        ],
      ),
    ],
  },
  {
    form: 'a tensor per feature, in any order',
    inputs: [
      tensor('wind', [2], [2, 5]),
      tensor('temp_min', [2, 1], [4, -4]),
      tensor('temp_max', [2, 1], [[9], [1]]),
      tensor('precipitation', [2], [3, 0]),
    ],
  },
];
for (const { form, inputs } of forms) {
  test(`rows given as ${form} get a label and the scores each`, () => {
    assert.deepEqual(infer(model, { inputs }), answer);
  });
}

test('the id of a request is answered', () => {
  const inputs = [tensor('days', [2, 4], [3, 9, 4, 2, 0, 1, -4, 5])];

  assert.deepEqual(infer(model, { id: 'a17', inputs }), { ...answer, id: 'a17' });
});

test('no inputs are no rows', () => {
  assert.deepEqual(
    infer(model, { inputs: [] }).outputs.map(({ shape, data }) => [shape, data]),
    [
      [[0], []],
      [[0, 5], []],
    ],
  );
});

const misshapen = "input 'days' has a shape that is not that of its data";
const refused: { what: string; inputs: unknown; message: string }[] = [
  { what: 'no inputs', inputs: undefined, message: "the body needs a list 'inputs'" },
  {
    what: 'an input without data',
    inputs: [{ name: 'days', shape: [1, 4] }],
    message: "input 'days' needs a list 'shape' and a list 'data'",
  },
  {
    what: 'an input of null',
    inputs: [null],
    message: "input 'undefined' needs a list 'shape' and a list 'data'",
  },
  { what: 'too little data', inputs: [tensor('days', [2, 4], [1, 2, 3])], message: misshapen },
  { what: 'an empty shape', inputs: [tensor('days', [], [1])], message: misshapen },
  { what: 'a shape of endless empty rows', inputs: [tensor('days', [1e9, 0], [])], message: misshapen },
  {
    what: 'inputs that differ in length',
    inputs: [tensor('wind', [2], [2, 5]), tensor('temp_min', [1], [4])],
    message: 'the inputs differ in their number of rows',
  },
  {
    what: 'a feature missing',
    inputs: [tensor('wind', [1], [2]), tensor('precipitation', [1], [4])],
    message: "row 0 needs a number 'temp_max'",
  },
  {
    what: 'a feature as text',
    inputs: [tensor('days', [1, 4], [1, 2, 3, 'calm'])],
    message: "row 0 needs a number 'wind'",
  },
];
for (const { what, inputs, message } of refused) {
  test(`a request with ${what} is refused with 400 and says why`, () => {
    assert.throws(() => infer(model, Object({ inputs })), { status: 400, message });
  });
}
