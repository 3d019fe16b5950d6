import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import { type DropPart, Drops } from '../../src/domain/drops.ts';
import { createLineWriter, StreamWriter, TurnWriter } from '../../src/log/line-writer.ts';
import { runProgram } from '../support/programs.ts';
import { recordFaults } from '../support/recorded-faults.ts';

/** A stream that only remembers what it was given. */
function recordingStream() {
  const writes: unknown[] = [];
  return { writes, stream: { writableLength: 0, write: (line: string) => writes.push(line) } };
}

function health() {
  const { faults, reports } = recordFaults();
  const drops = new Drops();
  const dropped = (name: DropPart) => Array.from(drops.entries()).find(({ part }) => part === name)?.count;
  return { faults, drops, reports, dropped };
}

test('a stream of the user gets one write per line, at once', () => {
  const { writes, stream } = recordingStream();
  const writer = new StreamWriter(stream, health());
  writer.write('one');
  writer.write('two');
  assert.deepEqual(writes, ['one\n', 'two\n']);
});

test('objects pass through to a stream of objects, and become text for any other', () => {
  const objects = new PassThrough({ objectMode: true });
  const lines = recordingStream();
  const line = { toString: () => 'a line' };
  for (const stream of [objects, lines.stream]) {
    const writer = createLineWriter(stream, health());
    writer.write(line);
    writer.write('text');
    writer.close();
  }
  assert.deepEqual([objects.read(), objects.read()], [line, 'text\n']);
  assert.deepEqual(lines.writes, ['a line\n', 'text\n']);
});

test('stdout gets the lines of one turn of the event loop in one write', async () => {
  const { writes, stream } = recordingStream();
  const writer = new TurnWriter(stream, health());
  writer.write('one');
  await Promise.resolve();
  writer.write('two');
  assert.deepEqual(writes, []);
  await endOfTurn();
  writer.write('three');
  await endOfTurn();
  assert.deepEqual(writes, ['one\ntwo\n', 'three\n']);
  writer.close();
});

test('closing writes what is held back, once, and later lines still go out', async () => {
  const { writes, stream } = recordingStream();
  const writer = new TurnWriter(stream, health());
  writer.write('one');
  writer.close();
  assert.deepEqual(writes, ['one\n']);
  writer.write('two');
  await endOfTurn();
  assert.deepEqual(writes, ['one\n', 'two\n']);
});

test('lines for a stream with more than 16 MiB unwritten are dropped and counted', async () => {
  const { writes, stream } = recordingStream();
  const state = health();
  const [direct, gathered] = [new StreamWriter(stream, state), new TurnWriter(stream, state)];
  stream.writableLength = 16 * 1024 * 1024;
  direct.write('one');
  stream.writableLength += 1;
  direct.write('two');
  gathered.write('three');
  gathered.write('four');
  gathered.close();
  assert.deepEqual(writes, ['one\n']);
  assert.equal(state.dropped('log'), 3);
  stream.writableLength = 0;
  direct.write('five');
  assert.deepEqual(writes, ['one\n', 'five\n']);
  assert.deepEqual(state.reports, []);
});

test('a stream of objects is given up on by their number', () => {
  const stalled = new Writable({ objectMode: true, highWaterMark: 1, write: () => {} });
  const state = health();
  const writer = createLineWriter(stalled, state);
  for (let line = 0; line < 16_400; line += 1) writer.write({ line });
  assert.deepEqual([stalled.writableLength, state.dropped('log')], [16_385, 15]);
});

test('what a stream throws, rejects or emits is a fault and no more', async () => {
  const throwing = () => {
    throw new Error('thrown');
  };
  const emitting = Object.assign(new EventEmitter(), { write: () => true });
  const state = health();
  createLineWriter({ write: throwing }, state).write('x');
  createLineWriter({ write: async () => throwing() }, state).write('x');
  const writer = createLineWriter(emitting, state);
  emitting.emit('error', new Error('emitted'));
  await endOfTurn();
  assert.deepEqual(state.reports, ['log: thrown', 'log: emitted', 'log: thrown']);
  writer.close();
  assert.throws(() => emitting.emit('error', new Error('not ours')), { message: 'not ours' });
});

test('a line for a stream that has ended is a fault', async () => {
  const ended = new PassThrough().end();
  const state = health();
  createLineWriter(ended, state).write('x');
  await endOfTurn();
  assert.deepEqual(state.reports, ['log: write after end']);
});

test('many writers share one listener on stdout and one on the process, and closing takes them off', () => {
  const listeners = () => [process.listenerCount('exit'), process.stdout.listenerCount('error')];
  const before = listeners();
  const writers = Array.from({ length: 20 }, () => createLineWriter(undefined, health()));
  assert.deepEqual(
    listeners(),
    before.map((count) => count + 1),
  );
  for (const writer of writers) writer.close();
  assert.deepEqual(listeners(), before);
});

/** A program that has a `writer` for its stdout and the `faults` of it. */
function program(code: string): string[] {
  const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  const preamble = `
    import { createLineWriter } from ${module('../../src/log/line-writer.ts')};
    import { Drops } from ${module('../../src/domain/drops.ts')};
    import { Faults } from ${module('../../src/domain/faults.ts')};
    const faults = new Faults(() => {});
    const writer = createLineWriter(undefined, { faults, drops: new Drops() });
  `;
  return ['--import', 'tsx', '--input-type=module', '--eval', preamble + code];
}

test('a process that has nothing more to do writes its lines and ends', async () => {
  const { stdout, exitCode } = await runProgram(process.execPath, program("writer.write('one');"));
  assert.deepEqual({ stdout, exitCode }, { stdout: 'one\n', exitCode: 0 });
});

test('a process that exits in the middle of a turn loses no line', async () => {
  const code = "for (let i = 0; i < 1_000; i++) writer.write('line ' + i); process.exit(3);";
  const { stdout, exitCode } = await runProgram(process.execPath, program(code));
  const lines = Array.from({ length: 1_000 }, (_, index) => `line ${index}\n`);
  assert.deepEqual({ stdout, exitCode }, { stdout: lines.join(''), exitCode: 3 });
});

test('a process that crashes loses no line', async () => {
  const { stdout, exitCode } = await runProgram(
    process.execPath,
    program("writer.write('one'); throw new Error('on purpose');"),
  );
  assert.deepEqual({ stdout, exitCode }, { stdout: 'one\n', exitCode: 1 });
});

test('a stdout whose reader has gone ends no process', async () => {
  const code = `
    for (let i = 0; i < 20; i++) {
      writer.write('line');
      await new Promise(setImmediate);
    }
    console.error(faults.counts.get('log') > 0);
  `;
  const child = spawn(process.execPath, program(code));
  child.stdout.destroy();
  const [stderr, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  assert.deepEqual({ stderr, exitCode }, { stderr: 'true\n', exitCode: 0 });
});
