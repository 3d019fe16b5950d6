import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AlertEvent } from '../../src/domain/alert-event.ts';
import { functionNotifier } from '../../src/notify/function-notifier.ts';
import { httpPost } from '../../src/notify/http-post.ts';
import { firing, resolved } from './alert-events.ts';
import { EVERY_NOTIFIER } from './contract.ts';
import { Ledger } from './ledger.ts';
import { registerRules } from './notifier-case.ts';

registerRules(EVERY_NOTIFIER, {
  name: 'function',
  make: (url) => {
    const hurry = new AbortController();
    const notifier = functionNotifier(async ({ status, alert }) => {
      const body = JSON.stringify(`${status} ${alert}`);
      await httpPost({ url: new URL(url), headers: {}, body, signal: hurry.signal });
    });
    return {
      name: notifier.name,
      create: (listener) => {
        const { notify, close, name } = notifier.create(listener);
        // What the function has open is its own to close.
        return { name, notify, close: () => close().finally(() => hurry.abort()) };
      },
    };
  },
  told: (body) => [String(body)],
});

test('a function that throws or rejects has failed, is not called again, and keeps none from the next event', async () => {
  const calls: string[] = [];
  const problem = new Error('the pager is full');
  const ledger = new Ledger();
  const notifier = functionNotifier((event) => {
    calls.push(event.status);
    if (event.status === 'firing') throw problem;
    return Promise.reject('not even an error');
  }).create(ledger);
  notifier.notify(firing());
  notifier.notify(resolved());
  await ledger.settled(2);
  await notifier.close();
  assert.deepEqual(calls, ['firing', 'resolved']);
  assert.deepEqual(ledger.counts, { sent: 0, failed: 2, dropped: 0 });
  assert.deepEqual(ledger.faults, [problem]);
});

test('a function is not called while the event is raised, and one at a time', async () => {
  const calls: string[] = [];
  const ledger = new Ledger();
  const notifier = functionNotifier(async ({ status }) => {
    calls.push(`${status} begins`);
    await undefined;
    calls.push(`${status} ends`);
  }).create(ledger);
  notifier.notify(firing());
  notifier.notify(resolved());
  assert.deepEqual(calls, []);
  await notifier.close();
  assert.deepEqual(calls, ['firing begins', 'firing ends', 'resolved begins', 'resolved ends']);
});

test('a function can change the event it is given without changing it for others', async () => {
  const event = firing();
  const ledger = new Ledger();
  const notifier = functionNotifier((given) => {
    (given.subject as { model: string }).model = 'changed';
    delete (given as Partial<AlertEvent> as { summary?: string }).summary;
  }).create(ledger);
  notifier.notify(event);
  await notifier.close();
  assert.deepEqual(event, firing());
  assert.deepEqual(ledger.counts, { sent: 1, failed: 0, dropped: 0 });
});
