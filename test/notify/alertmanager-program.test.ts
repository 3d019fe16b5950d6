import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelsOf } from '../../src/notify/alert-labels.ts';
import { alertmanager } from '../../src/notify/alertmanager.ts';
import { fingerprintOf } from '../../src/notify/fingerprint.ts';
import { readNotifierOptions } from '../../src/notify/notifier-options.ts';
import { webhookBody } from '../../src/notify/webhook-body.ts';
import { firing, resolved } from './alert-events.ts';
import { skipWithoutAlertmanager, startAlertmanager } from './alertmanager-server.ts';
import { Ledger } from './ledger.ts';
import { Receiver } from './receiver.ts';

const LINK = 'https://ml.example.com/monitor?model=churn';

interface WebhookBody {
  readonly alerts: readonly { readonly startsAt: string; readonly endsAt: string }[];
}

/** A body without what can only be Alertmanager's, and with times as JavaScript writes them. */
function comparable(body: unknown): object {
  const { alerts, ...rest } = body as WebhookBody;
  return {
    ...rest,
    externalURL: '',
    alerts: alerts.map((alert) => ({
      ...alert,
      startsAt: new Date(alert.startsAt).toISOString(),
      endsAt: new Date(alert.endsAt).toISOString(),
    })),
  };
}

test('an Alertmanager tells of an alert when it fires and when it is over, in the words of our own webhook', {
  skip: skipWithoutAlertmanager,
  timeout: 20_000,
}, async (t) => {
  const receiver = await Receiver.start(t);
  const url = await startAlertmanager(t, receiver.url);
  const ledger = new Ledger();
  // While it starts nobody answers yet: the first attempts fail.
  const notifier = alertmanager(url, { link: LINK }).create(ledger);
  t.after(() => notifier.close());

  const subject = { model: 'churn', version: '3', class: 'größer "1"\\', feature: '' };
  const startedAt = Date.now() - 60_000;
  const fires = firing({ startedAt, subject });
  notifier.notify(fires);
  await receiver.arrived(1);
  const [alert, ...others] = (await (await fetch(`${url}/api/v2/alerts`)).json()) as {
    fingerprint: string;
    labels: object;
    endsAt: string;
    status: { state: string };
  }[];
  assert.deepEqual(others, []);
  assert.equal(alert?.fingerprint, fingerprintOf(labelsOf(fires)));
  assert.deepEqual(alert.labels, labelsOf(fires));
  assert.equal(alert.status.state, 'active');
  const minutesLeft = (Date.parse(alert.endsAt) - Date.now()) / 60_000;
  assert.ok(minutesLeft > 3.5 && minutesLeft <= 4, `ends in ${minutesLeft} minutes`);

  const isOver = resolved({ startedAt, endedAt: Date.now(), subject });
  notifier.notify(isOver);
  await receiver.arrived(2);
  assert.deepEqual(await (await fetch(`${url}/api/v2/alerts`)).json(), []);
  const settings = readNotifierOptions('webhook', url, { link: LINK });
  assert.deepEqual(
    receiver.requests.map(({ body }) => comparable(body)),
    [fires, isOver].map((event) => comparable(webhookBody(event, settings))),
  );
  assert.deepEqual(ledger.counts, { sent: 2, failed: 0, dropped: 0 });
});
