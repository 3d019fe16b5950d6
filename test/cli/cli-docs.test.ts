import assert from 'node:assert/strict';
import { chmodSync, readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { consoleSteps } from '../support/page-programs.ts';
import { codeBlocksOf } from '../support/pages.ts';
import { runProgram } from '../support/programs.ts';
import { daysIn, folderOf, runCommand } from './command-run.ts';

const PAGE = 'docs/cli.md';
const MAIN = new URL('../../src/cli/main.ts', import.meta.url);

/** What the page takes to be installed: the command, here from its source. */
const COMMAND = `#!/bin/sh
exec "${process.execPath}" --import "${import.meta.resolve('tsx')}" "${fileURLToPath(MAIN)}" "$@"
`;

test('the commands on the page print what stands beneath them', async (t) => {
  const path = folderOf(t, {
    'express-model-monitor': COMMAND,
    'seattle.csv': daysIn('Seattle'),
    'new-york.csv': daysIn('New York'),
  });
  chmodSync(path('express-model-monitor'), 0o755);
  const steps = codeBlocksOf(PAGE, 'console').flatMap(consoleSteps);
  assert.equal(steps.length, 10);
  const search = `PATH="${path('.')}${delimiter}$PATH"`;
  for (const { command, expected } of steps) {
    const line = `cd "${path('.')}"; ${search}; { ${command}; } 2>&1`;
    const { stdout } = await runProgram('sh', ['-c', line]);
    assert.equal(stdout.trim(), expected, command);
  }
});

test('the page names every flag, and no other', async () => {
  const page = readFileSync(new URL(`../../${PAGE}`, import.meta.url), 'utf8');
  const flagsIn = (text: string): string[] =>
    Array.from(new Set(Array.from(text.matchAll(/--[a-z]+/g), ([flag]) => flag))).sort();
  const commands = ['baseline', 'check', 'report', 'rules', 'dashboard'];
  const helps = await Promise.all(commands.map((command) => runCommand(command, '--help')));
  assert.deepEqual(
    flagsIn(page),
    flagsIn(helps.map(({ stdout }) => stdout).join('')).filter((flag) => flag !== '--output'),
  );
});
