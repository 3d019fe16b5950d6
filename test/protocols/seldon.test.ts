import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Prediction } from '../../src/domain/prediction.ts';
import { seldon } from '../../src/protocols/seldon.ts';
import { testCases, testUnread } from './case.ts';
import { decode } from './decode.ts';

/** From Seldon Core 1: "External Prediction API", prediction.proto, and the examples of its servers. */
testCases(seldon, [
  {
    name: 'a named tensor in, an ndarray out',
    request: { data: { names: ['a', 'b'], tensor: { shape: [2, 2], values: [0, 0, 1, 1] } } },
    response: { data: { names: ['t:0'], ndarray: [[0], [1]] }, meta: {} },
    expected: [
      { features: { a: 0, b: 0 }, output: 0 },
      { features: { a: 1, b: 1 }, output: 1 },
    ],
  },
  {
    name: 'probabilities of classes without a name (scikit-learn server)',
    request: { data: { ndarray: [[1, 2, 3, 4]] } },
    response: {
      data: {
        names: ['t:0', 't:1', 't:2'],
        ndarray: [[0.0006985194531162835, 0.003668039039435755, 0.9956334415074478]],
      },
      meta: { requestPath: { classifier: 'seldonio/sklearnserver:1.17.1' } },
    },
    expected: [
      {
        features: [1, 2, 3, 4],
        output: [0.0006985194531162835, 0.003668039039435755, 0.9956334415074478],
      },
    ],
  },
  {
    name: 'probabilities of named classes, a tensor out',
    request: { data: { names: ['x'], ndarray: [[1], [2]] }, truth: ['setosa', 'virginica'] },
    response: {
      data: { names: ['setosa', 'virginica'], tensor: { shape: [2, 2], values: [0.75, 0.25, 0.25, 0.75] } },
    },
    expected: [
      { features: { x: 1 }, output: 'setosa', scores: { setosa: 0.75, virginica: 0.25 }, truth: 'setosa' },
      {
        features: { x: 2 },
        output: 'virginica',
        scores: { setosa: 0.25, virginica: 0.75 },
        truth: 'virginica',
      },
    ],
  },
  {
    name: 'a name for a row that is a bare text',
    request: { data: { names: ['text'], ndarray: ['This paper is about virus'] } },
    response: {
      data: { names: ['t:0', 't:1'], ndarray: [[0.3729505481093134, 0.6270494518906866]] },
      meta: {},
    },
    expected: [
      { features: { text: 'This paper is about virus' }, output: [0.3729505481093134, 0.6270494518906866] },
    ],
  },
  {
    name: 'the puid is the id: that of the request, else that the engine made',
    request: { data: { ndarray: [[1]] } },
    response: { meta: { puid: 'cjpnbqe3u8g' }, data: { ndarray: [[0.5]] } },
    expected: { predictions: [{ features: [1], output: 0.5 }], id: 'cjpnbqe3u8g' },
  },
  {
    name: 'the puid of the request wins',
    request: { meta: { puid: 'mine' }, data: { ndarray: [[1]] } },
    response: { meta: { puid: 'theirs' }, data: { ndarray: [[0.5]] } },
    expected: { predictions: [{ features: [1], output: 0.5 }], id: 'mine' },
  },
]);

const one = { data: { ndarray: [[1]] } };

test('a vector longer than a call can have arguments is read', () => {
  const names = Array.from({ length: 300_000 }, (_, position) => `c${position}`);
  const scores = names.map((_, position) => (position === 7 ? 1 : 0));
  const response = { data: { names, ndarray: [scores] } };
  const [prediction] = decode(seldon, one, response) as Prediction[];
  assert.equal(prediction?.output, 'c7');
});

testUnread(seldon, [
  {
    name: 'a tensor whose shape does not hold',
    request: { data: { tensor: { shape: [2, 2], values: [1] } } },
    response: one,
    expected: 'shape',
  },
  {
    name: 'a tensor without a shape',
    request: { data: { tensor: { values: [1] } } },
    response: one,
    expected: 'shape',
  },
  {
    name: 'names for other than there are',
    request: { data: { names: ['a', 'b'], ndarray: [[1]] } },
    response: one,
    expected: 'shape',
  },
  { name: 'bytes out', request: one, response: { binData: 'aW1hZ2U=' }, expected: 'binary' },
  { name: 'text out', request: one, response: { strData: 'yes' }, expected: 'output' },
  { name: 'text in', request: { strData: 'yes' }, response: one, expected: 'format' },
  {
    name: 'more rows than outputs',
    request: { data: { ndarray: [[1], [2]] } },
    response: one,
    expected: 'rows_mismatch',
  },
]);
