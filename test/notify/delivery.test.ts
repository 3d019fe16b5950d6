import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Attempt } from '../../src/notify/attempt.ts';
import { Delivery, type DeliveryParts } from '../../src/notify/delivery.ts';
import { firing, manyFiring, resolved, START } from './alert-events.ts';
import { Ledger } from './ledger.ts';
import { StoppedClock } from './stopped-clock.ts';

const DELIVERED: Attempt = { outcome: 'delivered' };
const MISSED: Attempt = { outcome: 'missed', error: new Error('nobody there'), waitMs: 0 };

/** A delivery whose receiver is a function from an alert's name to what comes of the attempt to tell it. */
class Wire {
  /** Every attempt: seconds since the start, and which alerts. */
  readonly attempts: { readonly at: number; readonly alerts: string }[] = [];
  readonly ledger = new Ledger();
  readonly clock: StoppedClock;
  readonly delivery: Delivery;
  outcome: (alert: string) => Attempt | Promise<Attempt> = () => DELIVERED;

  constructor(t: TestContext, parts: Partial<DeliveryParts> = {}) {
    this.clock = new StoppedClock(t);
    this.delivery = new Delivery({
      listener: this.ledger,
      batchLength: 1,
      timeoutMs: 10_000,
      retryForMs: 900_000,
      queueLength: 5,
      send: async (batch) => {
        const alerts = batch.map(({ status, alert }) => `${status} ${alert}`).join(', ');
        this.attempts.push({ at: (Date.now() - START) / 1000, alerts });
        return this.outcome(batch[0].alert);
      },
      ...parts,
    });
  }

  get alerts(): readonly string[] {
    return this.attempts.map(({ alerts }) => alerts);
  }
}

test('an event is tried for fifteen minutes, at least every ten seconds, and has failed then', async (t) => {
  const { delivery, clock, attempts, ledger } = missing(t);
  delivery.add(firing());
  await clock.passSeconds(899);
  assert.deepEqual(ledger.counts, { sent: 0, failed: 0, dropped: 0 });
  await clock.passSeconds(60);
  assert.deepEqual(ledger.counts, { sent: 0, failed: 1, dropped: 0 });
  const last = attempts.at(-1)?.at ?? 0;
  assert.ok(last >= 900 && last <= 910, `last tried after ${last} s`);
  const waits = attempts.slice(1).map(({ at }, index) => at - (attempts[index]?.at ?? 0));
  assert.deepEqual(
    waits.filter((wait) => wait > 10),
    [],
  );
  // The first five waits grow from 0.5 s to 8 s; from then on they are at least 5 s.
  assert.ok(attempts.length > 90 && attempts.length < 190, `tried ${attempts.length} times`);
  assert.deepEqual(ledger.messages, ['nobody there']);
});

function missing(t: TestContext, parts: Partial<DeliveryParts> = {}): Wire {
  const wire = new Wire(t, parts);
  wire.outcome = () => MISSED;
  return wire;
}

test('what was not told in time is tried once all the same', async (t) => {
  const wire = new Wire(t, { retryForMs: 1000 });
  let answerNow = (_: Attempt): void => {};
  wire.outcome = () => new Promise((resolve) => (answerNow = resolve));
  wire.delivery.add(firing({ alert: 'First' }));
  await wire.clock.settle();
  wire.delivery.add(firing({ alert: 'Second' }));
  await wire.clock.pass(5000);
  wire.outcome = () => DELIVERED;
  answerNow(DELIVERED);
  await wire.clock.settle();
  assert.deepEqual(wire.alerts, ['firing First', 'firing Second']);
  assert.deepEqual(wire.ledger.counts, { sent: 2, failed: 0, dropped: 0 });
});

test('an alert that nobody can be told of holds up no other', async (t) => {
  const wire = new Wire(t);
  wire.outcome = (alert) => (alert === 'alert0' ? MISSED : DELIVERED);
  for (const event of manyFiring(4)) wire.delivery.add(event);
  await wire.clock.pass(500);
  assert.deepEqual(wire.ledger.counts, { sent: 3, failed: 0, dropped: 0 });
  assert.deepEqual(wire.alerts.slice(0, 4), [
    'firing alert0',
    'firing alert1',
    'firing alert2',
    'firing alert3',
  ]);
});

test('a wait begins anew after something was delivered', async (t) => {
  const wire = missing(t);
  wire.delivery.add(firing());
  await wire.clock.passSeconds(120);
  wire.outcome = () => DELIVERED;
  await wire.clock.passSeconds(10);
  wire.outcome = () => MISSED;
  const before = wire.attempts.length;
  wire.delivery.add(resolved());
  await wire.clock.pass(500);
  assert.equal(wire.attempts.length, before + 2);
});

test('an alert given up for want of room is told when it is heard that it still fires', async (t) => {
  const wire = missing(t, { queueLength: 1 });
  const [lost, kept] = manyFiring(2);
  assert.ok(lost && kept);
  wire.delivery.add(lost);
  wire.delivery.add(kept);
  assert.deepEqual(wire.ledger.counts, { sent: 0, failed: 0, dropped: 1 });
  assert.deepEqual(
    [lost, kept].map((event) => wire.delivery.isUntold(event)),
    [true, false],
  );
  wire.outcome = () => DELIVERED;
  wire.delivery.repeat([lost]);
  await wire.clock.passSeconds(10);
  assert.deepEqual(wire.alerts, ['firing alert1', 'firing alert0']);
  assert.equal(wire.delivery.isUntold(lost), false);
});

test('a repeat is tried once, not counted when it fails, and not made of what is over', async (t) => {
  const wire = missing(t);
  const [first, second] = manyFiring(2);
  assert.ok(first && second);
  wire.delivery.repeat([first, second]);
  wire.delivery.add(resolved({ alert: 'alert1' }));
  await wire.clock.settle();
  wire.outcome = (alert) => (alert === 'alert0' ? MISSED : DELIVERED);
  await wire.clock.passSeconds(60);
  assert.deepEqual(wire.alerts, ['resolved alert1', 'resolved alert1', 'firing alert0']);
  assert.deepEqual(wire.ledger.counts, { sent: 1, failed: 0, dropped: 0 });
  assert.deepEqual(
    [first, second].map((event) => wire.delivery.isUntold(event)),
    [true, false],
  );
});

test('a refusal is no reason to wait, and told once', async (t) => {
  const wire = new Wire(t);
  wire.outcome = () => ({ outcome: 'refused', error: new Error('go away') });
  for (const event of manyFiring(3)) wire.delivery.add(event);
  await wire.clock.settle();
  assert.deepEqual(wire.ledger.counts, { sent: 0, failed: 3, dropped: 0 });
  assert.deepEqual(wire.ledger.messages, ['go away']);
});

test('whoever closes while all wait has everything tried once more', async (t) => {
  const wire = missing(t);
  for (const event of manyFiring(2)) wire.delivery.add(event);
  await wire.clock.passSeconds(60);
  wire.outcome = () => DELIVERED;
  await wire.delivery.close();
  assert.deepEqual(wire.ledger.counts, { sent: 2, failed: 0, dropped: 0 });
});

test('what was under way when closing took too long is dropped, and no fault', async (t) => {
  const wire = new Wire(t, {
    send: (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(MISSED))),
  });
  wire.delivery.add(firing());
  const closed = wire.delivery.close();
  await wire.clock.pass(5000);
  await closed;
  assert.deepEqual(wire.ledger.counts, { sent: 0, failed: 0, dropped: 1 });
  assert.deepEqual(wire.ledger.messages, []);
});
