import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Express, RequestHandler } from 'express';
import { type ModelMonitor, memoryStore } from '../../src/index.ts';
import { EXPRESS_VERSIONS } from '../express/express-versions.ts';
import { listen } from '../support/http-exchange.ts';
import { countsOf, FeedbackService, post } from './feedback-service.ts';

const HOUR_MS = 3_600_000;

const MESSAGES = {
  duplicate: 'this prediction has its label already; nothing was counted again',
  unknown:
    'no prediction with this id waits for a label: send the X-Prediction-Id of the answer, "ID#row" for a row of several',
  expired: 'this prediction waited longer than feedback.ttl; it is not counted any more',
  invalid: 'truth has to be a class (text, true, false) or a finite number',
};

/** Where the endpoint is asked. */
interface Place {
  readonly name: string;
  mount(app: Express, monitor: ModelMonitor, parsers: Parsers): void;
  /** The URL of the endpoint; `/feedback` on the app itself, unless said otherwise. */
  at?(t: TestContext, service: FeedbackService): Promise<string>;
}

type Parsers = Pick<(typeof EXPRESS_VERSIONS)[number]['express'], 'json' | 'text' | 'raw' | 'urlencoded'>;

const anything = { type: () => true };

const PLACES: readonly Place[] = [
  { name: 'before the body parser', mount: (app, monitor, { json }) => app.use(monitor, json()) },
  { name: 'behind the body parser', mount: (app, monitor, { json }) => app.use(json(), monitor) },
  {
    name: 'behind parsers of other types',
    mount: (app, monitor, { text, raw, urlencoded }) =>
      app.use(text(), raw(), urlencoded({ extended: true }), monitor),
  },
  { name: 'behind a parser of text', mount: (app, monitor, { text }) => app.use(text(anything), monitor) },
  { name: 'behind a parser of bytes', mount: (app, monitor, { raw }) => app.use(raw(anything), monitor) },
  {
    name: 'on a path by hand',
    mount: (app, monitor) => app.use(monitor).use('/labels', monitor.feedback),
    at: async (_t, { url }) => `${url}/labels/`,
  },
  {
    name: 'as a route by hand',
    mount: (app, monitor) => app.use(monitor).post('/of/:tenant/labels', monitor.feedback),
    at: async (_t, { url }) => `${url}/of/me/labels?a=b`,
  },
  {
    name: 'on a plain server',
    mount: (app, monitor) => app.use(monitor),
    at: (t, { monitor }) => listen(t, (req, res) => monitor.feedback(req, res)),
  },
];

for (const { version, express } of EXPRESS_VERSIONS.filter(({ version }) => !/^5\.[01]\./.test(version))) {
  for (const { name, mount, at } of PLACES) {
    test(`a single label is answered by the status (${name}, Express ${version})`, async (t) => {
      const service = await FeedbackService.serve(t, {
        createApp: express,
        mount: (app, monitor) => mount(app, monitor, express),
      });
      const url = (await at?.(t, service)) ?? `${service.url}/feedback`;
      await assertStatuses(service, url);
    });
  }

  test(`labels are taken on an app of their own (Express ${version})`, async (t) => {
    const service = await FeedbackService.serve(t, { createApp: express });
    const other = express();
    const behind: RequestHandler = (req, res) => void res.send(`not for us: ${req.url}`);
    other.use('/labels', express.json(), service.monitor.feedback, behind);
    const url = await listen(t, other);
    await assertStatuses(service, `${url}/labels`);
    assert.equal((await post(`${url}/labels/more`, { body: '{}' })).body, 'not for us: /more');
  });
}

async function assertStatuses(service: FeedbackService, url: string): Promise<void> {
  const label = async (body: object): Promise<unknown> => {
    const { status, body: answer } = await post(url, { body: JSON.stringify(body) });
    return { status, ...(answer as object) };
  };
  await service.predict('a');
  const results = (result: 'duplicate' | 'unknown' | 'invalid', id: string): object => ({
    error: result,
    message: MESSAGES[result],
    ...countsOf({ [result]: 1 }),
    results: [{ id, result, message: MESSAGES[result] }],
  });
  assert.deepEqual(await label({ id: 'a', truth: null }), { status: 400, ...results('invalid', 'a') });
  assert.deepEqual(await label({ id: 'a', truth: 'sun' }), {
    status: 200,
    ...countsOf({ joined: 1 }),
    results: [{ id: 'a', result: 'joined' }],
  });
  assert.deepEqual(await label({ id: 'a', truth: 'sun' }), { status: 409, ...results('duplicate', 'a') });
  assert.deepEqual(await label({ id: 'b', truth: 'sun' }), { status: 404, ...results('unknown', 'b') });
  assert.deepEqual(await service.results(), { joined: 1, duplicate: 1, unknown: 1, invalid: 1 });
  assert.deepEqual(service.faults, []);
}

test('a label that comes too late is answered 410, and one that comes much too late 404', async (t) => {
  let lateMs = 0;
  const store = memoryStore({ now: () => Date.now() + lateMs });
  const service = await FeedbackService.serve(t, { feedback: { store, ttl: '1h' } });
  for (const id of ['in time', 'late', 'much too late']) await service.predict(id.replaceAll(' ', '-'));
  const statuses: unknown[] = [];
  for (const [id, late] of [
    ['in-time', 0.99],
    ['late', 1.01],
    ['much-too-late', 2.01],
  ] as const) {
    lateMs = late * HOUR_MS;
    const { status, body } = await service.label({ id, truth: 'sun' });
    statuses.push([status, (body as { message?: string }).message]);
  }
  assert.deepEqual(statuses, [
    [200, undefined],
    [410, MESSAGES.expired],
    [404, MESSAGES.unknown],
  ]);
  assert.deepEqual(await service.results(), { joined: 1, expired: 1, unknown: 1 });
});
