import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { folderOf, runCommand } from '../cli/command-run.ts';
import { seattleBaseline } from '../drift/weather.ts';
import { codeBlockWith } from '../support/pages.ts';
import { runProgram, skipWithout } from '../support/programs.ts';

const PAGE = 'docs/alerting.md';

/** The files of the page, in a folder, as a reader has them. */
function filesOfPage(t: TestContext): (name: string) => string {
  return folderOf(t, {
    'monitor.config.mjs': codeBlockWith(PAGE, 'js', 'ModelInputMissing'),
    'objectives.mjs': codeBlockWith(PAGE, 'js', 'slo:'),
    'prometheus.yml': codeBlockWith(PAGE, 'yaml', '# prometheus.yml'),
    'alertmanager.yml': codeBlockWith(PAGE, 'yaml', '# alertmanager.yml'),
    'baseline.json': JSON.stringify(seattleBaseline()),
  });
}

/** The options of the page name a file beside them. */
async function inFolder<T>(folder: string, act: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await act();
  } finally {
    process.chdir(before);
  }
}

test('Prometheus takes the configuration of the page, with the rules of its options', {
  skip: skipWithout('promtool', 'prometheus'),
}, async (t) => {
  const path = filesOfPage(t);
  const written = await inFolder(path('.'), () =>
    runCommand('rules', '--config', 'monitor.config.mjs', '-o', 'rules.yml'),
  );
  assert.deepEqual(written, { exitCode: 0, stdout: '', stderr: '' });
  const checked = await runProgram('promtool', ['check', 'config', path('prometheus.yml')]);
  assert.equal(checked.exitCode, 0, checked.stderr);
  assert.match(checked.stdout, /SUCCESS: 28 rules found/);
});

test('Alertmanager takes the configuration of the page', {
  skip: skipWithout('amtool', 'prometheus-alertmanager'),
}, async (t) => {
  const path = filesOfPage(t);
  const { exitCode, stdout, stderr } = await runProgram('amtool', ['check-config', path('alertmanager.yml')]);
  assert.equal(exitCode, 0, stderr);
  assert.match(stdout, /SUCCESS/);
});

test('Prometheus takes the rules of the objectives of the page', {
  skip: skipWithout('promtool', 'prometheus'),
}, async (t) => {
  const path = filesOfPage(t);
  const written = await inFolder(path('.'), () =>
    runCommand('rules', '--config', 'objectives.mjs', '-o', 'rules.yml'),
  );
  assert.deepEqual(written, { exitCode: 0, stdout: '', stderr: '' });
  const { exitCode, stdout } = await runProgram('promtool', ['check', 'rules', path('rules.yml')]);
  assert.equal(exitCode, 0);
  assert.match(stdout, /SUCCESS: 47 rules found/);
});
