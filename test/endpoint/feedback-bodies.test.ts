import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { countsOf, FeedbackService, type ServiceOptions } from './feedback-service.ts';

/** The body parsers that may stand in front of the endpoint. */
const PARSERS: Readonly<Record<string, NonNullable<ServiceOptions['mount']>>> = {
  'no parser': (app, monitor) => app.use(monitor),
  'a parser of JSON': (app, monitor) => app.use(express.json({ type: [JSON_TYPE, '*/vnd.a+json'] }), monitor),
  'a parser of text': (app, monitor) => app.use(express.text({ type: () => true }), monitor),
  'a parser of bytes': (app, monitor) => app.use(express.raw({ type: () => true }), monitor),
};

const JSON_TYPE = 'application/json';
const [A, B, C] = ['a', 'b', 'c'].map((id) => ({ id, truth: 'sun' }));
const JOINED = ['a', 'b', 'c'].map((id) => ({ id, result: 'joined' }));

/** Three labels in every form they can be sent in. */
const FORMS: readonly [name: string, type: string, body: string][] = [
  ['an array', JSON_TYPE, JSON.stringify([A, B, C])],
  ['an object of labels', 'Application/JSON; charset=utf-8', JSON.stringify({ labels: [A, B, C] })],
  ['JSON of another vendor', 'application/vnd.a+json', JSON.stringify([A, B, C])],
  ['lines', 'application/x-ndjson', [A, B, C].map((label) => `${JSON.stringify(label)}\n`).join('')],
  [
    'lines of Windows, some blank, without an end',
    'application/jsonl',
    ['', ...[A, B].map((label) => JSON.stringify(label)), '  ', '', JSON.stringify(C)].join('\r\n'),
  ],
];

for (const [parser, mount] of Object.entries(PARSERS)) {
  for (const [name, type, body] of FORMS) {
    test(`several labels can be sent as ${name} (${parser})`, async (t) => {
      const service = await FeedbackService.serve(t, { mount });
      for (const id of ['a', 'b', 'c']) await service.predict(id);
      const answer = await service.label(body, { headers: { 'Content-Type': type } });
      assert.deepEqual(
        { status: answer.status, body: answer.body, type: answer.headers.get('content-type') },
        {
          status: 200,
          body: { ...countsOf({ joined: 3 }), results: JOINED },
          type: 'application/json; charset=utf-8',
        },
      );
      assert.deepEqual(service.faults, []);
    });
  }
}

test('of several labels each has its own result, in their order, and the status is 200', async (t) => {
  const service = await FeedbackService.serve(t);
  for (const id of ['a', 'b']) await service.predict(id);
  const { status, body } = await service.label([A, { id: 'no good', truth: 1 }, C, B, A, 7, { id: 'b' }]);
  const { results, ...counts } = body as { results: { id: string; result: string; message?: string }[] };
  assert.deepEqual([status, counts], [200, countsOf({ joined: 2, duplicate: 1, unknown: 1, invalid: 3 })]);
  assert.deepEqual(
    results.map(({ id, result }) => `${id} ${result}`),
    ['a joined', 'no good invalid', 'c unknown', 'b joined', 'a duplicate', ' invalid', 'b invalid'],
  );
  assert.deepEqual(
    results.filter(({ result }) => result === 'invalid').map(({ message }) => message),
    [
      'id has to be the id of a prediction, as its X-Prediction-Id said it',
      'a label is an object { "id", "truth" }',
      'truth has to be a class (text, true, false) or a finite number',
    ],
  );
  assert.deepEqual(await service.results(), { joined: 2, duplicate: 1, unknown: 1, invalid: 3 });
});

test('no labels at all are no error', async (t) => {
  const service = await FeedbackService.serve(t);
  for (const [type, body] of [
    [JSON_TYPE, '[]'],
    [JSON_TYPE, '{"labels":[]}'],
    ['application/x-ndjson', '\n'],
  ] as const) {
    const { status, body: answer } = await service.label(body, { headers: { 'Content-Type': type } });
    assert.deepEqual({ status, answer }, { status: 200, answer: { ...countsOf({}), results: [] } });
  }
});

const EXPECTED =
  'The body has to be { "id": "...", "truth": ... }, an array of these, or { "labels": [...] }.';
const TYPES = 'Send labels as application/json, or as application/x-ndjson with one per line.';
const LABEL = JSON.stringify(A);

/** What is refused as a whole. */
const REFUSED: readonly [
  name: string,
  headers: Record<string, string>,
  body: string | Buffer,
  refusal: object,
][] = [
  ['wrong JSON', {}, '{"id":', refusal(400, 'not_json', 'The body is not valid JSON.')],
  ['an empty body', {}, '', refusal(400, 'not_json', 'The body is not valid JSON.')],
  ['a number', {}, '7', refusal(400, 'format', EXPECTED)],
  ['labels that are none', {}, '{"labels":{}}', refusal(400, 'format', EXPECTED)],
  [
    'a line that is broken',
    { 'Content-Type': 'application/x-ndjson' },
    `${LABEL}\r\n\r\n{"id":\n${LABEL}`,
    refusal(400, 'not_json', 'Line 3 is not valid JSON.'),
  ],
  [
    'a list over lines',
    { 'Content-Type': 'application/x-ndjson' },
    `[\n${LABEL}\n]`,
    refusal(400, 'not_json', 'Line 1 is not valid JSON.'),
  ],
  [
    'a form, which curl -d says without asking',
    { 'Content-Type': 'application/x-www-form-urlencoded' },
    LABEL,
    refusal(415, 'unsupported_type', TYPES),
  ],
  ['text', { 'Content-Type': 'text/plain' }, LABEL, refusal(415, 'unsupported_type', TYPES)],
  ['a body of no type', { 'Content-Type': '' }, LABEL, refusal(415, 'unsupported_type', TYPES)],
  [
    'a compressed body',
    { 'Content-Encoding': 'gzip' },
    gzipSync(LABEL),
    refusal(415, 'unsupported_encoding', 'Send the body as it is, not as gzip.'),
  ],
];

function refusal(status: number, error: string, message: string): object {
  return { status, body: { error, message } };
}

test('what cannot be read is refused as a whole, saying what to do', async (t) => {
  const service = await FeedbackService.serve(t, { mount: (app, monitor) => app.use(monitor) });
  await service.predict('a');
  for (const [name, headers, body, expected] of REFUSED) {
    const init = { headers: { 'Content-Type': JSON_TYPE, ...headers }, body };
    const { status, body: answer } = await service.label('', init);
    assert.deepEqual({ status, body: answer }, expected, name);
  }
  assert.deepEqual(await service.results(), {});
  assert.equal((await service.label(A)).status, 200, 'the prediction still waits');
  assert.deepEqual(service.faults, []);
});

test('a compressed body is read where the application unpacks it', async (t) => {
  const service = await FeedbackService.serve(t);
  await service.predict('a');
  const headers = { 'Content-Type': JSON_TYPE, 'Content-Encoding': 'gzip' };
  assert.equal((await service.label('', { headers, body: gzipSync(LABEL) })).status, 200);
});

test('a body that somebody read and threw away is asked for again', async (t) => {
  const service = await FeedbackService.serve(t, {
    mount: (app, monitor) =>
      app.use((req, _res, next) => {
        if (req.path === '/feedback') req.resume().on('end', next);
        else next();
      }, monitor),
  });
  const { status, body } = await service.label(A);
  assert.deepEqual(
    { status, body },
    refusal(400, 'no_body', 'The body is empty, or was read before the monitor could.'),
  );
});
