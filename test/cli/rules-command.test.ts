import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { prometheusRules } from '../../src/rules/prometheus-rules.ts';
import { rulesInput } from '../rules/rules-input.ts';
import { runProgram, skipWithout } from '../support/programs.ts';
import { folderOf, runCommand } from './command-run.ts';

const OPTIONS = {
  window: '30m',
  metrics: { prefix: 'shop_' },
  alerts: [
    { name: 'Slow', metric: 'latency_p99', above: 0.5, annotations: { runbook_url: 'https://example.org' } },
  ],
};
const FILES = {
  'options.json': JSON.stringify(OPTIONS),
  'options.mjs': `export default ${JSON.stringify(OPTIONS)};\n`,
  'named.mjs': 'export const options = {};\n',
  'broken.mjs': 'export default {;\n',
  'broken.json': '{',
  'wrong.json': JSON.stringify({ windw: '1h', alerts: [{ name: 'A', metric: 'accurcy', below: 0.8 }] }),
  'list.json': '[]',
};

test('without options the figures are recorded over ten minutes', async () => {
  assert.deepEqual(await runCommand('rules'), {
    exitCode: 0,
    stdout: prometheusRules(rulesInput),
    stderr: '',
  });
});

test('options come from JSON, and from the default export of a module', async (t) => {
  const path = folderOf(t, FILES);
  const [json, module] = await Promise.all(
    ['options.json', 'options.mjs'].map((name) => runCommand('rules', '--config', path(name))),
  );
  assert.deepEqual(json, module);
  const rules = json?.stdout ?? '';
  assert.match(rules, /- alert: "Slow"\n/);
  assert.match(rules, /runbook_url: "https:\/\/example\.org"\n/);
  assert.match(rules, /increase\(shop_model_accuracy_sum\[30m\]\)/);
});

test('what is written is a rule file that Prometheus takes', {
  skip: skipWithout('promtool', 'prometheus'),
}, async (t) => {
  const path = folderOf(t, FILES);
  const written = await runCommand('rules', '--config', path('options.json'), '-o', path('rules.yml'));
  assert.deepEqual(written, { exitCode: 0, stdout: '', stderr: '' });
  assert.match(readFileSync(path('rules.yml'), 'utf8'), /^# Made by express-model-monitor/);
  const { exitCode, stdout } = await runProgram('promtool', ['check', 'rules', path('rules.yml')]);
  assert.equal(exitCode, 0);
  assert.match(stdout, /SUCCESS: 25 rules found/);
});

/** What is typed, and what is said to it. */
const MISUSES: Readonly<Record<string, string>> = {
  'rules options.json': 'rules takes no options.json; options are read from --config FILE',
  'rules --config FOLDER/none.json': 'no such file: FOLDER/none.json',
  'rules --config FOLDER/none.mjs': 'no such file: FOLDER/none.mjs',
  'rules --config FOLDER/named.mjs':
    'FOLDER/named.mjs has no default export: expected export default { ... } with the options',
  'rules --config FOLDER/broken.mjs': "FOLDER/broken.mjs cannot be imported: Unexpected token ';'",
  'rules --config FOLDER/list.json': 'FOLDER/list.json: options: expected an object, got an empty array',
  'rules --config FOLDER/wrong.json':
    'FOLDER/wrong.json: alerts[0].metric: expected the name of a metric, got "accurcy"; did you mean accuracy?; windw: unknown option; did you mean window?',
  'rules -o FOLDER/none/rules.yml': 'cannot write to the folder FOLDER/none',
};

for (const [line, message] of Object.entries(MISUSES)) {
  test(`one line says what is wrong: ${line}`, async (t) => {
    const folder = folderOf(t, FILES)('.');
    const args = line.replaceAll('FOLDER', folder).split(' ');
    const stderr = `express-model-monitor: ${message.replaceAll('FOLDER', folder)}\n`;
    assert.deepEqual(await runCommand(...args), { exitCode: 2, stdout: '', stderr });
  });
}

test('a JSON file with a mistake is named', async (t) => {
  const path = folderOf(t, FILES);
  const { exitCode, stderr } = await runCommand('rules', '--config', path('broken.json'));
  assert.equal(exitCode, 2);
  assert.match(stderr, /broken\.json is no JSON: .*\n$/);
});
