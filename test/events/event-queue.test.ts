import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import { Drops } from '../../src/domain/drops.ts';
import { EventQueue } from '../../src/events/event-queue.ts';
import type { LineTarget } from '../../src/events/line-target.ts';
import { stopTime } from '../support/stopped-time.ts';

/** A target that keeps what it is given, as long as it has room for it. */
class KeptLines implements LineTarget {
  readonly batches: (readonly string[])[] = [];
  room = Number.POSITIVE_INFINITY;
  isClosed = false;
  /** What a write waits for. */
  gate: Promise<void> | undefined;

  async write(lines: readonly string[]): Promise<number> {
    await this.gate;
    const taken = lines.slice(0, this.room);
    this.room -= taken.length;
    if (taken.length > 0) this.batches.push(taken);
    return taken.length;
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}

function queueTo(target: LineTarget, maxBufferBytes = 1000) {
  const drops = new Drops();
  const dropped = (): number =>
    Array.from(drops.entries()).find(({ part }) => part === 'events')?.count ?? Number.NaN;
  return { queue: new EventQueue({ target, maxBufferBytes, drops }), dropped };
}

test('lines are gathered for a tenth of a second and written at once', async (t) => {
  const pass = stopTime(t);
  const target = new KeptLines();
  const { queue } = queueTo(target);
  queue.add('one\n');
  await pass(99);
  queue.add('two\n');
  assert.deepEqual(target.batches, []);
  await pass(1);
  queue.add('three\n');
  await pass(100);
  assert.deepEqual(target.batches, [['one\n', 'two\n'], ['three\n']]);
  await queue.close();
});

test('what does not fit into the buffer is dropped and counted, in bytes and not in characters', async () => {
  const target = new KeptLines();
  const { queue, dropped } = queueTo(target, 10);
  for (const line of ['ääää\n', 'b\n', 'c\n', '\n', '']) queue.add(line);
  await queue.close();
  assert.deepEqual([target.batches.flat(), dropped()], [['ääää\n', '\n', ''], 2]);
});

test('a line that is being written takes up its place until it is written', async (t) => {
  const pass = stopTime(t);
  const target = new KeptLines();
  let open = (): void => {};
  target.gate = new Promise((resolve) => {
    open = resolve;
  });
  const { queue, dropped } = queueTo(target, 4);
  queue.add('one\n');
  await pass(100);
  queue.add('two\n');
  open();
  await endOfTurn();
  queue.add('six\n');
  await queue.close();
  assert.deepEqual([target.batches, dropped()], [[['one\n'], ['six\n']], 1]);
});

test('when nothing can be written it is tried again every second, and nothing is lost', async (t) => {
  const pass = stopTime(t);
  const target = new KeptLines();
  const { queue, dropped } = queueTo(target);
  target.room = 1;
  for (const line of ['one\n', 'two\n', 'six\n']) queue.add(line);
  await pass(100);
  assert.deepEqual(target.batches, [['one\n']]);
  queue.add('ten\n');
  target.room = 10;
  await pass(999);
  assert.equal(target.batches.length, 1);
  await pass(1);
  assert.deepEqual(target.batches, [['one\n'], ['two\n', 'six\n', 'ten\n']]);
  await queue.close();
  assert.equal(dropped(), 0);
});

test('closing writes what waits, counts what cannot be written, and lets go of the target', async () => {
  const target = new KeptLines();
  const { queue, dropped } = queueTo(target);
  target.room = 2;
  for (const line of ['one\n', 'two\n', 'six\n']) queue.add(line);
  await queue.close();
  queue.add('late\n');
  await queue.close();
  assert.deepEqual([target.batches.flat(), target.isClosed, dropped()], [['one\n', 'two\n'], true, 2]);
});

test('closing waits for a write that is under way, and no longer than five seconds', async (t) => {
  const pass = stopTime(t);
  const target = new KeptLines();
  target.gate = new Promise(() => {});
  const { queue, dropped } = queueTo(target);
  queue.add('one\n');
  await pass(100);
  queue.add('two\n');
  let isClosed = false;
  const closed = queue.close().then(() => {
    isClosed = true;
  });
  await pass(4999);
  assert.equal(isClosed, false);
  await pass(1);
  await closed;
  assert.deepEqual([target.isClosed, dropped()], [true, 2]);
});
