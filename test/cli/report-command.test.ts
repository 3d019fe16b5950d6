import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Report } from '../../src/domain/report.ts';
import { label, minuteText, prediction } from '../report/logged-events.ts';
import { baselineOf, csvOf, folderOf, jsonLinesOf, runCommand } from './command-run.ts';
import { EVENTS, PREDICTIONS, ROWS, reportOf } from './reported-events.ts';

/** The same report, without what differs from file to file and from time to time. */
function figuresIn({ createdAt: _, events, ...figures }: Report): unknown {
  const { files: _files, ...counts } = events;
  return { ...figures, counts };
}

test('rotated and packed files, in any order, make the report of one file', async (t) => {
  const path = folderOf(t, {
    'events.jsonl': jsonLinesOf(EVENTS),
    'part-1.jsonl.gz': gzipSync(jsonLinesOf(EVENTS.slice(0, 30))),
    'part-2.jsonl.gz': gzipSync(jsonLinesOf(EVENTS.slice(30, 80))),
    'part-3.jsonl': jsonLinesOf(EVENTS.slice(80)),
  });
  const whole = await reportOf(path('events.jsonl'));
  assert.equal(whole.models[0]?.window.labels, 60);
  const parts = ['part-3.jsonl', 'part-1.jsonl.gz', 'part-2.jsonl.gz'].map(path);
  assert.deepEqual(figuresIn(await reportOf(...parts)), figuresIn(whole));
});

test('the files of processes that share the traffic make the report of one file', async (t) => {
  const path = folderOf(t, {
    'events.jsonl': jsonLinesOf(EVENTS),
    'worker-1.jsonl': jsonLinesOf(EVENTS.filter((_, index) => index % 2 === 0)),
    'worker-2.jsonl': jsonLinesOf(EVENTS.filter((_, index) => index % 2 === 1)),
  });
  const whole = await reportOf(path('events.jsonl'));
  assert.deepEqual(
    figuresIn(await reportOf(path('worker-2.jsonl'), path('worker-1.jsonl'))),
    figuresIn(whole),
  );
});

test('lines whose members stand in another order count like ours', async (t) => {
  const turned = EVENTS.map((event) => Object.fromEntries(Object.entries(event).reverse()));
  const path = folderOf(t, { 'events.jsonl': jsonLinesOf(EVENTS), 'turned.jsonl': jsonLinesOf(turned) });
  const whole = await reportOf(path('events.jsonl'));
  assert.deepEqual(figuresIn(await reportOf(path('turned.jsonl'))), figuresIn(whole));
});

test('a file that is given twice, or is packed while the report is made, is read once', async (t) => {
  const lines = jsonLinesOf(EVENTS);
  const path = folderOf(t, { 'events.jsonl': lines, 'events.jsonl.gz': gzipSync(lines) });
  symlinkSync(path('events.jsonl'), path('link.jsonl'));
  const names = ['events.jsonl', 'events.jsonl.gz', 'link.jsonl', 'events.jsonl'];
  const { events } = await reportOf(...names.map(path));
  assert.deepEqual([events.files, events.predictions], [[path('events.jsonl')], 60]);
});

test('only events say from when to when a report is', async (t) => {
  const stranger = JSON.stringify({ time: '1970-01-01T00:00:00Z', text: 'no event' });
  const path = folderOf(t, { 'events.jsonl': `${stranger}\n${jsonLinesOf(EVENTS)}` });
  assert.equal((await reportOf(path('events.jsonl'))).from, minuteText(0));
});

test('labels without a prediction are counted and told', async (t) => {
  const path = folderOf(t, { 'events.jsonl': jsonLinesOf([...PREDICTIONS, label('stranger', 70)]) });
  const { stderr } = await runCommand('report', path('events.jsonl'), '--json');
  assert.match(stderr, /\n1 label without a prediction in these files\n$/);
});

test('a baseline shows drift, and is only for the model version that it names', async (t) => {
  const path = folderOf(t, {
    'events.jsonl': jsonLinesOf(EVENTS),
    'train.csv': csvOf(ROWS.map((index) => ({ size: 100 + index }))),
  });
  await baselineOf(path('train.csv'), '-o', path('all.json')).catch(() => undefined);
  await runCommand('baseline', path('train.csv'), '--version', '2', '-o', path('two.json'));
  const compared = await reportOf(path('events.jsonl'), '--baseline', path('all.json'));
  const [model] = compared.models;
  assert.ok(model?.drift !== undefined && model.drift.baseline !== 'learning');
  assert.deepEqual(model.drift.drifted, { features: 1, of: 1, share: 1 });
  const others = await runCommand('report', path('events.jsonl'), '--baseline', path('two.json'), '--json');
  assert.equal(JSON.parse(others.stdout).models[0].drift, undefined);
  assert.match(others.stderr, /\nno event is of version 2, which a baseline is for\n$/);
});

test('the options of the monitor say what its outputs mean', async (t) => {
  const scored = ROWS.map((index) =>
    prediction(`row-${index}`, index, { output: index % 2, truth: index % 4 === 0 ? 1 : 0 }),
  );
  const path = folderOf(t, {
    'events.jsonl': jsonLinesOf(scored),
    'options.json': JSON.stringify({ task: 'regression' }),
  });
  const [asClasses] = (await reportOf(path('events.jsonl'))).models;
  const [asNumbers] = (await reportOf(path('events.jsonl'), '--config', path('options.json'))).models;
  assert.deepEqual([asClasses?.task, asNumbers?.task], ['auto', 'regression']);
  assert.equal(asNumbers?.window.quality.find(({ metric }) => metric === 'mae')?.value, 0.75);
});

test('one model, or one version, can be chosen', async (t) => {
  const others = PREDICTIONS.map((event) => ({ ...event, id: `${event.id}-2`, model_version: '2' }));
  const path = folderOf(t, { 'events.jsonl': jsonLinesOf([...EVENTS, ...others]) });
  const { models, events } = await reportOf(path('events.jsonl'), '--model', 'churn', '--version', '2');
  assert.deepEqual(
    models.map(({ version, total }) => [version, total.predictions]),
    [['2', 60]],
  );
  assert.deepEqual([events.predictions, events.labels, events.unmatchedLabels], [60, 0, 0]);
});

test('the report is one page that needs nothing else', async (t) => {
  const path = folderOf(t, { 'events.jsonl': jsonLinesOf(EVENTS) });
  const { exitCode, stdout } = await runCommand('report', path('events.jsonl'), '-o', path('report.html'));
  assert.deepEqual([exitCode, stdout], [0, '']);
  const page = readFileSync(path('report.html'), 'utf8');
  assert.match(page, /^<!doctype html>\n/);
  assert.match(page, /<title>Model report: churn<\/title>/);
  assert.match(page, /<h3 id="worst-1">The worst predictions<\/h3>/);
  assert.doesNotMatch(page, /(?:src|href)="(?!#)/);
});

const MISUSES: Readonly<Record<string, string>> = {
  report: 'report needs EVENTS; see report --help',
  'report FOLDER/none.jsonl': 'no such file: FOLDER/none.jsonl',
  'report FOLDER/events.jsonl --by week': '--by week: expected version or day',
  'report FOLDER/events.jsonl --bye day': 'unknown flag --bye; did you mean --by?',
  'report FOLDER/rows.csv':
    'no predictions in FOLDER/rows.csv; FOLDER/rows.csv:1: not JSON: Unexpected token \'a\', "age" is not valid JSON',
  'report FOLDER/rows.jsonl':
    'no predictions in FOLDER/rows.jsonl; FOLDER/rows.jsonl:1: schema: expected "express-model-monitor/event@1", got undefined',
  'report FOLDER/empty.jsonl': 'no predictions in FOLDER/empty.jsonl',
  'report FOLDER/events.jsonl --model chrun':
    'no prediction is of model chrun; there is model churn, version 1',
  'report FOLDER/events.jsonl --baseline FOLDER/none.json': 'no such file: FOLDER/none.json',
  'report FOLDER/years.jsonl --by day':
    '--by day: at most 92 days stand side by side, these events are of 367',
  'report FOLDER/events.jsonl -o FOLDER/none/report.html': 'cannot write to the folder FOLDER/none',
  'report FOLDER/events.jsonl -o FOLDER': 'FOLDER is a directory, not a file to write to',
  'report FOLDER/events.jsonl -o FOLDER/./events.jsonl':
    'FOLDER/./events.jsonl holds events of the report, which it would replace',
  'report /dev/null': '/dev/null is no file: events are read twice, which a pipe cannot do',
};

for (const [command, message] of Object.entries(MISUSES)) {
  test(`misuse ends with 2 and one line: ${command}`, async (t) => {
    const path = folderOf(t, {
      'events.jsonl': jsonLinesOf(EVENTS),
      'rows.csv': 'age\n1\n',
      'rows.jsonl': '{"age":1}\n',
      'empty.jsonl': '\n',
      'years.jsonl': jsonLinesOf([prediction('first', 0), prediction('last', 366 * 24 * 60)]),
    });
    const folder = path('').replace(/\/$/, '');
    const args = command.replaceAll('FOLDER', folder).split(' ');
    assert.deepEqual(await runCommand(...args), {
      exitCode: 2,
      stdout: '',
      stderr: `express-model-monitor: ${message.replaceAll('FOLDER', folder)}\n`,
    });
  });
}
