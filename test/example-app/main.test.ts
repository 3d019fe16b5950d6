import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import express from 'express';
import { listen } from '../../example-app/listen.ts';
import { startCommand } from './start-command.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`npm start serves until ${signal}, and then ends with exit code 0`, async () => {
    const { child, result } = startCommand({ command: 'main.ts', port: '0' });
    const [banner] = await once(child.stdout, 'data');
    const url = /served at (http:\S+)\./.exec(String(banner))?.[1];
    const answers = await Promise.all(['/metrics', '/monitor'].map((path) => fetch(url + path)));

    child.kill(signal);

    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
    );
    const { exitCode, stderr } = await result;
    assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: '' });
  });
}

test('a port in use is one clear line and exit code 1', async (t) => {
  const other = await listen(express(), 0);
  t.after(() => other.stop());
  const { port } = new URL(other.url);

  assert.deepEqual(await startCommand({ command: 'main.ts', port }).result, {
    exitCode: 1,
    stdout: '',
    stderr: `Port ${port} is in use: choose another, as in PORT=3001\n`,
  });
});

test('a PORT that is no port is one clear line and exit code 2', async () => {
  assert.deepEqual(await startCommand({ command: 'main.ts', port: 'http' }).result, {
    exitCode: 2,
    stdout: '',
    stderr: "PORT must be a whole number from 0 to 65535, not 'http'\n",
  });
});
