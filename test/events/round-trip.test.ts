import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import { readEvent } from '../../src/cli/rows/event.ts';
import type { Truth } from '../../src/domain/labelled-row.ts';
import { modelMonitor } from '../../src/index.ts';
import { baselineOf, csvOf } from '../cli/command-run.ts';
import { EventFolder } from './event-folder.ts';

const CLASSES = ['no', 'yes'];
const ROWS = Array.from({ length: 400 }, (_, index) => ({
  id: `p${index}`,
  age: 20 + (index % 40),
  plan: index % 3 === 0 ? 'basic' : 'plus',
  output: index % 4 === 0 ? 'yes' : 'no',
  yes: index % 4 === 0 ? 0.75 : 0.25,
  truth: index % 5 === 0 ? 'yes' : 'no',
}));

test('a rotated event log gives the baseline that a table of the same rows gives', async (t) => {
  const folder = new EventFolder(t);
  const monitor = modelMonitor({
    model: 'm',
    version: '1',
    log: false,
    metrics: { registry: new Registry(), defaultMetrics: false },
    classes: CLASSES,
    feedback: true,
    events: { file: folder.file('events.jsonl'), features: true, rotate: { maxBytes: 30_000 } },
  });
  for (const { id, age, plan, output, yes } of ROWS) {
    monitor.record({ id, features: { age, plan }, output, scores: { yes } });
  }
  await monitor.label(ROWS.map(({ id, truth }) => ({ id, truth })));
  await monitor.close();
  const files = folder.names().map((name) => folder.file(name));
  const rows = ROWS.map(({ id: _, yes, ...row }) => ({ ...row, no: 1 - yes, yes }));
  writeFileSync(folder.file('rows.csv'), csvOf(rows));
  const columns = ['--truth', 'truth', '--prediction', 'output', '--score', 'no=no', '--score', 'yes=yes'];
  const table = await baselineOf(folder.file('rows.csv'), ...columns);
  assert.ok(files.length > 3, `${files.length} files`);
  assert.deepEqual(await baselineOf(...files), table);
});

test('the reader of the commands understands every kind of line', async (t) => {
  const folder = new EventFolder(t);
  const file = folder.file('events.jsonl');
  const monitor = modelMonitor({
    log: false,
    metrics: { registry: new Registry(), defaultMetrics: false },
    feedback: true,
    events: { file, features: true },
  });
  const truths: readonly Truth[] = ['a', 1.5, true];
  monitor.record([
    { id: 'plain', output: 'x', features: { age: 1 } },
    { id: 'vector', output: [0.2, 0.3, 0.5], features: [1, 2], truth: 'x' },
    { id: 'unread', output: { odd: 1 }, features: {} },
    { id: 'hostile', output: 'a\n"b\u2028', features: new Proxy({}, { ownKeys: () => assert.fail() }) },
    ...truths.map((_, index) => ({ id: `late-${index}`, output: 'x' })),
  ]);
  await monitor.label(truths.map((truth, index) => ({ id: `late-${index}`, truth })));
  await monitor.close();
  const read = folder.events().map((values, index) => readEvent({ values, line: index + 1 }, file));
  const ids = ['plain', 'vector', 'unread', 'hostile', 'late-0', 'late-1', 'late-2'];
  assert.deepEqual(
    read.map(({ type, id }) => `${type} ${id}`),
    [...ids.map((id) => `prediction ${id}`), 'label late-0', 'label late-1', 'label late-2'],
  );
});
