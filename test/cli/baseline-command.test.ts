import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { baselineOf, csvOf, dataSet, fixture, folderOf, jsonLinesOf, runCommand } from './command-run.ts';

const PENGUINS = `mass,island,species,guess,p
3750,Torgersen,Adelie,Adelie,0.125
3800,Torgersen,Adelie,Adelie,0.25
,Biscoe,Gentoo,Gentoo,0.875
5700,Biscoe,Gentoo,Adelie,0.375
5000,,Gentoo,Gentoo,0.75
4500,Dream,Adelie,Gentoo,0.625
`;

test('a small file of comma-separated values gives this baseline', async (t) => {
  const path = folderOf(t, { 'penguins.csv': PENGUINS });
  const { exitCode, stdout, stderr } = await runCommand(
    ...['baseline', path('penguins.csv'), '--truth', 'species', '--prediction', 'guess', '--score', 'p'],
    ...['--numeric', 'mass', '--model', 'penguins', '--version', '3', '-o', path('baseline.json')],
  );
  assert.deepEqual(
    { exitCode, stdout, stderr },
    {
      exitCode: 0,
      stdout: '',
      stderr: '6 rows, 2 numeric and 1 categorical features, task classification\n',
    },
  );
  assert.deepEqual(readdirSync(path('.')).sort(), ['baseline.json', 'penguins.csv']);
  const { createdAt, quality, ...baseline } = JSON.parse(readFileSync(path('baseline.json'), 'utf8'));
  assert.ok(Math.abs(Date.now() - Date.parse(createdAt)) < 60_000);
  const { accuracy, precision, recall, roc_auc: rocAuc, calibration_error: calibrationError } = quality;
  // Four of six guesses are right; of nine pairs of a Gentoo and an Adelie eight are in order.
  assert.deepEqual(
    [accuracy, precision, recall, rocAuc, calibrationError],
    [4 / 6, 2 / 3, 2 / 3, 8 / 9, 2 / 6],
  );
  assert.deepEqual(baseline, {
    schema: 'express-model-monitor/baseline@1',
    model: 'penguins',
    version: '3',
    task: 'classification',
    classes: ['Adelie', 'Gentoo'],
    rows: 6,
    features: [
      {
        name: 'mass',
        type: 'numeric',
        edges: [3770, 3790, 3940, 4220, 4500, 4700, 4900, 5140, 5420],
        counts: [1, 0, 1, 0, 1, 0, 0, 1, 0, 1],
        min: 3750,
        max: 5700,
        mean: 4550,
        std: 738.9181280764465,
        missing: 1,
      },
      {
        name: 'island',
        type: 'categorical',
        categories: ['Biscoe', 'Torgersen', 'Dream'],
        counts: [2, 2, 1],
        other: 0,
        missing: 1,
      },
      {
        name: '@score:Gentoo',
        type: 'numeric',
        edges: [0.1875, 0.25, 0.3125, 0.375, 0.5, 0.625, 0.6875, 0.75, 0.8125],
        counts: [1, 1, 0, 1, 0, 1, 0, 1, 0, 1],
        min: 0.125,
        max: 0.875,
        mean: 0.5,
        std: 0.27003086243366087,
        missing: 0,
      },
    ],
    prediction: {
      name: '@prediction',
      type: 'categorical',
      categories: ['Adelie', 'Gentoo'],
      counts: [3, 3],
      other: 0,
      missing: 0,
    },
    calibration: {
      classes: [
        {
          class: 'Gentoo',
          scores: [0.125, 0.25, 0.375, 0.625, 0.75, 0.875],
          probabilities: [0, 0, 0.5, 0.5, 1, 1],
        },
      ],
    },
  });
});

test('the same rows give the same baseline, be they CSV, JSON Lines or Parquet, packed or not', async (t) => {
  // The file is every tenth row of the data set, by hyparquet-writer 0.17.0: three row groups, packed by Zstandard.
  const rows = weather().filter((_, index) => index % 10 === 0);
  const path = folderOf(t, {
    'rows.csv': csvOf(rows),
    'rows.csv.gz': gzipSync(csvOf(rows)),
    'rows.jsonl': jsonLinesOf(rows),
    'rows.ndjson.gz': gzipSync(jsonLinesOf(rows).trimEnd()),
    'windows.csv': `\ufeff${csvOf(rows).replaceAll('\n', '\r\n')}`,
    'part-1.csv': csvOf(rows.slice(0, 100)),
    'part-2.jsonl': jsonLinesOf(rows.slice(100)),
  });
  const flags = ['--truth', 'weather', '--ignore', 'date'];
  const expected = await baselineOf(fixture('weather.parquet'), ...flags);
  assert.equal(expected['rows'], 293);
  assert.deepEqual(
    (expected['features'] as { name: string }[]).map(({ name }) => name),
    ['location', 'precipitation', 'temp_max', 'temp_min', 'wind'],
  );
  for (const name of ['rows.csv', 'rows.csv.gz', 'rows.jsonl', 'rows.ndjson.gz', 'windows.csv']) {
    assert.deepEqual(await baselineOf(path(name), ...flags), expected, name);
  }
  assert.deepEqual(await baselineOf(path('part-1.csv'), path('part-2.jsonl'), ...flags), expected);
});

function weather(): Record<string, unknown>[] {
  const [header = '', ...lines] = readFileSync(dataSet('weather.csv'), 'utf8').trim().split('\n');
  const names = header.split(',');
  const isText = ['location', 'date', 'weather'];
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(
      names.map((name, place) => [name, isText.includes(name) ? cells[place] : Number(cells[place])]),
    );
  });
}

test('cells of a column told to be categorical stay as they are written', async (t) => {
  const path = folderOf(t, { 'codes.csv': 'code,zip,size\n007,1.0,1e2\n7,1.0,100\n007,,100.0\n' });
  const features = async (...flags: string[]): Promise<unknown> =>
    ((await baselineOf(path('codes.csv'), ...flags))['features'] as Record<string, unknown>[]).map(
      ({ categories, counts, missing }) => [categories, counts, missing],
    );
  assert.deepEqual(await features(), [
    [['7'], [3], 0],
    [['1'], [2], 1],
    [['100'], [3], 0],
  ]);
  assert.deepEqual(await features('--categorical', 'code,zip'), [
    [['007', '7'], [2, 1], 0],
    [['1.0'], [2], 1],
    [['100'], [3], 0],
  ]);
});

test('features are those named, or all columns but those that are ignored or something else', async (t) => {
  const path = folderOf(t, { 'rows.csv': 'a,b,c,d\n1,2,3,4\n' });
  const names = async (...flags: string[]): Promise<unknown> =>
    ((await baselineOf(path('rows.csv'), ...flags))['features'] as { name: string }[]).map(
      ({ name }) => name,
    );
  assert.deepEqual(await names(), ['a', 'b', 'c', 'd']);
  assert.deepEqual(await names('--truth', 'd', '--ignore', 'a, b'), ['c']);
  assert.deepEqual(await names('--features', 'c', '--features=a,b', '--ignore', 'b'), ['a', 'c']);
});

test('every score column has its class, and a calibration where truths are given', async (t) => {
  const rows = Array.from({ length: 90 }, (_, index) => {
    const truth = ['sun', 'rain', 'fog'][index % 3];
    return {
      truth,
      s: truth === 'sun' ? 0.8 : 0.1,
      r: truth === 'rain' ? 0.8 : 0.1,
      f: truth === 'fog' ? 0.8 : 0.1,
    };
  });
  const path = folderOf(t, { 'rows.csv': csvOf(rows) });
  const scores = ['--score', 'sun=s', '--score', 'rain=r', '--score', 'fog=f'];
  const { calibration, classes, features } = await baselineOf(
    path('rows.csv'),
    '--truth',
    'truth',
    ...scores,
  );
  assert.deepEqual(classes, ['fog', 'rain', 'sun']);
  const knots = { scores: [0.1, 0.8], probabilities: [0, 1] };
  assert.deepEqual(calibration, {
    classes: ['fog', 'rain', 'sun'].map((name) => ({ class: name, ...knots })),
  });
  assert.deepEqual((features as { name: string }[]).map(({ name }) => name).sort(), [
    '@score:fog',
    '@score:rain',
    '@score:sun',
  ]);
});

test('a score column alone is that of the positive class: the second in order, unless told', async (t) => {
  const rows = Array.from({ length: 60 }, (_, index) => ({
    churned: index % 2 === 0 ? 'yes' : 'no',
    p: index % 2 === 0 ? 0.9 : 0.2,
  }));
  const path = folderOf(t, { 'rows.csv': csvOf(rows) });
  const calibrated = async (...flags: string[]): Promise<unknown> => {
    const baseline = await baselineOf(path('rows.csv'), '--truth', 'churned', '--score', 'p', ...flags);
    return [baseline['classes'], (baseline['calibration'] as { classes: unknown }).classes];
  };
  assert.deepEqual(await calibrated(), [
    ['no', 'yes'],
    [{ class: 'yes', scores: [0.2, 0.9], probabilities: [0, 1] }],
  ]);
  assert.deepEqual(await calibrated('--positive', 'no'), [
    ['yes', 'no'],
    [{ class: 'no', scores: [0.2, 0.9], probabilities: [0.5, 0.5] }],
  ]);
});

test('what is left out is said', async (t) => {
  const path = folderOf(t, {
    'odd.csv': `${csvOf(Array.from({ length: 40 }, (_, index) => ({ size: index < 38 ? index : '?', '@own': 1 })))}NaN,1\n`,
  });
  const { exitCode, stderr } = await runCommand('baseline', path('odd.csv'));
  assert.equal(exitCode, 0);
  assert.equal(
    stderr,
    '41 rows, 1 numeric and 0 categorical features, task auto\n' +
      'size: 3 values are not numeric\n' +
      '41 values left out: too many features, or names that no feature can have\n',
  );
});

test('Parquet values are read as they would stand in JSON', async () => {
  // Written by hyparquet-writer 0.17.0, packed by Snappy: 64-bit whole numbers, a time, truth values, NaN, nulls.
  const { features } = await baselineOf(fixture('values.parquet'));
  assert.deepEqual(
    (features as Record<string, unknown>[]).map(({ name, categories, missing }) => [
      name,
      categories,
      missing,
    ]),
    [
      ['count', ['1', '2', '9007199254740993'], 0],
      ['when', ['2026-01-31T12:00:00.000Z', '2026-02-01T00:00:00.000Z'], 1],
      ['isNew', ['true', 'false'], 0],
      ['weight', ['0.5'], 1],
      ['name', ['a', 'ü'], 1],
    ],
  );
});
