import assert from 'node:assert/strict';
import { CLOSE_MS } from '../../src/notify/delivery.ts';
import { firing, manyFiring, resolved } from './alert-events.ts';
import type { Rules } from './notifier-case.ts';
import { hang } from './receiver.ts';

/** What every notifier does. */
export const EVERY_NOTIFIER: Rules = {
  'tells that an alert fires and that it is over, in this order and once each': async (scene) => {
    const { notifier, ledger } = scene.notifier();
    notifier.notify(firing());
    notifier.notify(resolved());
    await ledger.settled(2);
    assert.deepEqual(scene.told, ['firing LowAccuracy', 'resolved LowAccuracy']);
    assert.deepEqual(ledger.counts, { sent: 2, failed: 0, dropped: 0 });
    assert.deepEqual(ledger.messages, []);
  },

  'tells a slow receiver nothing twice': async (scene) => {
    const { notifier, ledger } = scene.notifier();
    let answerNow = (): void => {};
    scene.receiver.answer((response) => {
      answerNow = () => response.end();
    });
    notifier.notify(firing());
    await scene.receiver.arrived(1);
    await scene.clock.pass(9_900);
    assert.deepEqual(ledger.counts, { sent: 0, failed: 0, dropped: 0 });
    answerNow();
    await ledger.settled(1);
    await scene.clock.passSeconds(60);
    assert.equal(scene.receiver.requests.length, 1);
    assert.deepEqual(ledger.counts, { sent: 1, failed: 0, dropped: 0 });
  },

  'gives up on a receiver that hangs, and tells the next alert': async (scene) => {
    const { notifier, ledger } = scene.notifier();
    scene.receiver.answer(hang);
    notifier.notify(firing({ alert: 'First' }));
    await scene.receiver.arrived(1);
    notifier.notify(firing({ alert: 'Second' }));
    await scene.clock.pass(10_000);
    await scene.receiver.served(1);
    await scene.clock.pass(1000);
    await scene.receiver.arrived(2);
    assert.deepEqual(scene.told.slice(0, 2), ['firing First', 'firing Second']);
    assert.equal(ledger.messages.length, 1);
    assert.match(ledger.messages.join(), /^\w+: no answer in time$/);
  },

  'waits for no other notifier': async (scene) => {
    const { notifier: stuck, ledger: stuckLedger } = scene.notifier();
    const { notifier, ledger } = scene.notifier();
    scene.receiver.answer(hang);
    stuck.notify(firing());
    await scene.receiver.arrived(1);
    notifier.notify(firing());
    await ledger.settled(1);
    assert.deepEqual(ledger.counts, { sent: 1, failed: 0, dropped: 0 });
    assert.deepEqual(stuckLedger.counts, { sent: 0, failed: 0, dropped: 0 });
  },

  'drops what is too much for its queue, and counts it': async (scene) => {
    const { notifier, ledger } = scene.notifier();
    scene.receiver.answer(hang);
    notifier.notify(firing());
    await scene.receiver.arrived(1);
    for (const event of manyFiring(1007)) notifier.notify(event);
    assert.deepEqual(ledger.counts, { sent: 0, failed: 0, dropped: 7 });
  },

  'delivers what waits before it closes': async (scene) => {
    const { notifier, ledger } = scene.notifier();
    for (const event of manyFiring(3)) notifier.notify(event);
    await notifier.close();
    assert.deepEqual(scene.told, ['firing alert0', 'firing alert1', 'firing alert2']);
    assert.deepEqual(ledger.counts, { sent: 3, failed: 0, dropped: 0 });
    await scene.receiver.served(scene.receiver.requests.length);
    assert.equal(scene.receiver.openConnections, 0);
  },

  'closes in a bounded time, drops what waits, and leaves no connection open': async (scene) => {
    const { notifier, ledger } = scene.notifier();
    scene.receiver.answer(hang);
    notifier.notify(firing());
    await scene.receiver.arrived(1);
    for (const event of manyFiring(3)) notifier.notify(event);
    const closed = notifier.close();
    await scene.clock.pass(CLOSE_MS - 1);
    assert.deepEqual(ledger.counts, { sent: 0, failed: 0, dropped: 0 });
    await scene.clock.pass(1);
    await closed;
    const { sent, failed, dropped } = ledger.counts;
    assert.deepEqual({ sent, lost: failed + dropped }, { sent: 0, lost: 4 });
    await scene.receiver.served(1);
    assert.equal(scene.receiver.openConnections, 0);
  },

  'tells nothing after it is closed, and closes once': async (scene) => {
    const { notifier, ledger } = scene.notifier();
    await Promise.all([notifier.close(), notifier.close()]);
    notifier.notify(firing());
    notifier.refresh?.([firing()]);
    await scene.clock.passSeconds(60);
    assert.deepEqual(scene.told, []);
    assert.deepEqual(ledger.counts, { sent: 0, failed: 0, dropped: 1 });
  },
};
