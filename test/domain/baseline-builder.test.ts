import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Baseline } from '../../src/domain/baseline.ts';
import {
  BaselineBuilder,
  type BaselineOptions,
  type BaselineRow,
} from '../../src/domain/baseline-builder.ts';
import { BaselineError, type BaselineProblem } from '../../src/domain/baseline-error.ts';

const createdAt = new Date(0);

function baselineOf(rows: readonly BaselineRow[], options: Partial<BaselineOptions> = {}): Baseline {
  return Baseline.fromRows(rows, { createdAt, ...options });
}

function problemsOf(
  rows: readonly BaselineRow[],
  options: Partial<BaselineOptions>,
): readonly BaselineProblem[] {
  try {
    baselineOf(rows, options);
    return [];
  } catch (error) {
    assert.ok(error instanceof BaselineError);
    return error.problems;
  }
}

const upTo = (length: number): number[] => Array.from({ length }, (_, index) => index);
const names = ({ features }: Baseline): readonly string[] => features.map(({ name }) => name);

test('features stand in order of appearance, and those without a name are called by their position', () => {
  assert.deepEqual(names(baselineOf([{ features: { z: 1 } }, { features: { a: 1, z: 2 } }])), ['z', 'a']);
  assert.deepEqual(names(baselineOf([{ features: [1, 2] }, { features: [1, 2, 3] }])), ['f0', 'f1', 'f2']);
  const tensor = { features: Float32Array.of(1, 2) as unknown as readonly number[] };
  assert.deepEqual(names(baselineOf([tensor])), ['f0', 'f1']);
  assert.deepEqual(names(baselineOf([{ features: JSON.parse('{"__proto__":1,"constructor":2}') }])), [
    '__proto__',
    'constructor',
  ]);
});

test('features beyond the limit and names that cannot be used are left out and counted', () => {
  const builder = new BaselineBuilder({ createdAt, limits: { features: 2, categories: 5 } });
  builder.add({
    features: { a: 1, '@prediction': 2, '@x': 3, '': 4, 'line\nbreak': 5, ['l'.repeat(129)]: 6, b: 7, c: 8 },
  });
  builder.add({ features: [1, 2, 3] });
  assert.deepEqual(names(builder.finish()), ['a', 'b']);
  assert.equal(builder.skippedValues, 6 + 3);
  assert.equal(builder.rows, 2);
});

test('categories beyond the limit are other ones, named up to a thousand', () => {
  const rows = (different: number): BaselineRow[] =>
    upTo(different + 2).map((index) => ({
      features: { city: `c${Math.max(0, index - 2)}`.padStart(5, '0') },
    }));
  const others = (different: number) => {
    const [city] = baselineOf(rows(different), { limits: { features: 1, categories: 2 } }).features;
    assert.ok(city?.type === 'categorical');
    assert.deepEqual(
      [city.categories, city.counts],
      [
        ['000c0', '000c1'],
        [3, 1],
      ],
    );
    const { other, otherCategories } = city;
    return [other, otherCategories?.length, otherCategories?.[0], otherCategories?.at(-1)];
  };
  assert.deepEqual(others(2), [0, undefined, undefined, undefined]);
  assert.deepEqual(others(3), [1, 1, '000c2', '000c2']);
  assert.deepEqual(others(1002), [1000, 1000, '000c2', 'c1001']);
  assert.deepEqual(others(1003), [1001, 1000, '000c2', '@other']);
});

test('of more categories than are counted the frequent ones are found, and no row is lost', () => {
  const rows = upTo(60_000).map((row) => ({
    features: { id: row % 3 === 0 ? `kind ${row % 2}` : `id ${row}` },
  }));
  const [id] = baselineOf(rows).features;
  assert.ok(id?.type === 'categorical');
  assert.deepEqual(id.categories.slice(0, 2), ['kind 0', 'kind 1']);
  const forgotten = rows.length / 5050;
  for (const count of id.counts.slice(0, 2))
    assert.ok(count <= 10_000 && count >= 10_000 - forgotten, `${count}`);
  assert.equal(
    id.counts.reduce((sum, count) => sum + count, id.other),
    rows.length,
  );
  assert.equal(id.otherCategories?.at(-1), '@other');
});

test('a type told for a feature that is not there is an error that names the nearest', () => {
  const rows = upTo(20).map((value) => ({ features: { city: `c${value}`, wind: value, none: null } }));
  assert.deepEqual(problemsOf(rows, { categorical: ['wnid', 'city'], numeric: ['zip', 'city2', 'none'] }), [
    { path: 'numeric[0]', message: '"zip" is no feature of these rows' },
    { path: 'numeric[1]', message: '"city2" is no feature of these rows; did you mean "city"?' },
    { path: 'categorical[0]', message: '"wnid" is no feature of these rows; did you mean "wind"?' },
    { path: 'numeric[2]', message: '"none" has no numbers' },
  ]);
  assert.deepEqual(problemsOf(rows, { categorical: ['city'], numeric: ['wind', 'city'] }), [
    { path: 'numeric[1]', message: 'stands under categorical too' },
  ]);
  assert.deepEqual(problemsOf(rows, { numeric: ['city'] }), [
    { path: 'numeric[0]', message: '"city" has no numbers' },
  ]);
});

test('outputs and truths tell the task and the classes', () => {
  const told = (rows: readonly BaselineRow[], options: Partial<BaselineOptions> = {}) => {
    const { task, classes, prediction } = baselineOf(rows, options);
    return [task, classes, prediction?.type];
  };
  assert.deepEqual(told([{ output: 'b', truth: 'c' }, { output: 'a' }]), [
    'classification',
    ['a', 'b', 'c'],
    'categorical',
  ]);
  assert.deepEqual(told([{ output: true }, { output: false }]), [
    'classification',
    ['false', 'true'],
    'categorical',
  ]);
  assert.deepEqual(told([{ output: 10 }, { output: 9 }, { output: 2 }]), [
    'classification',
    ['2', '9', '10'],
    'categorical',
  ]);
  assert.deepEqual(told(upTo(20).map((output) => ({ output })))[0], 'classification');
  assert.deepEqual(told(upTo(21).map((output) => ({ output }))), ['regression', undefined, 'numeric']);
  assert.deepEqual(told([{ output: 1, truth: 1.5 }]), ['regression', undefined, 'numeric']);
  assert.deepEqual(told([{ truth: 0.5 }]), ['regression', undefined, undefined]);
  assert.deepEqual(told([{ scores: [0.5, 0.5] }]), ['classification', undefined, undefined]);
  assert.deepEqual(told([{ features: { a: 1 } }]), ['auto', undefined, undefined]);
  assert.deepEqual(told([{ output: 3 }], { task: 'regression' }), ['regression', undefined, 'numeric']);
  assert.deepEqual(told([{ output: 'x' }], { task: 'regression' }), ['regression', undefined, undefined]);
  assert.deepEqual(told([{ output: 1 }], { classes: ['0', '1'] }), [
    'classification',
    ['0', '1'],
    'categorical',
  ]);
  assert.deepEqual(told([{ output: 'a' }, { output: 'b' }], { positiveClass: 'a' })[1], ['b', 'a']);
  assert.deepEqual(told(upTo(101).map((index) => ({ output: `class ${index}` })))[1], undefined);
});

test('classes stay classes, however many numbers there are', () => {
  const { prediction } = baselineOf(upTo(40).map((index) => ({ output: index % 20 })));
  assert.deepEqual(prediction?.type === 'categorical' && prediction.counts, upTo(20).fill(2));
});

test('scores by name, by position and alone are features of their classes', () => {
  const scored = (scores: BaselineRow['scores'], options: Partial<BaselineOptions> = {}) =>
    names(baselineOf([{ scores, output: 'a' }, { output: 'b' }], options));
  assert.deepEqual(scored({ a: 0.1, b: 0.9 }), ['@score:b']);
  assert.deepEqual(scored({ a: 0.1 }), ['@score:a']);
  assert.deepEqual(scored({ a: 0.1, b: 0.9 }, { positiveClass: 'a' }), ['@score:a']);
  assert.deepEqual(scored([0.1, 0.9], { classes: ['a', 'b'] }), ['@score:b']);
  assert.deepEqual(scored([0.1, 0.2, 0.7], { classes: ['a', 'b', 'c'] }), [
    '@score:a',
    '@score:b',
    '@score:c',
  ]);
  assert.deepEqual(scored([0.1, 0.9]), ['@score:0', '@score:1']);
  assert.deepEqual(scored(0.9, { classes: ['a', 'b'] }), ['@score:b']);
  assert.deepEqual(scored(0.9, { positiveClass: 'yes' }), ['@score:yes']);
  assert.deepEqual(scored(0.9), []);
  assert.deepEqual(scored({ a: Number.NaN, '@other': 1 }), []);
  assert.deepEqual(scored({ a: 0.1, b: 0.2, c: 0.7 }, { limits: { features: 2, categories: 9 } }), [
    '@score:b',
  ]);
});

test('rows without scores miss them', () => {
  const [score] = baselineOf([{ scores: { a: 0.5 } }, {}, { scores: { a: Number.NaN } }]).features;
  assert.deepEqual([score?.counts, score?.missing], [[1], 1]);
});

test('scores are calibrated where the truth is known, each class against the rest', () => {
  const classes = ['cat', 'dog', 'eel'];
  const rows: BaselineRow[] = [
    { scores: [0.8, 0.1, 0.1], truth: 'cat' },
    { scores: [0.6, 0.3, 0.1], truth: 'dog' },
    { scores: [0.2, 0.7, 0.1], truth: 'cat' },
    { scores: [0.1, 0.8, 0.1] },
    { scores: [0.1, Number.NaN, 0.9], truth: 'eel' },
  ];
  assert.deepEqual(baselineOf(rows, { classes }).calibration, {
    classes: [
      { class: 'cat', scores: [0.1, 0.2, 0.6, 0.8], probabilities: [0, 0.5, 0.5, 1] },
      { class: 'dog', scores: [0.1, 0.3, 0.7], probabilities: [0, 0.5, 0.5] },
      { class: 'eel', scores: [0.1, 0.9], probabilities: [0, 1] },
    ],
  });
  const numbers = [
    { scores: { 1: 0.25 }, truth: 1 },
    { scores: { 1: 0.5 }, truth: 0 },
  ];
  assert.deepEqual(baselineOf(numbers).calibration, {
    classes: [{ class: '1', scores: [0.25, 0.5], probabilities: [0.5, 0.5] }],
  });
  assert.equal(baselineOf([{ scores: [0.2, 0.8], truth: 'b' }, { truth: 'a' }]).calibration, undefined);
  assert.equal(baselineOf([{ scores: { a: 1 }, output: 'a' }]).calibration, undefined);
});
