import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { writeProblem } from '../../src/events/write-problem.ts';
import { ModelMonitorError, modelMonitor } from '../../src/index.ts';
import { EventFolder } from './event-folder.ts';

/** What is wrong with a path for a log without rotation. */
function problemOf(path: string): string | undefined {
  return writeProblem({ path, rotation: undefined });
}

test('a file that is there, or can be made, is no problem', (t) => {
  const folder = new EventFolder(t);
  writeFileSync(folder.file('old.jsonl'), '');
  assert.deepEqual(
    ['old.jsonl', 'new.jsonl'].map((name) => problemOf(folder.file(name))),
    [undefined, undefined],
  );
  assert.deepEqual(folder.names(), ['old.jsonl']);
});

test('a folder, and a folder that is missing, are told from a file', (t) => {
  const folder = new EventFolder(t);
  assert.equal(problemOf(folder.path), 'expected the path of a file, got that of a folder');
  assert.equal(
    problemOf(folder.file('logs/events.jsonl')),
    `cannot be written to: ENOENT: no such file or directory, access '${folder.file('logs')}'`,
  );
});

test('a file or folder that nobody may write to is told', (t) => {
  const folder = forbiddenFolder(t);
  if (folder === undefined) return t.skip('root may write everywhere here');
  for (const name of ['events.jsonl', 'new.jsonl']) {
    assert.match(problemOf(folder.file(name)) ?? '', /^cannot be written to: E(?:ACCES|ROFS): /);
  }
});

/** A folder with a file: of a disk that nobody may write to, since root may write to any other. */
function forbiddenFolder(t: TestContext): EventFolder | undefined {
  const isRoot = process.getuid?.() === 0;
  const folder = isRoot ? EventFolder.onTinyDisk(t, 64) : new EventFolder(t);
  if (folder === undefined) return undefined;
  writeFileSync(folder.file('events.jsonl'), '', { mode: 0o400 });
  if (isRoot) spawnSync('mount', ['-o', 'remount,ro', folder.path]);
  else chmodSync(folder.path, 0o500);
  return folder;
}

test('a monitor whose events cannot be written is not made', () => {
  const file = 'no-such-folder/events.jsonl';
  const message = "cannot be written to: ENOENT: no such file or directory, access 'no-such-folder'";
  for (const [events, path] of [
    [file, 'events'],
    [{ file }, 'events.file'],
  ] as const) {
    assert.throws(
      () => modelMonitor({ events, log: false }),
      (error) => {
        assert.ok(error instanceof ModelMonitorError);
        assert.deepEqual(error.problems, [{ path, message }]);
        return true;
      },
    );
  }
});
