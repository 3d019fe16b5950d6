import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DEFAULTS, readNotifierOptions } from '../../src/notify/notifier-options.ts';
import { webhookBody } from '../../src/notify/webhook-body.ts';
import { runPageProgram } from '../support/page-programs.ts';
import { codeBlockWith } from '../support/pages.ts';
import { firing } from './alert-events.ts';

const page = readFileSync('docs/notifications.md', 'utf8');

test('the program on the page runs, and ends when nothing else keeps it alive', async () => {
  const env = { SLACK_WEBHOOK: 'https://hooks.example.com/services/1', PAGER_TOKEN: 'a token' };
  const program = codeBlockWith('docs/notifications.md', 'js', 'modelMonitor');
  const code = `Object.assign(process.env, ${JSON.stringify(env)});\n${program}`;
  assert.deepEqual(await runPageProgram(code), { stdout: '', stderr: '' });
});

test('the page shows the body that is sent', () => {
  const [, shown = ''] = /```json\n(.*?)```/s.exec(page) ?? [];
  const settings = readNotifierOptions('webhook', 'http://127.0.0.1');
  assert.deepEqual(JSON.parse(shown), webhookBody(firing(), settings));
});

test('the page shows the defaults', () => {
  const rows = page.matchAll(/^\| `(\w+)` \| `?'?([^|`']+)'?`? \|/gm);
  const shown = Object.fromEntries(Array.from(rows, ([, name, value]) => [name, value?.trim()]));
  const { timeout, retryFor, queueLength } = shown;
  assert.deepEqual({ timeout, retryFor, queueLength: Number(queueLength) }, DEFAULTS);
});
