import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Baseline } from '../../src/index.ts';
import { type RowsByFeature, ServedModel } from './served-model.ts';
import { smallBaseline } from './small-baseline.ts';

/** A request of two rows, of size 7 and 39 and of kind a and b, and its answer. */
interface Exchange {
  readonly path?: string;
  readonly body: object;
  readonly answer: object;
}

const OUTPUTS = ['no', 'yes'];

/** A tensor of Open Inference. */
function tensor(name: string, datatype: string, data: readonly (readonly unknown[])[]): object {
  return { name, datatype, shape: [data.length, data[0]?.length], data: data.flat() };
}

const LABELS = { name: 'label', datatype: 'BYTES', shape: [2], data: OUTPUTS };

const BY_NAME: Readonly<Record<string, Exchange>> = {
  'plain features': {
    body: {
      features: [
        { size: 7, kind: 'a' },
        { size: 39, kind: 'b' },
      ],
    },
    answer: { output: OUTPUTS },
  },
  'a plain list': {
    body: [
      { size: 7, kind: 'a' },
      { kind: 'b', size: 39, more: true },
    ],
    answer: OUTPUTS,
  },
  'rows of TensorFlow Serving': {
    path: '/v1/models/shop:predict',
    body: {
      instances: [
        { size: 7, kind: 'a' },
        { size: 39, kind: 'b' },
      ],
    },
    answer: { predictions: OUTPUTS },
  },
  'columns of TensorFlow Serving': {
    path: '/v1/models/shop:predict',
    body: { inputs: { size: [7, 39], kind: ['a', 'b'] } },
    answer: { outputs: OUTPUTS },
  },
  'tensors of Open Inference, one for each feature': {
    path: '/v2/models/shop/infer',
    body: { inputs: [tensor('size', 'FP64', [[7], [39]]), tensor('kind', 'BYTES', [['a'], ['b']])] },
    answer: { outputs: [LABELS] },
  },
};

const BY_POSITION: Readonly<Record<string, Exchange>> = {
  'plain features': {
    body: {
      features: [
        [7, 'a'],
        [39, 'b'],
      ],
    },
    answer: { output: OUTPUTS },
  },
  'rows of TensorFlow Serving': {
    path: '/v1/models/shop:predict',
    body: {
      instances: [
        [7, 'a'],
        [39, 'b'],
      ],
    },
    answer: { predictions: OUTPUTS },
  },
  'one named tensor of TensorFlow Serving': {
    path: '/v1/models/shop:predict',
    body: { instances: [{ dense_input: [7, 'a'] }, { dense_input: [39, 'b'] }] },
    answer: { predictions: OUTPUTS },
  },
  'one tensor of Open Inference': {
    path: '/v2/models/shop/infer',
    body: {
      inputs: [
        tensor('input', 'BYTES', [
          [7, 'a'],
          [39, 'b'],
        ]),
      ],
    },
    answer: { outputs: [LABELS] },
  },
};

const COUNTED: RowsByFeature = {
  size: { '7.8': 1, '+Inf': 1 },
  kind: { a: 1, b: 1 },
  '@prediction': { no: 1, yes: 1 },
};

for (const [way, exchanges] of Object.entries({ name: BY_NAME, position: BY_POSITION })) {
  for (const [format, { path, body, answer }] of Object.entries(exchanges)) {
    test(`features are counted by ${way} in ${format}`, async (t) => {
      const served = await ServedModel.serve(t, { baseline: smallBaseline() }, () => answer);
      await served.predict(body, path);
      assert.deepEqual(await served.counts(), COUNTED);
    });
  }
}

/** What is counted of one request. */
const ELSEWHERE: readonly (readonly [sentence: string, body: object, counted: object])[] = [
  [
    'a feature that a row leaves out is missing',
    { features: { kind: 'a' } },
    { size: { '@missing': 1 }, kind: { a: 1 } },
  ],
  [
    'a list that is too short misses the rest',
    { features: [7] },
    { size: { '7.8': 1 }, kind: { '@missing': 1 } },
  ],
  [
    'what the baseline does not know is not counted',
    { features: { size: 7, kind: 'a', colour: 'red' } },
    { size: { '7.8': 1 }, kind: { a: 1 } },
  ],
  [
    'names that the baseline does not know are none of its features',
    { features: { x: 7, y: 'a' } },
    { size: { '@missing': 1 }, kind: { '@missing': 1 } },
  ],
  [
    'one value under another name is none either',
    { features: { x: 7 } },
    { size: { '@missing': 1 }, kind: { '@missing': 1 } },
  ],
  [
    'tensors side by side are named, whatever they are called',
    { features: { a_0: 7, a_1: 'a', b_0: 1 } },
    { size: { '@missing': 1 }, kind: { '@missing': 1 } },
  ],
  [
    'the truth is no feature',
    { size: 7, kind: 'a', trueLabel: 'yes' },
    { size: { '7.8': 1 }, kind: { a: 1 } },
  ],
  ['a row without inputs has none missing', {}, {}],
];

for (const [sentence, body, counted] of ELSEWHERE) {
  test(sentence, async (t) => {
    const served = await ServedModel.serve(t, { baseline: smallBaseline() }, () => ({ output: 'no' }));
    await served.predict(body);
    const { size = {}, kind = {}, '@prediction': output } = await served.counts();
    assert.deepEqual([{ size, kind }, output], [{ size: {}, kind: {}, ...counted }, { no: 1 }]);
  });
}

test('a tensor whose values the baseline knows by name is counted by name', async (t) => {
  const baseline: Baseline = {
    ...smallBaseline(),
    features: smallBaseline().features.map((feature, index) => ({ ...feature, name: `x_${1 - index}` })),
  };
  const served = await ServedModel.serve(t, { baseline }, () => ({ outputs: [LABELS] }));
  const inputs = [
    tensor('x', 'BYTES', [
      ['a', 7],
      ['b', 39],
    ]),
  ];
  await served.predict({ inputs }, '/v2/models/shop/infer');
  const { x_1: size, x_0: kind } = await served.counts();
  assert.deepEqual({ size, kind }, { size: COUNTED['size'], kind: COUNTED['kind'] });
});

test('a handler names features, and values by position in typed arrays', async (t) => {
  const served = await ServedModel.serve(t, { baseline: smallBaseline() }, (req, res) => {
    const { typed, ...features } = req.body;
    res.locals['prediction'] = {
      features: typed === undefined ? features : Float32Array.from(typed),
      output: 'no',
    };
    return {};
  });
  await served.predict({ size: 7, kind: 'b' });
  await served.predict({ typed: [7, 1] });
  assert.deepEqual(await served.counts(), {
    size: { '7.8': 2 },
    kind: { b: 1, '@unseen': 1 },
    '@prediction': { no: 2 },
  });
});
