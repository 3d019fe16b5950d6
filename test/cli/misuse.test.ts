import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { csvOf, folderOf, runCommand } from './command-run.ts';

const ROWS = csvOf(
  Array.from({ length: 40 }, (_, index) => ({
    age: index,
    plan: 'basic',
    left: index % 2 === 0 ? 'yes' : 'no',
  })),
);
const BASELINE = {
  schema: 'express-model-monitor/baseline@1',
  task: 'auto',
  rows: 1,
  createdAt: '2026-01-31T12:00:00Z',
  features: [{ name: 'age', type: 'categorical', categories: ['1'], counts: [1], other: 0, missing: 0 }],
};
const FILES = {
  'rows.csv': ROWS,
  'rows.json': '[]',
  'rows.jsonl': '{"age":1,"plan":"basic"}\n',
  'short.csv': 'age,plan\n1,basic\n\n2\n',
  'quoted.csv': 'age,plan\n1,basic\n2,ba"sic\n',
  'open.csv': 'age,plan\n1,"basic\n2,basic\n',
  'twice.csv': 'age,plan,age\n1,basic,1\n',
  'header.csv': 'age,plan\n',
  'empty.jsonl': '\n\n',
  'scores.csv': 'p,left\n0.5,yes\n\n1.5,no\n',
  'words.csv': 'p,left\n0.5,yes\nhigh,no\n',
  'three.csv': 'p,kind\n0.5,a\n0.5,b\n0.5,c\n',
  'cut.jsonl': '{"age":1}\n{"age":\n',
  'list.jsonl': '{"age":1}\n[1]\n',
  'plain.csv.gz': ROWS,
  'cut.csv.gz': gzipSync(ROWS).subarray(0, 60),
  'rows.parquet': ROWS,
  'baseline.json': JSON.stringify(BASELINE),
  'newer.json': JSON.stringify({ ...BASELINE, schema: 'express-model-monitor/baseline@2' }),
  'wrong.json': JSON.stringify({ ...BASELINE, rows: -1, task: 'guessing' }),
};

/** What is typed, and what is said to it; `FOLDER/` stands for the folder of the files. */
const MISUSES: Readonly<Record<string, string>> = {
  chek: 'unknown command chek; did you mean check?',
  paint: 'unknown command paint; see --help',
  baseline: 'baseline needs a FILE; see baseline --help',
  'check FOLDER/baseline.json': 'check needs a BASELINE and ROWS; see check --help',
  'baseline FOLDER/rows.csv --trth left': 'unknown flag --trth; did you mean --truth?',
  'baseline FOLDER/rows.csv -x': 'unknown flag -x; see --help',
  'baseline FOLDER/rows.csv --truth': '--truth needs a value: --truth COLUMN',
  'baseline FOLDER/rows.csv --truth --positive yes': '--truth needs a value: --truth COLUMN',
  'baseline FOLDER/rows.csv --truth=': '--truth needs a value: --truth COLUMN',
  'baseline FOLDER/rows.csv --truth left --truth plan': '--truth is given twice',
  'check FOLDER/baseline.json FOLDER/rows.csv --json=yes': '--json takes no value',
  'baseline FOLDER/none.csv': 'no such file: FOLDER/none.csv',
  'baseline FOLDER/rows.json':
    'FOLDER/rows.json: expected a name that ends in .csv, .csv.gz, .jsonl, .jsonl.gz, .ndjson, .ndjson.gz, .parquet',
  'baseline FOLDER/folder.csv': 'FOLDER/folder.csv is a directory, not a file of rows',
  'baseline FOLDER/header.csv': 'no rows in FOLDER/header.csv',
  'baseline FOLDER/empty.jsonl --truth left': 'no rows in FOLDER/empty.jsonl',
  'baseline FOLDER/rows.csv --truth lft':
    'FOLDER/rows.csv has no column "lft", which --truth names; did you mean "left"?',
  'baseline FOLDER/rows.csv --ignore age,plam':
    'FOLDER/rows.csv has no column "plam", which --ignore names; did you mean "plan"?',
  'baseline FOLDER/rows.csv --categorical other':
    'FOLDER/rows.csv has no column "other", which --categorical names',
  'baseline FOLDER/rows.jsonl --numeric aeg': 'no row has "aeg", which --numeric names; did you mean "age"?',
  'baseline FOLDER/rows.csv --truth left --features left,age': '"left" cannot be an input and something else',
  'baseline FOLDER/rows.csv --numeric age --categorical age': '--numeric: stands under categorical too',
  'baseline FOLDER/rows.csv --numeric plan': '--numeric: "plan" has no numbers',
  'baseline FOLDER/rows.csv --score age --score left':
    '--score age: where there are several, each is CLASS=COLUMN',
  'baseline FOLDER/rows.csv --score a=age --score a=left': '--score names a class twice',
  'baseline FOLDER/rows.csv --score age': '--score age: of which class? Say it with --positive CLASS',
  'baseline FOLDER/three.csv --truth kind --score p':
    '--score p: of which class? Say it with --positive CLASS',
  'baseline FOLDER/rows.csv --truth left --positive ye': 'no row is of the class "ye"; did you mean "yes"?',
  'baseline FOLDER/rows.csv --truth left --positive late':
    'no row is of the class "late"; the classes are no, yes',
  'baseline FOLDER/scores.csv --truth left --score yes=p':
    'FOLDER/scores.csv:4: column "p": expected a score in 0..1, got 1.5',
  'baseline FOLDER/words.csv --truth left --score p --positive yes':
    'FOLDER/words.csv:3: column "p": expected a score in 0..1, got "high"',
  'baseline FOLDER/short.csv': 'FOLDER/short.csv:4: expected 2 cells as in the header, got 1',
  'baseline FOLDER/quoted.csv': 'FOLDER/quoted.csv:3: column "plan": a quote stands inside the cell',
  'baseline FOLDER/open.csv': 'FOLDER/open.csv:3: column "plan": a quote is not closed',
  'baseline FOLDER/twice.csv': 'FOLDER/twice.csv:1: two columns are called "age"',
  'baseline FOLDER/cut.jsonl': 'FOLDER/cut.jsonl:2: not JSON: Unexpected end of JSON input',
  'baseline FOLDER/list.jsonl': 'FOLDER/list.jsonl:2: expected an object such as {"a": 1}',
  'baseline FOLDER/plain.csv.gz': 'FOLDER/plain.csv.gz cannot be unpacked: incorrect header check',
  'baseline FOLDER/cut.csv.gz': 'FOLDER/cut.csv.gz cannot be unpacked: unexpected end of file',
  'baseline FOLDER/rows.parquet': 'FOLDER/rows.parquet: parquet file invalid (footer != PAR1)',
  'baseline FOLDER/rows.csv -o FOLDER/none/baseline.json': 'cannot write to the folder FOLDER/none',
  'check FOLDER/none.json FOLDER/rows.csv': 'no such file: FOLDER/none.json',
  'check FOLDER/rows.json FOLDER/rows.csv': 'FOLDER/rows.json: expected an object, got an array of 0',
  'check FOLDER/newer.json FOLDER/rows.csv':
    'FOLDER/newer.json: schema: is version "2" of the format; this release reads version "1"',
  'check FOLDER/wrong.json FOLDER/rows.csv':
    'FOLDER/wrong.json: rows: expected a whole number >= 0, got -1; task: expected one of "classification", "regression", "auto", got "guessing"',
  'check FOLDER/baseline.json FOLDER/scores.csv':
    'FOLDER/scores.csv has no column "age", which the baseline names',
  'check FOLDER/baseline.json FOLDER/rows.csv --features aeg':
    'the baseline has no feature "aeg"; did you mean "age"?',
  'check FOLDER/baseline.json FOLDER/rows.csv --prediction said':
    'FOLDER/rows.csv has no column "said", which --prediction names',
};

for (const [line, message] of Object.entries(MISUSES)) {
  test(`one line says what is wrong: ${line}`, async (t) => {
    const path = folderOf(t, { ...FILES });
    const folder = path('.');
    mkdirSync(path('folder.csv'));
    const args = line.replaceAll('FOLDER', folder).split(' ');
    const before = readdirSync(folder);
    assert.deepEqual(await runCommand(...args), {
      exitCode: 2,
      stdout: '',
      stderr: `express-model-monitor: ${message.replaceAll('FOLDER', folder)}\n`,
    });
    assert.deepEqual(readdirSync(folder), before);
  });
}

test('a line that is too long for a row ends a baseline', async (t) => {
  const path = folderOf(t, { 'long.jsonl': `{"age":1}\n${'"'.padEnd(17 * 1024 * 1024, 'x')}` });
  assert.deepEqual(await runCommand('baseline', path('long.jsonl')), {
    exitCode: 2,
    stdout: '',
    stderr: `express-model-monitor: ${path('long.jsonl')}:2: too long for JSON Lines\n`,
  });
});
