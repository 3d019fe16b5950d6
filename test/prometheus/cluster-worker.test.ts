import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type MessageKind, readMessage, writeMessage } from '../../src/prometheus/cluster-message.ts';
import type { ClusterMetric } from '../../src/prometheus/cluster-metric.ts';
import { ClusterWorker, type PrimaryChannel } from '../../src/prometheus/cluster-worker.ts';
import { stopTime } from '../support/stopped-time.ts';
import { valuesIn, valuesMetric } from './cluster-metrics.ts';

/** The primary's end of the channel: what it was told, a report as the values in it. */
class FakePrimary implements PrimaryChannel {
  readonly told: unknown[] = [];
  isConnected = true;
  #receive: ((message: unknown) => void) | undefined;

  async send(message: object): Promise<boolean> {
    const read = readMessage(message);
    const hasValues = read?.kind === 'report' || read?.kind === 'leave';
    if (this.isConnected) this.told.push(hasValues ? [read.kind, valuesIn(read.metrics)] : read?.kind);
    return this.isConnected;
  }

  listen(receive: (message: unknown) => void): () => void {
    this.#receive = receive;
    return () => {
      this.#receive = undefined;
    };
  }

  /** @returns whether anybody listens. */
  say(kind: MessageKind, metrics: readonly ClusterMetric[] = [], source = 3): boolean {
    this.#receive?.(writeMessage(kind, source, metrics));
    return this.#receive !== undefined;
  }
}

function join(
  collect: () => Promise<ClusterMetric[]> = async () => [valuesMetric({ a: 1 })],
): [FakePrimary, ClusterWorker] {
  const primary = new FakePrimary();
  return [primary, new ClusterWorker({ source: 3, channel: primary, collect })];
}

test('a worker says hello, again when it is called, and reports when it is asked', async () => {
  const [primary] = join();
  primary.say('call', [], 0);
  primary.say('collect');
  primary.say('collect', [], 4);
  await nextTurn();
  assert.deepEqual(primary.told, ['hello', 'hello', ['report', { a: 1 }]]);
});

test('a worker that cannot collect reports nothing, so that nobody waits for it', async () => {
  const [primary] = join(() => Promise.reject(new Error('no registry')));
  primary.say('collect');
  await nextTurn();
  assert.deepEqual(primary.told, ['hello', ['report', undefined]]);
});

test('scrapes at the same time are asked once and answered by the page', async () => {
  const [primary, worker] = join();
  primary.say('welcome');
  assert.equal(await worker.hasPrimary(), true);
  const answers = [worker.askPrimary(), worker.askPrimary()];
  primary.say('page', [valuesMetric({ a: 100 })], 4);
  primary.say('page', [valuesMetric({ a: 9 })]);
  assert.deepEqual(
    (await Promise.all(answers)).map((metrics) => valuesIn(metrics)),
    [{ a: 9 }, { a: 9 }],
  );
  assert.deepEqual(primary.told, ['hello', 'scrape']);
});

test('the first scrape waits two seconds for a primary, later ones do not', async (t) => {
  const pass = stopTime(t);
  const [primary, worker] = join();
  const answers: boolean[] = [];
  const ask = (): void => void worker.hasPrimary().then((answer) => answers.push(answer));
  ask();
  await pass(1_999);
  assert.deepEqual(answers, []);
  await pass(1);
  ask();
  await pass(0);
  assert.deepEqual(answers, [false, false]);
  primary.say('welcome');
  ask();
  await pass(0);
  assert.deepEqual(answers, [false, false, true]);
});

test('a primary that does not answer fails the scrape: counters do not fall', async (t) => {
  const pass = stopTime(t);
  const [primary, worker] = join();
  const silence = new Error('The primary process has not answered within 3 s');
  const isRefused = assert.rejects(worker.askPrimary(), silence);
  await pass(0);
  await pass(3_000);
  await isRefused;
  primary.isConnected = false;
  await assert.rejects(worker.askPrimary(), new Error('This worker no longer takes part in the cluster'));
});

test('a worker that leaves hands its totals over and hears no more', async () => {
  const [primary, worker] = join();
  primary.say('welcome');
  await worker.leave();
  assert.equal(primary.say('collect'), false);
  assert.deepEqual(primary.told, ['hello', ['leave', { a: 1 }]]);
  await assert.rejects(worker.askPrimary(), new Error('This worker no longer takes part in the cluster'));
});

test('a worker that was never welcomed leaves without a word', async () => {
  const [primary, worker] = join();
  await worker.leave();
  assert.deepEqual([primary.told, primary.say('collect')], [['hello'], false]);
});
