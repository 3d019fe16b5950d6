import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { alertmanager } from '../../src/notify/alertmanager.ts';
import type { NotifierOptions } from '../../src/notify/notifier-options.ts';
import { slack } from '../../src/notify/slack.ts';
import { webhook } from '../../src/notify/webhook.ts';
import { firing } from './alert-events.ts';
import { Scene } from './notifier-case.ts';
import { type Answer, hang, status } from './receiver.ts';

const HEADERS = { Authorization: 'Bearer s3cret' };

/** Everything that a log or a debugger would show. */
function shown(...values: readonly unknown[]): string {
  return inspect(values, { depth: 9, showHidden: true }) + JSON.stringify(values);
}

/** What can go wrong: how the receiver answers, and the protocol it is spoken to. */
const TROUBLE: readonly (readonly [trouble: string, protocol: string, answer: Answer])[] = [
  [
    'a refusal that repeats the request',
    'http',
    (response) => response.writeHead(400, 's3cret').end('s3cret'),
  ],
  ['a redirect', 'http', status(302, { Location: 'http://127.0.0.1/s3cret' })],
  ['a failure', 'http', status(500)],
  ['a broken connection', 'http', (response) => response.destroy()],
  ['no answer', 'http', hang],
  ['something that is not HTTP', 'http', (response) => response.socket?.end('s3cret\r\n\r\n')],
  ['something that is not TLS', 'https', status(200)],
];

for (const kind of [webhook, slack, alertmanager]) {
  for (const [trouble, protocol, answer] of TROUBLE) {
    test(`${kind.name} shows no secret after ${trouble}`, { timeout: 10_000 }, async (t) => {
      const make = (url: string, options?: NotifierOptions): ReturnType<typeof kind> => {
        const address = url.replace('http://', `${protocol}://user:s3cret@`);
        return kind(`${address}/s3cret?key=s3cret`, options);
      };
      const scene = await Scene.open(t, { name: kind.name, make, told: () => [] });
      const factory = scene.factory({ headers: HEADERS });
      const { notifier, ledger } = scene.notifier(factory);
      scene.receiver.answer(answer);
      notifier.notify(firing());
      while (ledger.faults.length === 0) await scene.clock.pass(100);
      assert.equal(ledger.faults.length, 1);
      assert.match(ledger.messages.join(), new RegExp(`^${kind.name}: \\w`));
      const text = shown(factory, notifier, ledger.faults, ledger.faults[0]?.stack, ledger.counts);
      assert.equal(text.includes('s3cret'), false, text);
    });
  }
}
