import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import { StreamTarget } from '../../src/events/stream-target.ts';
import { recordFaults } from '../support/recorded-faults.ts';

/** A stream with room for a few letters, which is done with a line when it is told to be. */
function slowStream() {
  const lines: string[] = [];
  let finish: ((error?: Error) => void) | undefined;
  const stream = new Writable({
    highWaterMark: 8,
    decodeStrings: false,
    write(line: string, _encoding, done) {
      lines.push(line);
      finish = done;
    },
  });
  const take = async (error?: Error): Promise<void> => {
    const done = finish;
    finish = undefined;
    done?.(error);
    await endOfTurn();
  };
  return { stream, lines, take };
}

test('a stream gets every line by itself, and stays open', async () => {
  const lines: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (line: string, _encoding, done) => {
      lines.push(line);
      done();
    },
  });
  const { faults, reports } = recordFaults();
  const target = new StreamTarget(stream, faults);
  assert.equal(await target.write(['one\n', 'two\n']), 2);
  await target.close();
  assert.deepEqual([lines, stream.listenerCount('error'), stream.destroyed], [['one\n', 'two\n'], 0, false]);
  assert.deepEqual(reports, []);
});

test('a stream that is full is waited for', async () => {
  const { stream, lines, take } = slowStream();
  const { faults, reports } = recordFaults();
  const target = new StreamTarget(stream, faults);
  assert.equal(await target.write(['four\n', 'five\n', 'six\n']), 2);
  let written: number | undefined;
  const rest = target.write(['six\n']).then((count) => {
    written = count;
  });
  await take();
  assert.equal(written, undefined);
  await take();
  await rest;
  assert.deepEqual([written, lines], [1, ['four\n', 'five\n', 'six\n']]);
  assert.deepEqual(reports, []);
});

test('a stream that fails is one fault, however often it is tried', async () => {
  const { stream, take } = slowStream();
  const { faults, reports } = recordFaults();
  const target = new StreamTarget(stream, faults);
  assert.equal(await target.write(['one\n']), 1);
  await take(new Error('the pipe broke'));
  assert.deepEqual([await target.write(['two\n']), await target.write(['two\n'])], [0, 0]);
  assert.deepEqual(reports, ['events: the pipe broke']);
  await target.close();
  assert.equal(stream.listenerCount('error'), 0);
});

test('a stream that fails while it is waited for is not waited for any longer', async () => {
  const { stream, take } = slowStream();
  const { faults, reports } = recordFaults();
  const target = new StreamTarget(stream, faults);
  assert.equal(await target.write(['a line of its own\n']), 1);
  const waiting = target.write(['two\n']);
  await take(new Error('gone'));
  assert.equal(await waiting, 0);
  assert.deepEqual(reports, ['events: gone']);
});

test('a stream that the application ended is a fault', async () => {
  const { stream } = slowStream();
  const { faults, reports } = recordFaults();
  const target = new StreamTarget(stream, faults);
  stream.end();
  assert.equal(await target.write(['one\n']), 0);
  assert.deepEqual(reports, ['events: the stream of events has ended']);
});

test('a stream that fails after the log was closed ends no process', async () => {
  const { stream, take } = slowStream();
  const { faults, reports } = recordFaults();
  const target = new StreamTarget(stream, faults);
  await target.write(['one\n']);
  await target.close();
  await take(new Error('too late'));
  await endOfTurn();
  assert.deepEqual([reports, stream.listenerCount('error')], [['events: too late'], 0]);
});

test('anything with write will do; what it throws or rejects is tried again', async () => {
  const lines: string[] = [];
  const answers = [
    () => true,
    () => assert.fail('busy'),
    () => Promise.reject(new Error('still busy')),
    () => Promise.resolve(),
    () => false,
  ];
  const stream = {
    write(line: string): unknown {
      lines.push(line);
      return answers.shift()?.();
    },
  };
  const { faults, reports } = recordFaults();
  const target = new StreamTarget(stream, faults);
  const written = [
    await target.write(['one\n', 'two\n']),
    await target.write(['two\n']),
    await target.write(['two\n']),
    await target.write(['six\n']),
    await target.write(['ten\n']),
  ];
  await target.close();
  assert.deepEqual(written, [1, 0, 1, 1, 1]);
  assert.deepEqual(lines, ['one\n', 'two\n', 'two\n', 'two\n', 'six\n', 'ten\n']);
  assert.deepEqual(reports, ['events: busy']);
});

test('an emitter that says it is full is waited for, whatever else it lacks', async () => {
  const emitter = Object.assign(new EventEmitter(), { write: () => false });
  const { faults } = recordFaults();
  const target = new StreamTarget(emitter, faults);
  assert.equal(await target.write(['one\n', 'two\n']), 1);
  const waiting = target.write(['two\n']);
  emitter.emit('drain');
  assert.equal(await waiting, 1);
  await target.close();
});
