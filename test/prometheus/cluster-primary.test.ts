import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readMessage, writeMessage } from '../../src/prometheus/cluster-message.ts';
import type { ClusterMetric } from '../../src/prometheus/cluster-metric.ts';
import { ClusterPrimary, type WorkerHandle } from '../../src/prometheus/cluster-primary.ts';
import { stopTime } from '../support/stopped-time.ts';
import { valuesIn, valuesMetric } from './cluster-metrics.ts';

/** A worker that notes what it is told, a page as the values on it. */
class FakeWorker implements WorkerHandle {
  readonly id: number;
  readonly told: unknown[] = [];
  readonly #primary: ClusterPrimary;

  constructor(id: number, primary: ClusterPrimary) {
    this.id = id;
    this.#primary = primary;
  }

  send(message: object, callback: (error: Error | null) => void): boolean {
    const read = readMessage(JSON.parse(JSON.stringify(message)));
    this.told.push(read?.kind === 'page' ? valuesIn(read.metrics) : read?.kind);
    callback(null);
    return true;
  }

  say(kind: 'hello' | 'scrape' | 'report' | 'leave', metrics: readonly ClusterMetric[] = []): void {
    this.#primary.receive(this, JSON.parse(JSON.stringify(writeMessage(kind, 0, metrics))));
  }
}

function threeWorkers(): [ClusterPrimary, FakeWorker, FakeWorker, FakeWorker] {
  const primary = new ClusterPrimary();
  return [primary, new FakeWorker(1, primary), new FakeWorker(2, primary), new FakeWorker(3, primary)];
}

test('a scrape asks every worker that said hello, and answers the asker', async () => {
  const [, first, second, silent] = threeWorkers();
  first.say('hello');
  second.say('hello');
  second.say('hello');
  first.say('scrape');
  first.say('report', [valuesMetric({ a: 1 })]);
  second.say('report', [valuesMetric({ a: 2 })]);
  await nextTurn();
  assert.deepEqual(
    [first.told, second.told, silent.told],
    [['welcome', 'collect', { a: 3 }], ['welcome', 'welcome', 'collect'], []],
  );
});

test('scrapes that come while the workers are asked share the answer', async () => {
  const [, first, second] = threeWorkers();
  first.say('hello');
  first.say('scrape');
  second.say('scrape');
  first.say('report', [valuesMetric({ a: 1 })]);
  await nextTurn();
  assert.deepEqual([first.told, second.told], [['welcome', 'collect', { a: 1 }], [{ a: 1 }]]);
});

test('a worker that does not answer is waited for a second, and not asked twice', async (t) => {
  const pass = stopTime(t);
  const [, first, blocked] = threeWorkers();
  first.say('hello');
  blocked.say('hello');
  first.say('scrape');
  first.say('report', [valuesMetric({ a: 1 })]);
  await pass(999);
  assert.deepEqual(first.told, ['welcome', 'collect']);
  await pass(1);
  first.say('scrape');
  first.say('report', [valuesMetric({ a: 2 })]);
  await pass(1_000);
  assert.deepEqual(first.told, ['welcome', 'collect', { a: 1 }, 'collect', { a: 2 }]);
  blocked.say('report', [valuesMetric({ a: 10 })]);
  first.say('scrape');
  first.say('report', [valuesMetric({ a: 2 })]);
  blocked.say('report', [valuesMetric({ a: 11 })]);
  await pass(0);
  assert.deepEqual([first.told.at(-1), blocked.told], [{ a: 13 }, ['welcome', 'collect', 'collect']]);
});

test('a worker that dies while it is asked is not waited for', async () => {
  const [primary, first, dying] = threeWorkers();
  first.say('hello');
  dying.say('hello');
  dying.say('scrape');
  dying.say('report', [valuesMetric({ a: 5 })]);
  first.say('report');
  await nextTurn();
  first.say('scrape');
  first.say('report', [valuesMetric({ a: 1 })]);
  primary.lose(dying);
  await nextTurn();
  assert.deepEqual(first.told.at(-1), { a: 6 });
});

test('a worker that has left is not asked, keeps its totals, and may come back', async () => {
  const [primary, first, leaving] = threeWorkers();
  first.say('hello');
  leaving.say('hello');
  leaving.say('leave', [valuesMetric({ a: 5 }), valuesMetric({ a: 1 }, { name: 'idle', type: 'gauge' })]);
  first.say('scrape');
  first.say('report', [valuesMetric({ a: 1 })]);
  await nextTurn();
  assert.deepEqual([first.told.at(-1), leaving.told], [{ a: 6 }, ['welcome']]);
  leaving.say('report', [valuesMetric({ a: 100 })]);
  leaving.say('hello');
  first.say('scrape');
  first.say('report', [valuesMetric({ a: 1 })]);
  leaving.say('report', [valuesMetric({ a: 7 })]);
  await nextTurn();
  assert.deepEqual(first.told.at(-1), { a: 8 });
  primary.lose(leaving);
  first.say('scrape');
  first.say('report', [valuesMetric({ a: 1 })]);
  await nextTurn();
  assert.deepEqual(first.told.at(-1), { a: 8 });
});

test('a primary that begins late calls the workers', () => {
  const [primary, first] = threeWorkers();
  primary.call(first);
  assert.deepEqual(first.told, ['call']);
});
