import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countsOf, FeedbackService, type Sent } from './feedback-service.ts';

const LONGEST_SHOWN = 160;

/** Labels that are not joined, by what is said of their id. */
const INVALID: readonly [name: string, label: string, shownId: string][] = [
  ['an id of 10,000 characters', `{"id":"${'x'.repeat(10_000)}","truth":"a"}`, 'x'.repeat(LONGEST_SHOWN)],
  [
    'an id with control characters',
    '{"id":"a\\u0000\\r\\nSet-Cookie: x","truth":"a"}',
    'a\0\r\nSet-Cookie: x',
  ],
  ['an id of half a character', '{"id":"\\ud800","truth":"a"}', '\ud800'],
  ['an id with a row that is none', '{"id":"a#1e3","truth":"a"}', 'a#1e3'],
  ['an id with two rows', '{"id":"a#1#2","truth":"a"}', 'a#1#2'],
  ['an id of a row without a request', '{"id":"#1","truth":"a"}', '#1'],
  ['an empty id', '{"id":"","truth":"a"}', ''],
  ['a number for an id', '{"id":7,"truth":"a"}', ''],
  ['a list for an id', '{"id":["a"],"truth":"a"}', ''],
  ['members that it would inherit', '{"__proto__":{"id":"a","truth":"a"}}', ''],
  ['no truth', '{"id":"a"}', 'a'],
  ['null for a truth', '{"id":"a","truth":null}', 'a'],
  ['an object for a truth', '{"id":"a","truth":{"toString":"a"}}', 'a'],
  ['two truths', '{"id":"a","truth":["a","b"]}', 'a'],
  ['an infinite truth', '{"id":"a","truth":1e999}', 'a'],
  ['a truth of many levels', `{"id":"a","truth":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'a'],
  ['another name', '{"id":"a","trueLabel":"a"}', 'a'],
];

test('labels that are none are invalid, whatever they are made of, and use up nothing', async (t) => {
  const service = await FeedbackService.serve(t, { mount: (app, monitor) => app.use(monitor) });
  await service.predict('a');
  for (const [name, label, id] of INVALID) {
    const answer = await service.label(label);
    assert.deepEqual([answer.status, resultsOf(answer)], [400, [[id, 'invalid']]], name);
  }
  const all = await service.label(`[${INVALID.map(([, label]) => label).join()}]`);
  assert.deepEqual([all.status, resultsOf(all)], [200, INVALID.map(([, , id]) => [id, 'invalid'])]);
  assert.deepEqual(await service.results(), { invalid: 2 * INVALID.length });
  assert.equal((await service.label({ id: 'a', truth: 'a' })).status, 200);
  assert.deepEqual(service.faults, []);
});

function resultsOf({ body }: Sent): unknown[] {
  return (body as { results: { id: string; result: string }[] }).results.map(({ id, result }) => [
    id,
    result,
  ]);
}

/** Truths that are classes, by the name under which they are counted. */
const CLASSES: readonly [name: string, truth: string, counted: string][] = [
  ['text', '"sun"', 'sun'],
  ['text as it is', '" Sun "', ' Sun '],
  ['empty text', '""', ''],
  ['true', 'true', 'true'],
  ['a huge number', '1e308', '1e+308'],
  ['minus nothing', '-0', '0'],
  ['a list of one', '[["sun"]]', 'sun'],
  ['a name that objects have', '"__proto__"', '__proto__'],
  ['text with control characters', '"s\\u0000u\\nn"', 'sun'],
  ['text with quotes', '"\\"} 1"', '\\"} 1'],
  ['very long text', `"${'x'.repeat(900_000)}"`, 'x'.repeat(128)],
];

test('a truth may be any text, number or truth value, and is counted under a name that fits', async (t) => {
  for (const [name, truth, counted] of CLASSES) {
    const service = await FeedbackService.serve(t, {
      task: 'classification',
      mount: (app, monitor) => app.use(monitor),
    });
    await service.predict('a');
    assert.equal((await service.label(`{"id":"a","truth":${truth}}`)).status, 200, name);
    assert.deepEqual(
      await service.metric('model_confusion_total'),
      {
        [`{model_name="default",model_version="unversioned",actual="${counted}",predicted="rain"}`]: 1,
      },
      name,
    );
    assert.deepEqual(service.faults, []);
  }
});

test('a truth that no regression can have uses up no prediction of one', async (t) => {
  const service = await FeedbackService.serve(t, { task: 'regression' });
  const [id = ''] = service.monitor.record({ output: 1.5 });
  const message = 'the prediction is of a number, so its truth has to be one';
  const { status, body } = await service.label({ id, truth: 'sun' });
  assert.deepEqual([status, (body as { message: string }).message], [400, message]);
  assert.equal((await service.label({ id, truth: ' 2.5 ' })).status, 200);
  assert.deepEqual(await service.metric('model_absolute_error_total'), {
    '{model_name="default",model_version="unversioned"}': 1,
  });
});

test('a body of many levels is no label', async (t) => {
  const service = await FeedbackService.serve(t, { mount: (app, monitor) => app.use(monitor) });
  for (const [open, close] of [
    ['[', ']'],
    ['{"labels":', '}'],
    ['{"id":', '}'],
  ] as const) {
    const body = `${open.repeat(50_000)}1${close.repeat(50_000)}`;
    const { status } = await service.label(body);
    assert.ok(status === 200 || status === 400, `${open} is answered ${status}`);
  }
  assert.deepEqual(service.faults, []);
});

test('the same label sent fifty times at once is joined once', async (t) => {
  const service = await FeedbackService.serve(t);
  await service.predict('a');
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      service.label(index % 2 === 0 ? { id: 'a', truth: 'sun' } : [{ id: 'a', truth: 'snow' }]),
    ),
  );
  const outcomes = answers.flatMap(resultsOf).map((result) => (result as string[])[1]);
  assert.deepEqual(outcomes.sort(), [...Array(49).fill('duplicate'), 'joined']);
  assert.deepEqual(
    [await service.results(), Object.values(await service.metric('model_labels_total'))],
    [{ joined: 1, duplicate: 49 }, [1]],
  );
});

test('the same label twice in one request is joined once', async (t) => {
  const service = await FeedbackService.serve(t);
  await service.predict('a');
  const label = { id: 'a', truth: 'sun' };
  const { body } = await service.label([label, label, label]);
  const { results, ...counts } = body as { results: unknown };
  assert.deepEqual(counts, countsOf({ joined: 1, duplicate: 2 }));
});
