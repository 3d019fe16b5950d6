import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNotifierOptions } from '../../src/notify/notifier-options.ts';
import { webhook } from '../../src/notify/webhook.ts';
import { webhookBody } from '../../src/notify/webhook-body.ts';
import { firing, resolved } from './alert-events.ts';
import { EVERY_NOTIFIER } from './contract.ts';
import { HTTP_NOTIFIER } from './http-contract.ts';
import { type NotifierCase, registerRules, Scene } from './notifier-case.ts';
import { status } from './receiver.ts';

interface Body {
  readonly alerts: readonly { readonly status: string; readonly labels: { readonly alertname: string } }[];
}

const WEBHOOK: NotifierCase = {
  name: 'webhook',
  make: webhook,
  told: (body) => (body as Body).alerts.map(({ status, labels }) => `${status} ${labels.alertname}`),
};

registerRules({ ...EVERY_NOTIFIER, ...HTTP_NOTIFIER }, WEBHOOK);

const LABELS = {
  alertname: 'LowAccuracy',
  severity: 'critical',
  model_name: 'churn',
  model_version: '3',
  team: 'growth',
};
const ANNOTATIONS = {
  summary: 'accuracy of churn@3 is 0.714, below 0.8',
  metric: 'accuracy',
  value: '0.714286',
  bound: 'below 0.8',
  interval: '0.669 to 0.755',
  n: '420',
  runbook_url: 'https://example.com/runbook',
};

test('the body is that of an Alertmanager whose groups are single alerts', () => {
  const settings = readNotifierOptions('webhook', 'http://127.0.0.1', {
    link: 'https://ml.example.com/monitor',
  });
  assert.deepEqual(webhookBody(firing(), settings), {
    receiver: 'webhook',
    status: 'firing',
    alerts: [
      {
        status: 'firing',
        labels: LABELS,
        annotations: ANNOTATIONS,
        startsAt: '2026-11-23T10:36:19.000Z',
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: 'https://ml.example.com/monitor',
        fingerprint: 'd6bf5311d23a7f45',
      },
    ],
    groupLabels: LABELS,
    commonLabels: LABELS,
    commonAnnotations: ANNOTATIONS,
    externalURL: 'https://ml.example.com/monitor',
    version: '4',
    groupKey:
      '{}:{alertname="LowAccuracy", model_name="churn", model_version="3", severity="critical", team="growth"}',
    truncatedAlerts: 0,
  });
});

test('what is over has an end, the same labels, and no figure that is not known any more', () => {
  const settings = readNotifierOptions('webhook', 'http://127.0.0.1', { name: 'pager' });
  const { summary, metric, bound, runbook_url } = ANNOTATIONS;
  const annotations = { summary, metric, bound, n: '0', runbook_url };
  assert.deepEqual(webhookBody(resolved(), settings), {
    ...webhookBody(firing(), settings),
    status: 'resolved',
    alerts: [
      {
        status: 'resolved',
        labels: LABELS,
        annotations,
        startsAt: '2026-11-23T10:36:19.000Z',
        endsAt: '2026-11-23T10:37:19.000Z',
        generatorURL: '',
        fingerprint: 'd6bf5311d23a7f45',
      },
    ],
    commonAnnotations: annotations,
  });
});

test('a rule says more in labels and annotations of its own, but not another model', () => {
  const labels = { model_name: 'other', alertname: 'other', severity: 'other', region: 'eu' };
  const event = firing({ labels, annotations: { summary: 'call Ann' } });
  const settings = readNotifierOptions('webhook', 'http://127.0.0.1');
  const { team, ...ours } = LABELS;
  const { runbook_url, ...figures } = ANNOTATIONS;
  const body = webhookBody(event, settings) as Record<string, unknown>;
  assert.deepEqual(body['commonLabels'], { ...ours, region: 'eu' });
  assert.deepEqual(body['commonAnnotations'], { ...figures, summary: 'call Ann' });
});

test('each attempt to tell the same thing has the same key, and nothing else has it', async (t) => {
  const scene = await Scene.open(t, WEBHOOK);
  const { notifier, ledger } = scene.notifier();
  scene.receiver.answer(status(500));
  notifier.notify(firing());
  await scene.receiver.served(1);
  await scene.clock.pass(10_000);
  await ledger.settled(1);
  notifier.notify(resolved());
  await ledger.settled(2);
  assert.deepEqual(
    scene.receiver.requests.map(({ headers }) => headers['idempotency-key']),
    [
      '"d6bf5311d23a7f45-1795430179000-firing"',
      '"d6bf5311d23a7f45-1795430179000-firing"',
      '"d6bf5311d23a7f45-1795430179000-resolved"',
    ],
  );
});
