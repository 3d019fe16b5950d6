import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Report } from '../../src/domain/report.ts';
import { label, prediction } from '../report/logged-events.ts';
import { folderOf, jsonLinesOf, runCommand } from './command-run.ts';
import { EVENTS, PREDICTIONS, reportOf } from './reported-events.ts';

test('damaged lines are passed over, counted and named, in the report and beside it', async (t) => {
  const lines = jsonLinesOf(EVENTS).split('\n');
  const damaged = [...lines.slice(0, 5), '{"schema":', '', '[1]', ...lines.slice(5)];
  const path = folderOf(t, {
    'events.jsonl': `${damaged.join('\n')}${JSON.stringify(prediction('last', 200, { latency_ms: -1 }))}`,
    'cut.jsonl.gz': gzipSync(jsonLinesOf(PREDICTIONS)).subarray(0, 400),
  });
  const place = path('events.jsonl');
  const { exitCode, stdout, stderr } = await runCommand('report', place, '--json');
  const report: Report = JSON.parse(stdout);
  assert.equal(exitCode, 0);
  assert.deepEqual(report.events.damaged, {
    count: 3,
    first: [
      { place: `${place}:6`, reason: 'not JSON: Unexpected end of JSON input' },
      { place: `${place}:8`, reason: 'expected an object such as {"a": 1}' },
      { place: `${place}:124`, reason: 'latency_ms: expected milliseconds, got -1' },
    ],
  });
  assert.equal(report.events.predictions, 60);
  assert.equal(
    stderr,
    [
      `60 predictions and 60 labels of 1 model version, ${report.from} to ${report.to}`,
      '3 damaged lines left out:',
      `  ${place}:6: not JSON: Unexpected end of JSON input`,
      `  ${place}:8: expected an object such as {"a": 1}`,
      `  ${place}:124: latency_ms: expected milliseconds, got -1`,
      '',
    ].join('\n'),
  );
  const cut = await reportOf(path('cut.jsonl.gz'), place);
  assert.equal(cut.events.damaged.count, 4);
  assert.deepEqual(
    cut.events.damaged.first.find((one) => one.place === path('cut.jsonl.gz')),
    { place: path('cut.jsonl.gz'), reason: 'cannot be unpacked: unexpected end of file' },
  );
});

test('a damaged label is counted once, in whatever order its members stand', async (t) => {
  const damaged = { ...label('row-1', 70), truth: null };
  const turned = Object.fromEntries(Object.entries(damaged).reverse());
  const path = folderOf(t, { 'events.jsonl': jsonLinesOf([...PREDICTIONS, damaged, turned]) });
  const { events } = await reportOf(path('events.jsonl'));
  const reason = 'truth: expected a class (text, true, false) or a number, got null';
  assert.deepEqual(events.damaged, {
    count: 2,
    first: [61, 62].map((line) => ({ place: `${path('events.jsonl')}:${line}`, reason })),
  });
});

test('a line that is too long is passed over like other damaged ones', async (t) => {
  const [first = '', ...others] = jsonLinesOf(EVENTS).split('\n');
  const long = '"'.padEnd(17 * 1024 * 1024, 'x');
  const path = folderOf(t, {
    'events.jsonl': jsonLinesOf(EVENTS),
    'long.jsonl': [first, long, ...others].join('\n'),
    'last.jsonl': [first, ...others, long].join('\n'),
  });
  const { models } = await reportOf(path('events.jsonl'));
  for (const [name, line] of [['long.jsonl', 2] as const, ['last.jsonl', 122] as const]) {
    const report = await reportOf(path(name));
    assert.deepEqual(report.models, models);
    assert.deepEqual(report.events.damaged, {
      count: 1,
      first: [{ place: `${path(name)}:${line}`, reason: 'too long for JSON Lines' }],
    });
  }
});

test('nothing in a file does anything to the terminal', async (t) => {
  const damaged = '\u001b[2J\n';
  const named = jsonLinesOf([prediction('row', 0, { model_name: 'churn\u001b[31m' })]);
  const path = folderOf(t, { 'damaged.jsonl': damaged, 'events.jsonl': damaged + named });
  for (const args of [['damaged.jsonl'], ['events.jsonl'], ['events.jsonl', '--model', 'other']] as const) {
    const [name, ...rest] = args;
    const { stderr } = await runCommand('report', path(name), ...rest, '--json');
    assert.match(stderr, /\\u001b\[/);
    assert.ok(!stderr.includes('\u001b'));
  }
});

test('predictions that could not be read are told', async (t) => {
  const unread = prediction('unread', 3, { output: null, unread: 'shape' });
  const path = folderOf(t, { 'events.jsonl': jsonLinesOf([...EVENTS, unread]) });
  const { stderr } = await runCommand('report', path('events.jsonl'), '--json');
  assert.match(stderr, /\n1 prediction could not be read\n$/);
});
