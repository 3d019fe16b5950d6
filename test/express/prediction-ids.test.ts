import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Response } from 'express';
import type { ModelMonitorOptions } from '../../src/index.ts';
import { FeedbackService } from '../endpoint/feedback-service.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LONGEST_ID = 'x'.repeat(128);

const V2 = { inputs: [{ name: 'wind', datatype: 'FP32', shape: [1, 1], data: [1] }] };
const V2_ANSWER = { outputs: [{ name: 'class', datatype: 'BYTES', shape: [1], data: ['rain'] }] };

/** Everything that may say an id, from the first to be asked to the last. */
const SOURCES: readonly [id: string, given: Given][] = [
  ['said-in-locals', { locals: { id: 'said-in-locals' } }],
  ['answered', { answered: 'answered' }],
  ['X-Prediction-Id', { headers: { 'X-Prediction-Id': 'X-Prediction-Id' } }],
  ['SageMaker', { headers: { 'X-Amzn-SageMaker-Inference-Id': 'SageMaker' } }],
  ['CloudEvent', { headers: { 'Ce-Id': 'CloudEvent' } }],
  ['body-of-V2', { body: { id: 'body-of-V2' } }],
  ['X-Request-Id', { headers: { 'X-Request-Id': 'X-Request-Id' } }],
];

interface Given {
  readonly headers?: Record<string, string>;
  /** Members of the body. */
  readonly body?: object;
  /** What the handler says. */
  readonly locals?: unknown;
  /** The handler's own `X-Prediction-Id`. */
  readonly answered?: string;
}

/** All of these together. */
function together(sources: readonly Given[]): Given {
  const all: Given = Object.assign({}, ...sources);
  return {
    ...all,
    headers: Object.assign({}, ...sources.map(({ headers }) => headers)),
  };
}

/** Asks a model that speaks V2; answers the id that it named. */
async function ask(service: FeedbackService, { headers, body, ...handler }: Given): Promise<string | null> {
  Object.assign(service.app.locals, { handler });
  const answer = await fetch(`${service.url}/v2/models/weather/infer`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ ...V2, ...body }),
  });
  await answer.arrayBuffer();
  return answer.headers.get('x-prediction-id');
}

async function serve(
  t: Parameters<typeof FeedbackService.serve>[0],
  options: Pick<ModelMonitorOptions, 'feedback'> = {},
): Promise<FeedbackService> {
  const service = await FeedbackService.serve(t, options);
  service.app.post('/v2/models/weather/infer', ({ app }, res: Response) => {
    const { locals, answered } = app.locals['handler'] as Given;
    if (locals !== undefined) res.locals['prediction'] = locals;
    if (answered !== undefined) res.set('X-Prediction-Id', answered);
    res.json(V2_ANSWER);
  });
  return service;
}

for (const [index, [id]] of SOURCES.entries()) {
  test(`of all that may say an id, ${id} stands over what comes behind it`, async (t) => {
    const service = await serve(t);
    assert.equal(await ask(service, together(SOURCES.slice(index).map(([, given]) => given))), id);
    assert.equal((await service.label({ id, truth: 'sun' })).status, 200);
  });
}

/** Ids that could not stand in a header, a log line or a label. */
const INVALID = ['no good', 'a#1', 'a,b', '{a}', 'größe', `${LONGEST_ID}x`, 'a/b', '%41', ''];

test('an id that is none is replaced by a UUID, wherever it comes from', async (t) => {
  const service = await serve(t);
  const headers = ['X-Prediction-Id', 'X-Amzn-SageMaker-Inference-Id', 'Ce-Id', 'X-Request-Id'];
  const asciiOnly = INVALID.filter((id) => !id.includes('ö'));
  const given: Given[] = [
    {},
    ...asciiOnly.flatMap((id) => headers.map((name) => ({ headers: { [name]: id } }))),
    ...[...INVALID, 7, null, {}, ['a']].map((id) => ({ body: { id } })),
    ...[...INVALID, 7, null, {}, ['a']].map((id) => ({ locals: { id } })),
  ];
  const ids: string[] = [];
  for (const each of given) {
    const id = String(await ask(service, each));
    assert.match(id, UUID, JSON.stringify(each));
    ids.push(id);
  }
  assert.equal(new Set(ids).size, given.length);
  assert.deepEqual(await service.metric('model_feedback_pending'), { '': given.length });
  assert.equal((await service.label({ id: ids.at(-1), truth: 'sun' })).status, 200);
  assert.deepEqual(service.faults, []);
});

test('an id may have 128 characters of these', async (t) => {
  const service = await serve(t);
  for (const id of [
    LONGEST_ID,
    'a',
    'AZaz09._:@-',
    '00000000-0000-4000-8000-000000000000',
    'urn:uuid:1@host',
  ])
    assert.equal(await ask(service, { headers: { 'X-Prediction-Id': id } }), id);
});

test('the only row of a list has the id of the request; rows of several have their own', async (t) => {
  const service = await serve(t);
  const rows = [{ output: 'rain', id: 'first' }, { output: 'snow' }, { output: 'sun', id: 'no good' }];
  assert.equal(await ask(service, { locals: rows.slice(0, 1) }), 'first');
  const id = await ask(service, { locals: rows, headers: { 'X-Prediction-Id': 'all' } });
  assert.equal(id, 'all');
  const { body } = await service.label(
    ['first', 'all#0', 'all', 'all#1', 'all#2', 'all#3'].map((name) => ({ id: name, truth: 'sun' })),
  );
  assert.deepEqual(
    (body as { results: { id: string; result: string }[] }).results.map(
      ({ id, result }) => `${id} ${result}`,
    ),
    ['first joined', 'all#0 unknown', 'all unknown', 'all#1 joined', 'all#2 joined', 'all#3 unknown'],
  );
});

test('without feedback no answer names its prediction', async (t) => {
  const service = await serve(t, { feedback: false });
  assert.equal(await ask(service, { headers: { 'X-Prediction-Id': 'mine' } }), null);
});
