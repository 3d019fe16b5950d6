import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import type { ModelMonitorOptions } from '../../src/index.ts';
import { exchange } from '../support/http-exchange.ts';
import { FeedbackService } from './feedback-service.ts';

type Authorize = NonNullable<ModelMonitorOptions['authorize']>;

const LABEL = { id: 'a', truth: 'sun' };
const UNAUTHORIZED = { error: 'unauthorized', message: 'This request is not allowed here.' };

/** Lets in who knows the word; else it answers as the case says. */
function wordOr(refuse: () => boolean | Promise<boolean>): Authorize {
  return (req) => (req.headers.authorization === 'word' ? true : refuse());
}

const REFUSING: readonly { name: string; authorize: Authorize; faults?: readonly string[] }[] = [
  { name: 'says no', authorize: wordOr(() => false) },
  { name: 'says no later', authorize: wordOr(async () => false) },
  { name: 'says something else than true', authorize: wordOr(() => 'yes' as unknown as boolean) },
  { name: 'says nothing', authorize: wordOr(() => undefined as unknown as boolean) },
  {
    name: 'throws',
    authorize: wordOr(() => {
      throw new Error('no directory');
    }),
    faults: ['authorize: no directory'],
  },
  {
    name: 'rejects',
    authorize: wordOr(async () => Promise.reject(new Error('no directory'))),
    faults: ['authorize: no directory'],
  },
];

for (const { name, authorize, faults = [] } of REFUSING) {
  test(`labels are refused where authorize ${name}, and taken from who may send them`, async (t) => {
    const service = await FeedbackService.serve(t, { authorize });
    await service.predict('a');
    const { status, body, headers } = await service.label(LABEL);
    assert.deepEqual(
      { status, body, stored: headers.get('cache-control'), asks: headers.get('www-authenticate') },
      {
        status: 401,
        body: UNAUTHORIZED,
        stored: 'no-store',
        asks: 'Bearer realm="express-model-monitor"',
      },
    );
    assert.deepEqual([await service.results(), service.faults], [{}, faults]);
    assert.deepEqual(
      await service.metric('model_monitor_faults_total'),
      faults.length === 0 ? {} : { '{part="authorize"}': 1 },
    );
    const known = { 'Content-Type': 'application/json', Authorization: 'word' };
    assert.equal((await service.label(LABEL, { headers: known })).status, 200);
  });
}

test('an authorize of the endpoint stands in place of that of all', async (t) => {
  const refuse = (): boolean => false;
  for (const [options, status] of [
    [{ authorize: refuse, feedback: { authorize: () => true } }, 404],
    [{ authorize: () => true, feedback: { authorize: refuse } }, 401],
  ] as const) {
    const service = await FeedbackService.serve(t, options);
    assert.equal((await service.label(LABEL)).status, status);
  }
});

test('who may not send labels is not read', async (t) => {
  const service = await FeedbackService.serve(t, {
    authorize: () => false,
    mount: (app, monitor) => app.use(monitor),
  });
  const url = `${service.url}/feedback`;
  const headers = { 'Content-Type': 'application/json', 'Content-Length': '1000' };
  const outgoing = request(url, { method: 'POST', headers });
  const status = new Promise((resolve) => outgoing.on('response', (answer) => resolve(answer.statusCode)));
  // Nothing but the head is ever sent.
  outgoing.flushHeaders();
  assert.equal(await status, 401);
  outgoing.on('error', () => undefined).destroy();
});

test('labels are sent with POST', async (t) => {
  const service = await FeedbackService.serve(t);
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']) {
    const { status, headers, body } = await exchange(`${service.url}/feedback`, { method });
    const refusal = { error: 'method_not_allowed', message: 'Only POST is answered here.' };
    assert.deepEqual(
      { status, allow: headers.allow, body: body.toString() },
      { status: 405, allow: 'POST', body: method === 'HEAD' ? '' : JSON.stringify(refusal) },
    );
  }
});

test('the endpoint stands where it is told to, and nowhere else', async (t) => {
  const service = await FeedbackService.serve(t, { feedback: { path: '/models/labels' } });
  const statuses = await Promise.all(
    ['/models/labels', '/models/labels/', '/models/labels?x=1', '/models/labels/more', '/feedback'].map(
      async (path) => (await exchange(service.url + path)).status,
    ),
  );
  assert.deepEqual(statuses, [405, 405, 405, 404, 404]);
});

test('without feedback there is no endpoint, and no metric of it', async (t) => {
  const service = await FeedbackService.serve(t, { feedback: false });
  service.app.use('/by-hand', service.monitor.feedback);
  for (const path of ['/feedback', '/by-hand']) {
    assert.equal((await exchange(service.url + path, { method: 'POST' })).status, 404);
  }
  const page = await service.monitor.registry.metrics();
  assert.deepEqual(page.match(/^(?:model_feedback|model_label_delay)\w+[ {].*/gm), null);
});
