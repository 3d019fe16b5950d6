import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type FeedbackOptions, memoryStore, redisStore } from '../../src/index.ts';
import { freePort } from '../support/free-port.ts';
import { codesIn, tableRowsOf } from '../support/page-tables.ts';
import { startFeedbackApp } from './feedback-app.ts';

const PAGE = 'docs/feedback.md';
const DAY_MS = 24 * 3600 * 1000;

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

interface Answered {
  readonly status: number;
  /** The word for programs; empty where there is none. */
  readonly error: string;
}

async function send(url: string, { method = 'POST', headers = {}, body }: Sent): Promise<Answered> {
  const answer = await fetch(`${url}/feedback`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const { error = '' } = (await answer.json()) as { error?: string };
  return { status: answer.status, error };
}

function label(id: string): Sent {
  return { body: JSON.stringify({ id, truth: 'a' }) };
}

/** What one label is answered when its prediction is so old. */
async function sendAged(t: TestContext, ageMs: number, truth?: string): Promise<Answered> {
  let passedMs = 0;
  const store = memoryStore({ now: () => Date.now() + passedMs });
  const { monitor, url } = await startFeedbackApp(t, { store });
  monitor.record({ id: 'aged', output: 'a', truth });
  passedMs = ageMs;
  return send(url, label('aged'));
}

/** The answer of an application with these options to what every one of them is sent. */
async function sendTo(t: TestContext, feedback: FeedbackOptions, sent: Sent): Promise<Answered> {
  const { url } = await startFeedbackApp(t, feedback);
  return send(url, sent);
}

/** The answer when somebody else has read the body and left nothing. */
async function sendToReader(t: TestContext): Promise<Answered> {
  const { url } = await startFeedbackApp(t, {}, (req, _res, next) => void req.resume().once('end', next));
  return send(url, label('nobody'));
}

test('every status of the page is answered in its case', async (t) => {
  const away = redisStore({ url: `redis://127.0.0.1:${await freePort()}` });
  const provoked = await Promise.all([
    sendAged(t, 0),
    sendTo(t, {}, label('')),
    sendTo(t, {}, label('nobody')),
    sendAged(t, 0, 'a'),
    sendAged(t, 8 * DAY_MS),
    sendTo(t, {}, { body: '{bad' }),
    sendTo(t, {}, { body: '7' }),
    sendToReader(t),
    sendTo(t, { authorize: () => false }, label('nobody')),
    sendTo(t, {}, { method: 'GET' }),
    sendTo(t, { maxLabels: 1 }, { body: '[{},{}]' }),
    sendTo(t, {}, { body: ' '.repeat(1_000_001) }),
    sendTo(t, {}, { headers: { 'content-type': 'text/csv' }, body: 'id,truth' }),
    sendTo(t, {}, { headers: { 'content-encoding': 'gzip' }, body: '{}' }),
    sendTo(t, { store: away }, label('nobody')),
  ]);
  const written = tableRowsOf(PAGE, '| status | `error` | what it means |').flatMap(([status, error = '']) =>
    error === ''
      ? { status: Number(status), error }
      : codesIn(error).map((code) => ({ status: Number(status), error: code })),
  );
  assert.deepEqual(provoked, written);
});

test('what an id answers depends on the age of its prediction, as the page says', async (t) => {
  const answers = [0, 8, 15].map(async (days) => [
    await sendAged(t, days * DAY_MS),
    await sendAged(t, days * DAY_MS, 'a'),
  ]);
  const written = tableRowsOf(PAGE, '| age of the prediction | waits for its label | has its label |').map(
    ([, waits = '', labelled = '']) => [waits, labelled].flatMap(codesIn),
  );
  const found = (await Promise.all(answers)).map((ofAge) => ofAge.map(({ error }) => error || 'joined'));
  assert.deepEqual(found, written);
});

/** Ids in every place that the client has, in the order in which they count. */
const GIVEN: readonly (readonly [place: string, id: string])[] = [
  ['x-prediction-id', 'prediction'],
  ['x-amzn-sagemaker-inference-id', 'inference'],
  ['ce-id', 'event'],
  ['body', 'in-the-body'],
  ['x-request-id', 'request'],
];

/** What an answer says its id is, when the request has these and the handler says so. */
async function idOf(url: string, given: typeof GIVEN, said: object = {}): Promise<string | null> {
  const { body: id, ...headers } = Object.fromEntries(given);
  const tensor = { name: 'x', shape: [1], datatype: 'INT32', data: [1] };
  const answer = await fetch(`${url}/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ id, inputs: [tensor], instances: ['a'], ...said }),
  });
  return answer.headers.get('x-prediction-id');
}

test('an id is the first that is there, in the order of the page, and of the right characters', async (t) => {
  const { url } = await startFeedbackApp(t, {});
  const found = GIVEN.map((_, missing) => idOf(url, GIVEN.slice(missing)));
  assert.deepEqual(
    await Promise.all(found),
    GIVEN.map(([, id]) => id),
  );
  assert.equal(await idOf(url, GIVEN, { said: 'in-locals' }), 'in-locals');
  assert.equal(await idOf(url, GIVEN, { header: 'on-the-answer' }), 'on-the-answer');
  assert.equal(await idOf(url, [['x-prediction-id', 'with spaces'], ...GIVEN.slice(4)]), 'request');
  assert.match((await idOf(url, [])) ?? '', /^[0-9a-f-]{36}$/);
});

test('while the store is away predictions are answered, and labels are not', async (t) => {
  const store = redisStore({ url: `redis://127.0.0.1:${await freePort()}` });
  const { url, faults } = await startFeedbackApp(t, { store });
  const predicted = await fetch(`${url}/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"instances":["a"]}',
  });
  assert.deepEqual([predicted.status, await predicted.json()], [200, { predictions: ['a'] }]);
  const labelled = await fetch(`${url}/feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: label('a').body ?? '',
  });
  await labelled.arrayBuffer();
  assert.deepEqual([labelled.status, labelled.headers.get('retry-after')], [503, '5']);
  const page = await (await fetch(`${url}/metrics`)).text();
  assert.doesNotMatch(page, /^model_feedback_pending/m);
  assert.match(page, /^model_feedback_total\{result="joined"\} 0$/m);
  assert.deepEqual(faults, ['feedback']);
});
