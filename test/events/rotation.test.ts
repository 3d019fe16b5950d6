import assert from 'node:assert/strict';
import { statSync, utimesSync, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { FileTarget } from '../../src/events/file-target.ts';
import type { RotationRules } from '../../src/events/rotation.ts';
import { recordFaults } from '../support/recorded-faults.ts';
import { EventFolder } from './event-folder.ts';
import { until } from './until.ts';

const HOUR_MS = 3_600_000;
const NEVER: RotationRules = { maxBytes: undefined, everySeconds: undefined, keep: undefined, packs: false };

/** A target whose clock stands where it is put; its files have the times of the real one. */
function rotatingTarget(t: TestContext, folder: EventFolder, rules: Partial<RotationRules>) {
  const clock = { now: Date.now() };
  const { faults, reports } = recordFaults();
  const path = folder.file('events.jsonl');
  const target = new FileTarget({ path, rotation: { ...NEVER, ...rules }, faults, now: () => clock.now });
  t.after(() => target.close());
  return { target, reports, clock, path };
}

/** A name of a file that was moved away, without what is different in every run. */
function kindOf(name: string): string {
  return name.replace(/-\d{8}T\d{9}Z-[0-9a-f]{6}/, '-TIME');
}

test('a file is moved away before it would grow beyond maxBytes', async (t) => {
  const folder = new EventFolder(t);
  const { target, reports } = rotatingTarget(t, folder, { maxBytes: 12 });
  for (const line of ['one\n', 'two\n', 'six\n', 'ten\n', 'a line that is longer\n', 'end\n']) {
    await target.write([line]);
  }
  assert.deepEqual(
    folder.names().map((name) => [kindOf(name), folder.text(name)]),
    [
      ['events-TIME.jsonl', 'one\ntwo\nsix\n'],
      ['events-TIME.jsonl', 'ten\n'],
      ['events-TIME.jsonl', 'a line that is longer\n'],
      ['events.jsonl', 'end\n'],
    ],
  );
  assert.deepEqual(reports, []);
});

test('lines that come at once are spread over files as well', async (t) => {
  const folder = new EventFolder(t);
  const { target } = rotatingTarget(t, folder, { maxBytes: 9 });
  const lines = ['one\n', 'two\n', 'six\n', 'ten\n', 'end\n'];
  while (lines.length > 0) lines.splice(0, await target.write(lines));
  assert.deepEqual(
    folder.names().map((name) => folder.text(name)),
    ['one\ntwo\n', 'six\nten\n', 'end\n'],
  );
});

test('a file is moved away when a new period has begun since its last line', async (t) => {
  const folder = new EventFolder(t);
  const { target, clock, path } = rotatingTarget(t, folder, { everySeconds: 3600 });
  const at = (time: string): void => {
    clock.now = Date.parse(time);
    utimesSync(path, clock.now / 1000, clock.now / 1000);
  };
  await target.write(['one\n']);
  at('2026-03-01T10:00:00.000Z');
  await target.write(['two\n']);
  at('2026-03-01T10:59:59.999Z');
  clock.now += 1;
  await target.write(['six\n']);
  assert.deepEqual(
    folder.names().map((name) => folder.text(name)),
    ['one\ntwo\n', 'six\n'],
  );
  assert.match(folder.names()[0] ?? '', /^events-20260301T105959999Z-[0-9a-f]{6}\.jsonl$/);
});

test('a file of an earlier run is moved away as one of this run is', async (t) => {
  const folder = new EventFolder(t);
  const { target, clock, path } = rotatingTarget(t, folder, { everySeconds: 3600 });
  writeFileSync(path, 'earlier\n');
  clock.now += HOUR_MS;
  await target.write(['one\n']);
  assert.deepEqual(folder.lines(), ['earlier', 'one']);
  assert.equal(folder.names().length, 2);
});

test('so many old files are kept as were asked for, packed or not, and nothing else is touched', async (t) => {
  const folder = new EventFolder(t);
  const { target, reports } = rotatingTarget(t, folder, { maxBytes: 4, keep: 2 });
  const others = [
    'events-20250101T000000000Z.jsonl',
    'events-20250101T000000000Z-abcdef.csv',
    'more-events-20250101T000000000Z-abcdef.jsonl',
    'events-old.jsonl',
  ];
  const old = ['events-20250101T000000000Z-abcdef.jsonl.gz', '.events-20250101T000000000Z-abcdef.jsonl.gz'];
  for (const name of [...others, ...old]) writeFileSync(folder.file(name), '');
  for (const line of ['one\n', 'two\n', 'six\n', 'ten\n', 'end\n']) await target.write([line]);
  await target.close();
  assert.deepEqual(
    folder.names().filter((name) => others.includes(name)),
    others.sort(),
  );
  assert.deepEqual(
    folder
      .names()
      .filter((name) => !others.includes(name))
      .map((name) => folder.text(name)),
    ['six\n', 'ten\n', 'end\n'],
  );
  assert.deepEqual(reports, []);
});

test('old files are packed, but none that another process may still write to', async (t) => {
  const folder = new EventFolder(t);
  const { target, clock, reports } = rotatingTarget(t, folder, { maxBytes: 4, packs: true });
  await target.write(['one\n']);
  await target.write(['two\n']);
  clock.now += 9000;
  await target.write(['six\n']);
  assert.deepEqual(folder.names().map(kindOf), ['events-TIME.jsonl', 'events-TIME.jsonl', 'events.jsonl']);
  clock.now += 2000;
  await target.write(['ten\n']);
  await packed(folder, 3);
  assert.deepEqual(folder.lines(), ['one', 'two', 'six', 'ten']);
  assert.deepEqual(folder.names().map(kindOf), [...Array(3).fill('events-TIME.jsonl.gz'), 'events.jsonl']);
  assert.deepEqual(reports, []);
});

/** Resolves when so many files are packed and nothing is under way. */
function packed(folder: EventFolder, files: number): Promise<void> {
  const isPacked = (name: string): boolean => name.endsWith('.gz') && !name.startsWith('.');
  return until(() => {
    const names = folder.names();
    return names.filter(isPacked).length === files && names.length === files + 1;
  });
}

test('two that keep house in the same folder pack every file once', async (t) => {
  const folder = new EventFolder(t);
  const both = [0, 1].map(() => rotatingTarget(t, folder, { maxBytes: 4, packs: true }));
  for (const line of ['one\n', 'two\n', 'six\n', 'ten\n']) await both[0]?.target.write([line]);
  for (const { clock } of both) clock.now += HOUR_MS;
  for (const { target } of both) await target.write(['end\n']);
  await packed(folder, 5);
  // What two move away within a few milliseconds is in any order.
  assert.deepEqual(folder.lines().sort(), ['end', 'end', 'one', 'six', 'ten', 'two']);
  assert.deepEqual(
    both.flatMap(({ reports }) => reports),
    [],
  );
});

test('what was being packed when it was closed is whole, and packed by the next', async (t) => {
  const folder = new EventFolder(t);
  const rules = { maxBytes: 4, packs: true };
  const first = rotatingTarget(t, folder, rules);
  const large = `${'x'.repeat(20_000_000)}\n`;
  await first.target.write([large]);
  first.clock.now += HOUR_MS;
  await first.target.write(['one\n']);
  await first.target.close();
  assert.deepEqual(folder.names().map(kindOf), ['events-TIME.jsonl', 'events.jsonl']);
  assert.deepEqual(first.reports, []);
  assert.equal(statSync(folder.file(folder.names()[0] ?? '')).size, large.length);
  const second = rotatingTarget(t, folder, rules);
  second.clock.now += HOUR_MS;
  await second.target.write(['two\n']);
  await packed(folder, 2);
  assert.deepEqual(
    folder.lines().map((line) => line.length),
    [large.length - 1, 3, 3],
  );
});

test('a file that cannot be packed is a fault, and stays', async (t) => {
  const folder = EventFolder.onTinyDisk(t, 64);
  if (folder === undefined) return t.skip('nobody may mount a disk here');
  const { target, clock, reports } = rotatingTarget(t, folder, { maxBytes: 4, packs: true });
  // What does not become smaller does not fit twice.
  const noise = Array.from({ length: 45_000 }, () => String.fromCharCode(33 + Math.random() * 90)).join('');
  await target.write([`${noise}\n`]);
  clock.now += HOUR_MS;
  await target.write(['one\n']);
  await until(() => reports.length > 0);
  assert.match(reports.join(), /^events: ENOSPC[^,]*, write$/);
  assert.deepEqual(folder.names().map(kindOf), ['events-TIME.jsonl', 'events.jsonl']);
  assert.deepEqual(folder.lines(), [noise, 'one']);
});
