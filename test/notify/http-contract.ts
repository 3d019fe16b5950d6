import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { firing, resolved } from './alert-events.ts';
import type { Rules } from './notifier-case.ts';
import { type Answer, status } from './receiver.ts';

/** Longer than any wait between two attempts. */
const NEXT_ATTEMPT_MS = 10_000;

/** What every notifier does that posts to a receiver. */
export const HTTP_NOTIFIER: Rules = {
  'tries again after a 500, and says so once': async (scene) => {
    const { notifier, ledger } = scene.notifier();
    scene.receiver.answer(status(500), status(502), status(500));
    notifier.notify(firing());
    for (const attempt of [1, 2, 3]) {
      await scene.receiver.served(attempt);
      await scene.clock.pass(NEXT_ATTEMPT_MS);
    }
    await ledger.settled(1);
    assert.equal(scene.receiver.requests.length, 4);
    assert.deepEqual(ledger.counts, { sent: 1, failed: 0, dropped: 0 });
    assert.deepEqual(ledger.messages, [`${notifier.name}: the receiver answered 500`]);
  },

  'says so again in the next outage': async (scene) => {
    const { notifier, ledger } = scene.notifier();
    scene.receiver.answer(status(500), status(200), status(503));
    notifier.notify(firing());
    await scene.receiver.served(1);
    await scene.clock.pass(NEXT_ATTEMPT_MS);
    await ledger.settled(1);
    notifier.notify(resolved());
    await scene.receiver.served(3);
    await scene.clock.settle();
    assert.deepEqual(ledger.messages, [
      `${notifier.name}: the receiver answered 500`,
      `${notifier.name}: the receiver answered 503`,
    ]);
  },

  'loses nothing while the receiver is down for ten minutes': async (scene) => {
    const { notifier, ledger } = scene.notifier();
    await scene.receiver.stop();
    notifier.notify(firing());
    await scene.clock.passSeconds(300);
    notifier.notify(resolved());
    await scene.clock.passSeconds(300);
    assert.deepEqual(ledger.counts, { sent: 0, failed: 0, dropped: 0 });
    await scene.receiver.start();
    await scene.clock.passSeconds(10);
    await ledger.settled(2);
    assert.deepEqual(scene.told, ['firing LowAccuracy', 'resolved LowAccuracy']);
    assert.deepEqual(ledger.counts, { sent: 2, failed: 0, dropped: 0 });
    assert.deepEqual(ledger.messages, [`${notifier.name}: the request failed (ECONNREFUSED)`]);
  },

  'leaves a receiver alone for as long as its Retry-After says': async (scene) => {
    const { notifier, ledger } = scene.notifier();
    scene.receiver.answer(status(429, { 'Retry-After': '30' }), status(503, { 'Retry-After': '40' }));
    notifier.notify(firing());
    await scene.receiver.served(1);
    await scene.clock.passSeconds(29);
    assert.equal(scene.receiver.requests.length, 1);
    await scene.clock.passSeconds(1);
    await scene.receiver.served(2);
    await scene.clock.passSeconds(39);
    assert.equal(scene.receiver.requests.length, 2);
    await scene.clock.passSeconds(1);
    await ledger.settled(1);
    assert.deepEqual(ledger.counts, { sent: 1, failed: 0, dropped: 0 });
  },

  'does not try again what is refused, and goes on to the next': async (scene) => {
    const { notifier, ledger } = scene.notifier();
    scene.receiver.answer(status(400));
    notifier.notify(firing());
    await ledger.settled(1);
    notifier.notify(resolved());
    await ledger.settled(2);
    await scene.clock.passSeconds(60);
    assert.deepEqual(scene.told, ['firing LowAccuracy', 'resolved LowAccuracy']);
    assert.deepEqual(ledger.counts, { sent: 1, failed: 1, dropped: 0 });
    assert.deepEqual(ledger.messages, [`${notifier.name}: the receiver answered 400`]);
  },

  'follows no redirect': async (scene) => {
    const { notifier, ledger } = scene.notifier();
    scene.receiver.answer(status(307, { Location: `${scene.receiver.url}/elsewhere` }));
    notifier.notify(firing());
    await ledger.settled(1);
    await scene.clock.passSeconds(60);
    assert.equal(scene.receiver.requests.length, 1);
    assert.deepEqual(ledger.counts, { sent: 0, failed: 1, dropped: 0 });
  },

  'tries again when the connection ends before an answer': async (scene) => {
    const { notifier, ledger } = scene.notifier();
    scene.receiver.answer((response) => void response.destroy());
    notifier.notify(firing());
    await scene.receiver.served(1);
    await scene.clock.pass(NEXT_ATTEMPT_MS);
    await ledger.settled(1);
    assert.equal(scene.receiver.requests.length, 2);
    assert.deepEqual(ledger.messages, [`${notifier.name}: the request failed (ECONNRESET)`]);
  },

  'sends nothing again after a 200, whatever becomes of the answer': async (scene) => {
    for (const answer of [breakOff, neverEnd, flood]) {
      const { notifier, ledger } = scene.notifier();
      const before = scene.receiver.requests.length;
      scene.receiver.answer(answer);
      notifier.notify(firing());
      await scene.receiver.arrived(before + 1);
      // A flood takes some turns until it is cut off, and an answer without end the time of an attempt.
      while (ledger.counts.sent === 0) await scene.clock.pass(100);
      await scene.clock.passSeconds(60);
      assert.equal(scene.receiver.requests.length, before + 1, answer.name);
      assert.deepEqual(ledger.counts, { sent: 1, failed: 0, dropped: 0 }, answer.name);
      assert.deepEqual(ledger.messages, [], answer.name);
      await scene.receiver.served(before + 1);
    }
    assert.equal(scene.receiver.openConnections, 0);
  },

  'tells that an alert is over only after that it fires, however late that was': async (scene) => {
    const { notifier, ledger } = scene.notifier();
    scene.receiver.answer(status(503));
    notifier.notify(firing());
    await scene.receiver.served(1);
    notifier.notify(resolved());
    await scene.clock.pass(NEXT_ATTEMPT_MS);
    await ledger.settled(2);
    assert.deepEqual(scene.told, ['firing LowAccuracy', 'firing LowAccuracy', 'resolved LowAccuracy']);
  },

  'tells of an alert that outlasted its attempts when the receiver is back': async (scene) => {
    const { notifier, ledger } = scene.notifier(scene.factory({ retryFor: '20s' }));
    await scene.receiver.stop();
    notifier.notify(firing());
    await scene.clock.passSeconds(60);
    assert.deepEqual(ledger.counts, { sent: 0, failed: 1, dropped: 0 });
    await scene.receiver.start();
    notifier.refresh?.([firing()]);
    await ledger.settled(2);
    assert.deepEqual(ledger.counts, { sent: 1, failed: 1, dropped: 0 });
    notifier.refresh?.([firing()]);
    await scene.clock.passSeconds(5);
    assert.deepEqual(scene.told, ['firing LowAccuracy']);
  },

  'sends the headers it was given': async (scene) => {
    const headers = { Authorization: 'Bearer t0ken', 'X-Tenant': 'a' };
    const { notifier, ledger } = scene.notifier(scene.factory({ headers }, '/hook?key=1'));
    notifier.notify(firing());
    await ledger.settled(1);
    const [request] = scene.receiver.requests;
    assert.equal(request?.method, 'POST');
    assert.match(request?.path ?? '', /^\/hook.*\?key=1$/);
    const { authorization, 'x-tenant': tenant, 'content-type': type } = request?.headers ?? {};
    assert.deepEqual(
      { authorization, tenant, type },
      {
        authorization: 'Bearer t0ken',
        tenant: 'a',
        type: 'application/json',
      },
    );
  },
};

const breakOff: Answer = (response) => {
  response.writeHead(200, { 'Content-Length': 100 });
  response.write('half', () => response.destroy());
};

const neverEnd: Answer = (response) => {
  response.writeHead(200);
  response.write('more to come');
};

const flood: Answer = (response) => {
  response.writeHead(200);
  pour(response);
};

function pour(response: ServerResponse): void {
  if (!response.destroyed) response.write('x'.repeat(10_000), () => pour(response));
}
