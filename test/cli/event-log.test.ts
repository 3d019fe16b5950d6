import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baselineOf, csvOf, folderOf, jsonLinesOf, runCommand } from './command-run.ts';

type Event = Readonly<Record<string, unknown>>;

function prediction(id: string, given: Event = {}): Event {
  return {
    schema: 'express-model-monitor/event@1',
    type: 'prediction',
    id,
    time: '2026-01-31T12:00:00.000Z',
    model_name: 'churn',
    model_version: '1',
    route: '/predict',
    status: 200,
    outcome: 'ok',
    latency_ms: 3.5,
    output: 'no',
    ...given,
  };
}

function label(id: string, truth: unknown): Event {
  const schema = 'express-model-monitor/event@1';
  const time = '2026-01-31T13:00:00.000Z';
  return { schema, type: 'label', id, time, truth, model_name: 'churn', model_version: '1' };
}

test('an event log gives the baseline that a table of the same rows gives', async (t) => {
  const rows = Array.from({ length: 80 }, (_, index) => ({
    age: 20 + (index % 40),
    plan: index % 3 === 0 ? 'basic' : null,
    output: index % 4 === 0 ? 'yes' : 'no',
    no: index % 4 === 0 ? 0.25 : 0.75,
    yes: index % 4 === 0 ? 0.75 : 0.25,
    truth: index % 5 === 0 ? 'yes' : 'no',
  }));
  const predictions = rows.map(({ age, plan, output, no, yes }, index) =>
    prediction(`r#${index}`, { features: { age, plan }, output, scores: { no, yes } }),
  );
  const labels = rows.map(({ truth }, index) => label(`r#${index}`, truth));
  const path = folderOf(t, {
    'rows.csv': csvOf(rows),
    'late.jsonl': jsonLinesOf([...predictions, ...labels]),
    'events-1.jsonl': jsonLinesOf([...predictions, ...labels.slice(0, 10)]),
    'events-2.jsonl': jsonLinesOf(labels.slice(10)),
    'inline.jsonl': jsonLinesOf(predictions.map((event, index) => ({ ...event, truth: rows[index]?.truth }))),
  });
  const columns = ['--truth', 'truth', '--prediction', 'output', '--score', 'no=no', '--score', 'yes=yes'];
  const expected = await baselineOf(path('rows.csv'), ...columns);
  assert.deepEqual(expected['classes'], ['no', 'yes']);
  assert.notEqual(expected['calibration'], undefined);
  assert.deepEqual(await baselineOf(path('late.jsonl')), expected);
  assert.deepEqual(await baselineOf(path('events-1.jsonl'), path('events-2.jsonl')), expected);
  assert.deepEqual(await baselineOf(path('inline.jsonl')), expected);
});

test('requests that failed are left out, and labels without a prediction are counted', async (t) => {
  const path = folderOf(t, {
    'events.jsonl': jsonLinesOf([
      prediction('a', { features: [1, 'x'], output: 3.5 }),
      prediction('b', { features: [2, 'y'], output: null, status: 500, outcome: 'server_error' }),
      label('b', 4),
      label('c', 5),
      prediction('d', { features: null, output: 2.5, scores: null }),
    ]),
  });
  const { exitCode, stdout, stderr } = await runCommand('baseline', path('events.jsonl'));
  assert.equal(exitCode, 0);
  assert.equal(
    stderr,
    '2 rows, 0 numeric and 2 categorical features, task regression\n' +
      '2 labels left out: no prediction was waiting for them\n',
  );
  const { features, prediction: output } = JSON.parse(stdout);
  assert.deepEqual(
    [...features, output].map(({ name, min, categories, missing }) => ({ name, min, categories, missing })),
    [
      { name: 'f0', min: undefined, categories: ['1'], missing: 1 },
      { name: 'f1', min: undefined, categories: ['x'], missing: 1 },
      { name: '@prediction', min: 2.5, categories: undefined, missing: 0 },
    ],
  );
});

test('predictions of several models or versions are never mixed', async (t) => {
  const path = folderOf(t, {
    'events.jsonl': jsonLinesOf([
      prediction('a', { features: { age: 1 } }),
      prediction('b', { features: { age: 2 }, model_version: '2' }),
      prediction('c', { features: { age: 3 }, model_name: 'fraud' }),
    ]),
  });
  const { exitCode, stderr } = await runCommand('baseline', path('events.jsonl'));
  assert.equal(exitCode, 2);
  assert.equal(
    stderr,
    'express-model-monitor: predictions of churn@1 and of churn@2: choose with --model and --version\n',
  );
  const chosen = await baselineOf(path('events.jsonl'), '--model', 'churn', '--version', '2');
  assert.deepEqual(
    [chosen['model'], chosen['version'], chosen['rows'], chosen['features']],
    [
      'churn',
      '2',
      1,
      [{ name: 'age', type: 'categorical', categories: ['2'], counts: [1], other: 0, missing: 0 }],
    ],
  );
  assert.equal((await baselineOf(path('events.jsonl'), '--model', 'fraud'))['rows'], 1);
});

test('a single score has to be of a class that is named', async (t) => {
  const events = ['yes', 'no', 'yes'].map((truth, index) =>
    prediction(String(index), { output: truth, scores: truth === 'yes' ? 0.75 : 0.25, truth }),
  );
  const path = folderOf(t, { 'events.jsonl': jsonLinesOf(events) });
  const { exitCode, stderr } = await runCommand('baseline', path('events.jsonl'));
  assert.equal(exitCode, 2);
  assert.match(
    stderr,
    /events\.jsonl:1: scores: one number, but of which class\? Say it with --positive CLASS\n$/,
  );
  const { calibration } = await baselineOf(path('events.jsonl'), '--positive', 'yes');
  assert.deepEqual(calibration, { classes: [{ class: 'yes', scores: [0.25, 0.75], probabilities: [0, 1] }] });
});

const DAMAGED: Readonly<Record<string, readonly [line: unknown, message: string]>> = {
  'another version of the format': [
    prediction('a', { schema: 'express-model-monitor/event@2' }),
    'schema: expected "express-model-monitor/event@1", got "express-model-monitor/event@2"',
  ],
  'no event': [{ age: 1 }, 'schema: expected "express-model-monitor/event@1", got undefined'],
  'an unknown type': [
    prediction('a', { type: 'request' }),
    'type: expected "prediction" or "label", got "request"',
  ],
  'no id': [prediction('a', { id: 7 }), 'id: expected a text, got 7'],
  'no model': [prediction('a', { model_name: undefined }), 'model_name: expected a text, got undefined'],
  'features that are none': [
    prediction('a', { features: 'age' }),
    'features: expected an object or a list, got "age"',
  ],
  'scores that are none': [
    prediction('a', { scores: ['high'] }),
    'scores: expected numbers, by class or in a list, got an array of 1',
  ],
};

for (const [name, [line, message]] of Object.entries(DAMAGED)) {
  test(`a damaged line of an event log is named with its field: ${name}`, async (t) => {
    const path = folderOf(t, { 'events.jsonl': jsonLinesOf([prediction('first'), line]) });
    const { exitCode, stdout, stderr } = await runCommand('baseline', path('events.jsonl'));
    assert.deepEqual(
      { exitCode, stdout, stderr },
      { exitCode: 2, stdout: '', stderr: `express-model-monitor: ${path('events.jsonl')}:2: ${message}\n` },
    );
  });
}
