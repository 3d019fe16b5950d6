import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { RunningServer } from '../../example-app/listen.ts';
import { listen } from '../../example-app/listen.ts';
import { createModelServer } from '../../example-app/model-server.ts';
import type { WeatherModel } from '../../example-app/weather-model.ts';
import { readModel } from '../../example-app/weather-model.ts';

/** A second version that is told from the first at once. */
const alwaysSnow: WeatherModel = { ...readModel('1'), version: '2', trees: ['snow'] };
const rainyDay = { precipitation: 10.9, temp_max: 10.6, temp_min: 2.8, wind: 4.5 };
const rain = { label: 'rain', scores: [0, 0, 0.96, 0, 0.04] };
const snow = { label: 'snow', scores: [0, 0, 0, 1, 0] };

let server: RunningServer;
before(async () => {
  server = await listen(createModelServer([readModel('1'), alwaysSnow]), 0);
});
after(() => server.stop());

async function ask(path: string, body?: string): Promise<{ status: number; answer: unknown }> {
  const init = body === undefined ? {} : { method: 'POST', body };
  const response = await fetch(server.url + path, init);
  return { status: response.status, answer: await response.json() };
}

test('instances given as lists and by name get one prediction each', async () => {
  const byName = await ask(
    '/v1/models/weather/versions/1:predict',
    JSON.stringify({ instances: [rainyDay, rainyDay] }),
  );
  const asLists = await ask('/v1/models/weather/versions/1:predict', '{"instances":[[10.9,10.6,2.8,4.5]]}');

  assert.deepEqual(byName, { status: 200, answer: { predictions: [rain, rain] } });
  assert.deepEqual(asLists, { status: 200, answer: { predictions: [rain] } });
});

test('without a version in the URL the latest answers', async () => {
  const answer = await ask('/v1/models/weather:predict', JSON.stringify({ instances: [rainyDay] }));

  assert.deepEqual(answer, { status: 200, answer: { predictions: [snow] } });
});

test('no instances get no predictions', async () => {
  const answer = await ask('/v1/models/weather:predict', '{"instances":[]}');

  assert.deepEqual(answer, { status: 200, answer: { predictions: [] } });
});

test('an Open Inference request is answered by the version it names, else by the latest', async () => {
  const body = '{"inputs":[{"name":"days","shape":[1,4],"datatype":"FP64","data":[10.9,10.6,2.8,4.5]}]}';
  const answerOf = (version: string, { label, scores }: typeof rain) => ({
    status: 200,
    answer: {
      model_name: 'weather',
      model_version: version,
      outputs: [
        { name: 'label', shape: [1], datatype: 'BYTES', data: [label] },
        { name: 'scores', shape: [1, 5], datatype: 'FP64', data: scores },
      ],
    },
  });

  assert.deepEqual(await ask('/v2/models/weather/versions/1/infer', body), answerOf('1', rain));
  assert.deepEqual(await ask('/v2/models/weather/infer', body), answerOf('2', snow));
});

test('the status names the versions that are available', async () => {
  const available = { state: 'AVAILABLE', status: { error_code: 'OK', error_message: '' } };
  const first = { version: '1', ...available };
  const second = { version: '2', ...available };

  assert.deepEqual(await ask('/v1/models/weather'), {
    status: 200,
    answer: { model_version_status: [first, second] },
  });
  assert.deepEqual(await ask('/v1/models/weather/versions/2'), {
    status: 200,
    answer: { model_version_status: [second] },
  });
});

const refused: { what: string; body: string; error: string }[] = [
  { what: 'no instances', body: '{}', error: "the body needs a list 'instances'" },
  { what: 'a list as its body', body: '[]', error: "the body needs a list 'instances'" },
  { what: 'a row too short', body: '{"instances":[[1,2,3]]}', error: "row 0 needs a number 'wind'" },
  {
    what: 'a feature as text',
    body: '{"instances":[[1,2,3,4],{"precipitation":"wet"}]}',
    error: "row 1 needs a number 'precipitation'",
  },
  {
    what: 'a row of null',
    body: '{"instances":[null]}',
    error: "row 0 needs a number 'precipitation'",
  },
];
for (const { what, body, error } of refused) {
  test(`a request with ${what} gets 400 and says why`, async () => {
    assert.deepEqual(await ask('/v1/models/weather:predict', body), { status: 400, answer: { error } });
  });
}

test('an Open Inference request without a body gets 400 and says why', async () => {
  assert.deepEqual(await ask('/v2/models/weather/infer', ''), {
    status: 400,
    answer: { error: "the body needs a list 'inputs'" },
  });
});

test('a body that is not JSON gets 400 and an error', async () => {
  const { status, answer } = await ask('/v1/models/weather:predict', '{"instances":');

  assert.equal(status, 400);
  assert.deepEqual(Object.keys(Object(answer)), ['error']);
});

const unknown: { path: string; body?: string }[] = [
  { path: '/v1/models/weather/versions/7:predict', body: '{"instances":[]}' },
  { path: '/v1/models/traffic:predict', body: '{"instances":[]}' },
  { path: '/v1/models/weather:explain', body: '{"instances":[]}' },
  { path: '/v2/models/weather/versions/7/infer', body: '{"inputs":[]}' },
  { path: '/v2/models/traffic/infer', body: '{"inputs":[]}' },
  { path: '/v1/models/traffic' },
  { path: '/elsewhere' },
];
for (const { path, body } of unknown) {
  test(`${path} is not served: 404`, async () => {
    assert.deepEqual(await ask(path, body), {
      status: 404,
      answer: { error: `nothing is served at ${path}` },
    });
  });
}
