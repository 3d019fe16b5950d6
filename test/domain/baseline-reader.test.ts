import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Baseline } from '../../src/domain/baseline.ts';
import { BaselineError, type BaselineProblem } from '../../src/domain/baseline-error.ts';

const wind = {
  name: 'wind',
  type: 'numeric',
  edges: [1.5, 3],
  counts: [40, 30, 28],
  min: 0,
  max: 9,
  mean: 2.5,
  std: 1.25,
  missing: 2,
};
const city = {
  name: 'city',
  type: 'categorical',
  categories: ['Ulm', 'Bern'],
  counts: [50, 40],
  other: 9,
  otherCategories: ['Oslo', 'Lima'],
  missing: 1,
};
const file = {
  schema: 'express-model-monitor/baseline@1',
  model: 'storm',
  version: '3',
  task: 'classification',
  classes: ['no', 'yes'],
  rows: 100,
  createdAt: '2026-01-31T12:00:00.000Z',
  features: [wind, city, { ...wind, name: '@score:yes' }],
  prediction: { ...city, name: '@prediction', categories: ['no', 'yes'] },
  quality: { accuracy: 0.9, bias: -2 },
  calibration: { classes: [{ class: 'yes', scores: [0.1, 0.9], probabilities: [0, 1] }] },
};

function problemsOf(value: unknown): readonly BaselineProblem[] {
  try {
    Baseline.read(value);
    return [];
  } catch (error) {
    assert.ok(error instanceof BaselineError);
    assert.equal(error.code, 'ERR_BASELINE');
    return error.problems;
  }
}

const linesOf = (value: unknown): readonly string[] =>
  problemsOf(value).map(({ path, message }) => `${path}: ${message}`);

/** The problems of the file with other features. */
const featureLines = (...features: readonly unknown[]): readonly string[] => linesOf({ ...file, features });

test('a whole baseline is read as it stands, and copied', () => {
  const read = Baseline.read(file);
  assert.deepEqual(read, file);
  assert.notEqual(read.features, file.features);
  const { model: _, version: __, classes: ___, prediction, quality, calibration, ...least } = file;
  assert.deepEqual(Baseline.read(least), least);
  assert.deepEqual(Baseline.read({ ...least, model: undefined }), least);
  assert.deepEqual(Baseline.read({ ...file, task: 'auto', features: [] }).features, []);
});

test('another version of the format is named, and nothing else said', () => {
  assert.deepEqual(linesOf({ schema: 'express-model-monitor/baseline@2', shape: [] }), [
    'schema: is version "2" of the format; this release reads version "1"',
  ]);
  const expected = 'schema: expected "express-model-monitor/baseline@1", got';
  assert.deepEqual(linesOf({ ...file, schema: 'whylogs/profile@1' }), [`${expected} "whylogs/profile@1"`]);
  assert.deepEqual(linesOf({ ...file, schema: undefined }), [`${expected} undefined`]);
});

test('what is no object is refused as a whole', () => {
  assert.deepEqual(
    [null, undefined, 'baseline.json', [file], () => file].flatMap(linesOf),
    ['null', 'undefined', '"baseline.json"', 'an array of 1', 'a function'].map(
      (got) => `: expected an object, got ${got}`,
    ),
  );
});

test('every problem is listed with its path, and a mistyped member with the nearest one', () => {
  const wrong = {
    ...file,
    task: 'clasification',
    class: ['no'],
    classes: ['no', 7, 'no'],
    rows: -1,
    createdAt: 'yesterday',
    features: [
      { ...wind, edges: [3, Number.NaN], minimum: 0 },
      { ...city, type: 'numeric' },
      { ...city, type: 'ordinal' },
      7,
    ],
    prediction: { ...city, name: 'prediction' },
    quality: { accuracy: '0.9' },
    calibration: { classes: [{ class: 'yes', scores: [0.9, 0.1], probabilities: [1, 2] }], method: 'platt' },
  };
  assert.deepEqual(linesOf(wrong), [
    'rows: expected a whole number >= 0, got -1',
    'task: expected one of "classification", "regression", "auto", got "clasification"',
    'createdAt: expected a date and time such as "2026-01-31T12:00:00Z", got "yesterday"',
    'features[3]: expected an object, got 7',
    'features[0].edges[1]: expected a finite number, got NaN',
    'features[0].minimum: unknown member; did you mean min?',
    'features[1].edges: expected a list, got undefined',
    'features[1].min: expected a finite number, got undefined',
    'features[1].max: expected a finite number, got undefined',
    'features[1].mean: expected a finite number, got undefined',
    'features[1].std: expected a finite number >= 0, got undefined',
    'features[1].categories: unknown member',
    'features[1].other: unknown member',
    'features[1].otherCategories: unknown member',
    'features[2].type: expected one of "numeric", "categorical", got "ordinal"',
    'prediction.name: expected "@prediction", got "prediction"',
    'quality.accuracy: expected a finite number, got "0.9"',
    'calibration.classes[0].probabilities[1]: expected a number in 0..1, got 2',
    'calibration.method: unknown member',
    'classes[1]: expected a text, got 7',
    'class: unknown member; did you mean classes?',
  ]);
});

test('the message of the error lists all problems', () => {
  assert.throws(() => Baseline.read({ ...file, rows: 1.5, task: null }), {
    name: 'BaselineError',
    message: [
      'the baseline has 2 problems:',
      '  rows: expected a whole number >= 0, got 1.5',
      '  task: expected one of "classification", "regression", "auto", got null',
    ].join('\n'),
  });
  assert.throws(() => Baseline.read(7), {
    message: 'the baseline has 1 problem:\n  baseline: expected an object, got 7',
  });
});

test('edges, counts and range of a numeric feature have to go together', () => {
  assert.deepEqual(featureLines({ ...wind, edges: [3, 1.5] }), [
    'features[0].edges[1]: expected more than 3, got 1.5',
  ]);
  assert.deepEqual(featureLines({ ...wind, edges: [3, 3] }), [
    'features[0].edges[1]: expected more than 3, got 3',
  ]);
  assert.deepEqual(featureLines({ ...wind, counts: [40, 30] }), [
    'features[0].counts: expected one for each of 3 bins, got 2',
  ]);
  assert.deepEqual(featureLines({ ...wind, counts: [40, -30, 1.5] }), [
    'features[0].counts[1]: expected a whole number >= 0, got -30',
    'features[0].counts[2]: expected a whole number >= 0, got 1.5',
  ]);
  assert.deepEqual(featureLines({ ...wind, edges: [-1, 9] }), [
    'features[0].edges[0]: expected min <= edge < max, got -1',
  ]);
  assert.deepEqual(featureLines({ ...wind, edges: [1, 9] }), [
    'features[0].edges[1]: expected min <= edge < max, got 9',
  ]);
  assert.deepEqual(featureLines({ ...wind, edges: [], counts: [98], min: 9, max: 0 }), [
    'features[0].max: expected at least min, which is 9, got 0',
  ]);
  assert.deepEqual(featureLines({ ...wind, missing: 3 }), [
    'features[0].counts: sum to 101 with what is missing, which is more than rows, 100',
  ]);
});

test('categories, counts and others of a categorical feature have to go together', () => {
  assert.deepEqual(featureLines({ ...city, counts: [50] }), [
    'features[0].counts: expected one for each of 2 bins, got 1',
  ]);
  assert.deepEqual(featureLines({ ...city, categories: ['Ulm', 'Ulm'] }), [
    'features[0].categories[1]: stands there twice: "Ulm"',
  ]);
  assert.deepEqual(featureLines({ ...city, otherCategories: ['Oslo', 'Bern'] }), [
    'features[0].otherCategories[1]: stands there twice: "Bern"',
  ]);
  assert.deepEqual(featureLines({ ...city, other: 1 }), [
    'features[0].otherCategories: expected at most 1000, and no more than other has rows, got 2',
  ]);
  assert.deepEqual(featureLines({ ...city, otherCategories: ['@other', 'Oslo'] }), [
    'features[0].otherCategories[0]: "@other" may only be the last one',
  ]);
  assert.deepEqual(featureLines({ ...city, otherCategories: ['Oslo', '@other'] }), []);
  const many = Array.from({ length: 1001 }, (_, index) => `c${index}`);
  assert.deepEqual(
    linesOf({ ...file, rows: 9999, features: [{ ...city, other: 2000, otherCategories: many }] }),
    ['features[0].otherCategories: expected at most 1000, and no more than other has rows, got 1001'],
  );
  const text =
    'expected a text of at most 128 characters without control characters, and not the name of a bin of ours';
  assert.deepEqual(featureLines({ ...city, categories: ['@unseen', 'a\nb'] }), [
    `features[0].categories[0]: ${text}, got "@unseen"`,
    `features[0].categories[1]: ${text}, got "a\\nb"`,
  ]);
});

test('names of features differ, and those that begin with @ are ours', () => {
  assert.deepEqual(featureLines(wind, city, wind), ['features[2].name: stands there twice: "wind"']);
  const expected =
    'expected a name of 1 to 128 characters without control characters, not beginning with "@"';
  assert.deepEqual(
    ['', '@prediction', '@scores', 'a\tb', 'x'.repeat(129), 7].flatMap((name) =>
      featureLines({ ...wind, name }),
    ),
    ['""', '"@prediction"', '"@scores"', '"a\\tb"', `"${'x'.repeat(60)}"…`, '7'].map(
      (got) => `features[0].name: ${expected}, got ${got}`,
    ),
  );
  assert.deepEqual(featureLines({ ...wind, name: '__proto__' }), []);
});

test('classes and the knots of a calibration have to be in order', () => {
  assert.deepEqual(linesOf({ ...file, classes: ['a', 'b', 'a'] }), ['classes[2]: stands there twice: "a"']);
  const knots = (scores: readonly number[], probabilities: readonly number[]) =>
    linesOf({ ...file, calibration: { classes: [{ class: 'yes', scores, probabilities }] } });
  assert.deepEqual(knots([0.1, 0.2], [0.5, 0.4]), [
    'calibration.classes[0].probabilities[1]: expected at least 0.5, got 0.4',
  ]);
  assert.deepEqual(knots([0.2, 0.2], [0.5, 0.5]), [
    'calibration.classes[0].scores[1]: expected more than 0.2, got 0.2',
  ]);
  const twice = { ...file.calibration, classes: [...file.calibration.classes, ...file.calibration.classes] };
  assert.deepEqual(linesOf({ ...file, calibration: twice }), [
    'calibration.classes[1].class: stands there twice: "yes"',
  ]);
  assert.deepEqual(knots([0.1], []), [
    'calibration.classes[0].probabilities: expected 1, as many as scores, got 0',
  ]);
  assert.deepEqual(knots([], []), ['calibration.classes[0].scores: expected at least one']);
});
