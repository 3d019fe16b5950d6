import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { csvOf, folderOf, runCommand, spawnCommand } from './command-run.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const rows = (first: number): string =>
  csvOf(Array.from({ length: 100 }, (_, index) => ({ size: first + index })));

test('data goes to standard output, talk to standard error, and the exit code is 0', async (t) => {
  const path = folderOf(t, { 'rows.csv': rows(0) });
  const { exitCode, stdout, stderr } = await spawnCommand('baseline', path('rows.csv'));
  assert.equal(exitCode, 0);
  assert.equal(JSON.parse(stdout).rows, 100);
  assert.equal(stderr, '100 rows, 1 numeric and 0 categorical features, task auto\n');
});

test('a feature that drifted ends the process with 1', async (t) => {
  const path = folderOf(t, { 'before.csv': rows(0), 'after.csv': rows(60) });
  await runCommand('baseline', path('before.csv'), '-o', path('baseline.json'));
  const { exitCode, stdout, stderr } = await spawnCommand('check', path('baseline.json'), path('after.csv'));
  assert.equal(exitCode, 1);
  assert.match(stdout, /^feature .*\nsize +drifted .*\n$/);
  assert.equal(stderr, '1 of 1 features drifted\n');
});

test('misuse ends the process with 2 and one line', async () => {
  assert.deepEqual(await spawnCommand('baseline', 'none.csv'), {
    exitCode: 2,
    stdout: '',
    stderr: 'express-model-monitor: no such file: none.csv\n',
  });
});

test('a reader that goes early ends nothing with an error', async (t) => {
  const path = folderOf(t, {
    'wide.csv': csvOf([
      Object.fromEntries(Array.from({ length: 199 }, (_, index) => [`column ${index}`, index])),
    ]),
  });
  const main = new URL('../../src/cli/main.ts', import.meta.url).pathname;
  const command = `"${process.execPath}" --import tsx "${main}" baseline "${path('wide.csv')}" | head -c 10; echo "; \${PIPESTATUS[0]}"`;
  const shell = spawn('bash', ['-c', command]);
  let [stdout, stderr] = ['', ''];
  shell.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  shell.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  await new Promise((resolve) => shell.on('close', resolve));
  assert.equal(stdout, '{\n  "schem; 0\n');
  assert.equal(stderr, '1 rows, 0 numeric and 199 categorical features, task auto\n');
});

test('help is data when it is asked for, and talk when nothing is', async () => {
  const asked = await runCommand('--help');
  assert.deepEqual([asked.exitCode, asked.stderr], [0, '']);
  assert.match(asked.stdout, /^Usage: express-model-monitor COMMAND \[options\]\n/);
  assert.deepEqual(await runCommand('-h'), asked);
  assert.deepEqual(await runCommand(), { exitCode: 2, stdout: '', stderr: asked.stdout });
});

test('every command that is listed has a help of its own, and no line of it is too wide', async () => {
  const { stdout } = await runCommand('--help');
  const [, listed = ''] = /Commands:\n(.*?)\n\n/s.exec(stdout) ?? [];
  const names = Array.from(listed.matchAll(/^ {2}(\S+)/gm), ([, name = '']) => name);
  assert.deepEqual(names, ['baseline', 'check', 'report', 'rules', 'dashboard']);
  for (const name of names) {
    const help = await runCommand(name, 'a file', '--help');
    assert.deepEqual([help.exitCode, help.stderr], [0, '']);
    assert.ok(help.stdout.startsWith(`Usage: express-model-monitor ${name} `));
    assert.deepEqual(
      help.stdout.split('\n').filter((line) => line.length > 96),
      [],
    );
  }
});

test('the version is that of the package', async () => {
  assert.deepEqual(await runCommand('--version'), { exitCode: 0, stdout: `${version}\n`, stderr: '' });
});
