import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { type TestContext, test } from 'node:test';
import { FileTarget } from '../../src/events/file-target.ts';
import { recordFaults } from '../support/recorded-faults.ts';
import { EventFolder } from './event-folder.ts';

function targetIn(t: TestContext, folder: EventFolder, name = 'events.jsonl') {
  const { faults, reports } = recordFaults();
  const target = new FileTarget({ path: folder.file(name), rotation: undefined, faults, now: Date.now });
  t.after(() => target.close());
  return { target, reports };
}

/** Numbered lines of a hundred bytes each. */
function linesFrom(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${`line-${first + index}`.padEnd(99, '.')}\n`);
}

test('lines are appended to what is there', async (t) => {
  const folder = new EventFolder(t);
  writeFileSync(folder.file('events.jsonl'), 'before\n');
  const { target, reports } = targetIn(t, folder);
  assert.deepEqual([await target.write(['one\n', 'zwö\n']), await target.write(['six\n'])], [2, 1]);
  assert.equal(folder.text('events.jsonl'), 'before\none\nzwö\nsix\n');
  assert.deepEqual(reports, []);
});

test('256 KiB are written at a time, or one line that is larger', async (t) => {
  const folder = new EventFolder(t);
  const { target } = targetIn(t, folder);
  const [small, large] = [`${'s'.repeat(100 * 1024)}\n`, `${'ü'.repeat(200 * 1024)}\n`];
  const lines = [small, small, small, large, small];
  const written: number[] = [];
  while (lines.length > 0) {
    const count = await target.write(lines);
    written.push(count);
    lines.splice(0, count);
  }
  assert.deepEqual(written, [2, 1, 1, 1]);
  assert.equal(folder.text('events.jsonl'), [small, small, small, large, small].join(''));
});

test('no file is made before there is something to write', async (t) => {
  const folder = new EventFolder(t);
  const { target } = targetIn(t, folder);
  await target.close();
  assert.deepEqual(folder.names(), []);
});

test('a last line that was broken off is ended, and spoils no other', async (t) => {
  const folder = new EventFolder(t);
  writeFileSync(folder.file('events.jsonl'), 'whole\n{"broken');
  const { target } = targetIn(t, folder);
  await target.write(['one\n']);
  await target.write(['two\n']);
  assert.equal(folder.text('events.jsonl'), 'whole\n{"broken\none\ntwo\n');
});

test('a file that others move away or delete is made anew', async (t) => {
  const folder = new EventFolder(t);
  const { target, reports } = targetIn(t, folder);
  await target.write(['one\n']);
  renameSync(folder.file('events.jsonl'), folder.file('moved.jsonl'));
  await target.write(['two\n']);
  unlinkSync(folder.file('events.jsonl'));
  await target.write(['six\n']);
  assert.deepEqual([folder.text('moved.jsonl'), folder.text('events.jsonl')], ['one\n', 'six\n']);
  assert.deepEqual(reports, []);
});

test('a folder that is gone is one fault until it is there again', async (t) => {
  const folder = new EventFolder(t);
  mkdirSync(folder.file('logs'));
  const { target, reports } = targetIn(t, folder, 'logs/events.jsonl');
  await target.write(['one\n']);
  rmSync(folder.file('logs'), { recursive: true });
  const whileGone = [await target.write(['two\n']), await target.write(['two\n'])];
  mkdirSync(folder.file('logs'));
  assert.deepEqual([whileGone, await target.write(['two\n'])], [[0, 0], 1]);
  assert.equal(folder.text('logs/events.jsonl'), 'two\n');
  assert.deepEqual(
    reports.map((report) => report.slice(0, 'events: ENOENT'.length)),
    ['events: ENOENT'],
  );
});

test('a closed target lets go of its file, and a next write opens it again', async (t) => {
  const folder = new EventFolder(t);
  const { target } = targetIn(t, folder);
  await target.write(['one\n']);
  const { ino } = statSync(folder.file('events.jsonl'));
  await target.close();
  await target.close();
  await target.write(['two\n']);
  assert.equal(statSync(folder.file('events.jsonl')).ino, ino);
  assert.equal(folder.text('events.jsonl'), 'one\ntwo\n');
});

const skip = existsSync('/dev/full') ? false : 'there is no /dev/full';

test('a full disk is one fault, and is written to again when it has room', { skip }, async (t) => {
  const folder = new EventFolder(t);
  symlinkSync('/dev/full', folder.file('events.jsonl'));
  const { target, reports } = targetIn(t, folder);
  const whileFull = [await target.write(['one\n']), await target.write(['one\n'])];
  unlinkSync(folder.file('events.jsonl'));
  assert.deepEqual([whileFull, await target.write(['one\n'])], [[0, 0], 1]);
  unlinkSync(folder.file('events.jsonl'));
  symlinkSync('/dev/full', folder.file('events.jsonl'));
  assert.equal(await target.write(['two\n']), 0);
  assert.equal(reports.length, 2);
  for (const report of reports) assert.match(report, /^events: ENOSPC/);
});

test('of a line that does not fit on the disk nothing is left', async (t) => {
  const folder = EventFolder.onTinyDisk(t, 64);
  if (folder === undefined) return t.skip('nobody may mount a disk here');
  const { target, reports } = targetIn(t, folder);
  writeFileSync(folder.file('ballast'), 'b'.repeat(40 * 1024));
  const written = await target.write(linesFrom(0, 400));
  assert.ok(written > 100 && written < 400, `${written} lines fit`);
  assert.equal(folder.text('events.jsonl'), linesFrom(0, written).join(''));
  assert.equal(await target.write(linesFrom(written, 200)), 0);
  assert.deepEqual(reports.length, 1);
  unlinkSync(folder.file('ballast'));
  assert.equal(await target.write(linesFrom(written, 200)), 200);
  assert.equal(folder.text('events.jsonl'), linesFrom(0, written + 200).join(''));
});

test('what another process left at the end of a full disk stays', async (t) => {
  const folder = EventFolder.onTinyDisk(t, 64);
  if (folder === undefined) return t.skip('nobody may mount a disk here');
  const { target } = targetIn(t, folder);
  const written = await target.write(linesFrom(0, 1000));
  appendFileSync(folder.file('events.jsonl'), '{"begun');
  assert.equal(await target.write(linesFrom(written, 5)), 0);
  assert.equal(folder.text('events.jsonl'), `${linesFrom(0, written).join('')}{"begun\n`);
});
