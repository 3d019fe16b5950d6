import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alertmanager } from '../../src/notify/alertmanager.ts';
import { firing, manyFiring, resolved } from './alert-events.ts';
import { EVERY_NOTIFIER } from './contract.ts';
import { HTTP_NOTIFIER } from './http-contract.ts';
import { type NotifierCase, registerRules, Scene } from './notifier-case.ts';

interface PostedAlert {
  readonly labels: { readonly alertname: string };
  readonly endsAt: string;
}

const ALERTMANAGER: NotifierCase = {
  name: 'alertmanager',
  make: alertmanager,
  told: (body) =>
    (body as readonly PostedAlert[]).map(({ labels, endsAt }) => {
      const isOver = Date.parse(endsAt) <= Date.parse('2026-11-23T10:37:19Z');
      return `${isOver ? 'resolved' : 'firing'} ${labels.alertname}`;
    }),
};

registerRules({ ...EVERY_NOTIFIER, ...HTTP_NOTIFIER }, ALERTMANAGER);

test('an alert is posted to API v2, and ends by itself four minutes later', async (t) => {
  const scene = await Scene.open(t, ALERTMANAGER);
  const { notifier, ledger } = scene.notifier(scene.factory({ link: 'https://ml.example.com/monitor' }));
  notifier.notify(firing());
  await ledger.settled(1);
  assert.deepEqual(
    scene.receiver.requests.map(({ path, body }) => ({ path, body })),
    [
      {
        path: '/api/v2/alerts',
        body: [
          {
            labels: {
              alertname: 'LowAccuracy',
              severity: 'critical',
              model_name: 'churn',
              model_version: '3',
              team: 'growth',
            },
            annotations: {
              summary: 'accuracy of churn@3 is 0.714, below 0.8',
              metric: 'accuracy',
              value: '0.714286',
              bound: 'below 0.8',
              interval: '0.669 to 0.755',
              n: '420',
              runbook_url: 'https://example.com/runbook',
            },
            startsAt: '2026-11-23T10:36:19.000Z',
            endsAt: '2026-11-23T10:40:19.000Z',
            generatorURL: 'https://ml.example.com/monitor',
          },
        ],
      },
    ],
  );
});

test('what is over ends when it did, and never before it began', async (t) => {
  const scene = await Scene.open(t, ALERTMANAGER);
  const { notifier, ledger } = scene.notifier();
  const { startedAt } = resolved();
  notifier.notify(resolved());
  await ledger.settled(1);
  notifier.notify(resolved({ endedAt: startedAt - 5000 }));
  await ledger.settled(2);
  const ends = scene.receiver.requests.map(({ body }) => (body as PostedAlert[])[0]?.endsAt);
  assert.deepEqual(ends, ['2026-11-23T10:37:19.000Z', '2026-11-23T10:36:19.000Z']);
});

test('what fires is posted again each minute, however often it is heard of, each time with a later end', async (t) => {
  const scene = await Scene.open(t, ALERTMANAGER);
  const { notifier } = scene.notifier();
  for (let tick = 0; tick <= 180; tick += 15) {
    notifier.refresh?.([firing()]);
    await scene.clock.passSeconds(15);
  }
  await scene.receiver.arrived(3);
  const ends = scene.receiver.requests.map(({ body }) => (body as PostedAlert[])[0]?.endsAt);
  assert.deepEqual(ends, [
    '2026-11-23T10:41:19.000Z',
    '2026-11-23T10:42:19.000Z',
    '2026-11-23T10:43:19.000Z',
  ]);
});

test('alerts are posted a hundred at a time', async (t) => {
  const scene = await Scene.open(t, ALERTMANAGER);
  const { notifier, ledger } = scene.notifier();
  for (const event of manyFiring(250)) notifier.notify(event);
  await ledger.settled(250);
  assert.deepEqual(
    scene.receiver.requests.map(({ body }) => (body as PostedAlert[]).length),
    [100, 100, 50],
  );
});

for (const [given, posted] of [
  ['', '/api/v2/alerts'],
  ['/', '/api/v2/alerts'],
  ['/alertmanager/', '/alertmanager/api/v2/alerts'],
  ['/alertmanager/api/v2/alerts', '/alertmanager/api/v2/alerts'],
  ['/am?tenant=1', '/am/api/v2/alerts?tenant=1'],
] as const) {
  test(`an Alertmanager at '${given}' is told at ${posted}`, async (t) => {
    const scene = await Scene.open(t, ALERTMANAGER);
    const { notifier, ledger } = scene.notifier(scene.factory({}, given));
    notifier.notify(firing());
    await ledger.settled(1);
    assert.deepEqual(
      scene.receiver.requests.map(({ path }) => path),
      [posted],
    );
  });
}
