import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Report } from '../../src/domain/report.ts';
import { folderOf, jsonLinesOf, runCommand } from '../cli/command-run.ts';
import { label, prediction } from '../report/logged-events.ts';

const page = readFileSync('docs/report.md', 'utf8');

test('the page names every member of the report, and no other', async (t) => {
  const path = folderOf(t, { 'events.jsonl': jsonLinesOf([prediction('a', 0), label('a', 1, 'yes')]) });
  const { stdout } = await runCommand('report', path('events.jsonl'), '--by', 'day', '--json');
  const report: Report = JSON.parse(stdout);
  const [, table = ''] = /## As JSON\n(.*)/s.exec(page) ?? [];
  const named = Array.from(table.matchAll(/^\| (`.*?`) \|/gm), ([, names = '']) => names.split(', ')).flat();
  assert.deepEqual(named.map((name) => name.replaceAll('`', '')).sort(), Object.keys(report).sort());
  const [, ofEvents = ''] = /^\| `events` \| `\{ (.*) \}`/m.exec(page) ?? [];
  for (const name of Object.keys(report.events)) assert.match(ofEvents, new RegExp(`\\b${name}\\b`));
});

test('the page names flags that there are', async () => {
  const { stdout } = await runCommand('report', '--help');
  const flags = new Set(Array.from(page.matchAll(/`(--[a-z]+)/g), ([, flag = '']) => flag));
  assert.deepEqual(
    Array.from(flags).filter((flag) => !stdout.includes(`    ${flag}`)),
    [],
  );
});
