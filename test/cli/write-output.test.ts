import assert from 'node:assert/strict';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { test } from 'node:test';
import { writeOutput } from '../../src/cli/write-output.ts';
import { folderOf } from './command-run.ts';

/** A terminal, and what was written to its standard output. */
function terminal(): { stdout: { write(text: string): void }; stderr: { write(): void }; written: string[] } {
  const written: string[] = [];
  return { stdout: { write: (text) => written.push(text) }, stderr: { write: () => undefined }, written };
}

test('without a file, and for a dash, the text goes to standard output', async () => {
  const screen = terminal();
  await writeOutput(undefined, 'a', screen);
  await writeOutput('-', 'b', screen);
  assert.deepEqual(screen.written, ['a', 'b']);
});

test('a file is replaced as a whole and keeps its mode', async (t) => {
  const path = folderOf(t, { 'old.json': 'old' });
  chmodSync(path('old.json'), 0o600);
  const { ino } = statSync(path('old.json'));
  await writeOutput(path('old.json'), 'new', terminal());
  await writeOutput(path('other.json'), 'other', terminal());
  assert.deepEqual(readdirSync(path('.')), ['old.json', 'other.json']);
  assert.equal(readFileSync(path('old.json'), 'utf8'), 'new');
  assert.equal(readFileSync(path('other.json'), 'utf8'), 'other');
  assert.equal(statSync(path('old.json')).mode & 0o777, 0o600);
  assert.notEqual(statSync(path('old.json')).ino, ino);
});

test('a link stays a link to the file that is written', async (t) => {
  const path = folderOf(t, { 'file.json': 'old' });
  symlinkSync('file.json', path('link.json'));
  await writeOutput(path('link.json'), 'new', terminal());
  assert.ok(lstatSync(path('link.json')).isSymbolicLink());
  assert.equal(readFileSync(path('file.json'), 'utf8'), 'new');
});

test('a device is written to, not replaced', async () => {
  await writeOutput('/dev/null', 'text', terminal());
  assert.ok(statSync('/dev/null').isCharacterDevice());
});

test('what cannot be written leaves nothing behind', async (t) => {
  const path = folderOf(t);
  await assert.rejects(writeOutput(path('none/baseline.json'), 'text', terminal()), { code: 'ENOENT' });
  assert.deepEqual(readdirSync(path('.')), []);
});
