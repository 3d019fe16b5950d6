import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Baseline, type BaselineFeature } from '../../src/domain/baseline.ts';
import type { BaselineOptions } from '../../src/domain/baseline-builder.ts';
import { assertClose } from '../statistics/assert-close.ts';

const MAX = Number.MAX_VALUE;

/** The only feature of rows with these values. */
function featureOf(values: readonly unknown[], options: Partial<BaselineOptions> = {}): BaselineFeature {
  const rows = values.map((value) => ({ features: { value } }));
  const { features } = Baseline.fromRows(rows, { createdAt: new Date(0), ...options });
  assert.equal(features.length, 1);
  return features[0] as BaselineFeature;
}

const upTo = (length: number): number[] => Array.from({ length }, (_, index) => index);

function categorical(categories: readonly string[], counts: readonly number[], missing = 0): BaselineFeature {
  return { name: 'value', type: 'categorical', categories, counts, other: 0, missing };
}

test('numbers with at most ten different values are categories, with eleven they are numeric', () => {
  assert.deepEqual(featureOf(upTo(10)), categorical(upTo(10).map(String), upTo(10).fill(1)));
  assert.equal(featureOf(upTo(11)).type, 'numeric');
  assert.deepEqual(featureOf([7, 7, 7]), categorical(['7'], [3]));
});

test('booleans and texts are categories, by falling count and then by name', () => {
  assert.deepEqual(featureOf([true, false, false, null]), categorical(['false', 'true'], [2, 1], 1));
  const letters = [...'babacéz'];
  assert.deepEqual(featureOf(letters), categorical(['a', 'b', 'c', 'z', 'é'], [2, 2, 1, 1, 1]));
  const names = upTo(30).map((index) => `name ${index % 15}`);
  assert.equal(featureOf(names).type, 'categorical');
});

test('numbers as text are text: the file reader decides what a cell is', () => {
  const feature = featureOf(upTo(20).map((index) => `${index}.0`));
  assert.equal(feature.type, 'categorical');
  assert.equal(feature.type === 'categorical' && feature.categories[0], '0.0');
});

test('a type that was told wins over the values', () => {
  assert.deepEqual(featureOf([1, 2, 2], { numeric: ['value'] }), {
    name: 'value',
    type: 'numeric',
    edges: [1.2, 1.4, 1.6, 1.8],
    counts: [1, 0, 0, 0, 2],
    min: 1,
    max: 2,
    mean: 5 / 3,
    std: Math.sqrt(2 / 9),
    missing: 0,
  });
  const names = upTo(12).map(String);
  assert.deepEqual(
    featureOf(upTo(12), { categorical: ['value'] }),
    categorical(
      names.toSorted(),
      names.map(() => 1),
    ),
  );
});

test('in a mixed column the greater part decides, and ten different numbers still are no numeric feature', () => {
  const numbers = upTo(11);
  const told = featureOf([...numbers, 'n/a', 'n/a']);
  assert.deepEqual(told.type === 'numeric' && [told.min, told.max, told.missing], [0, 10, 0]);
  assert.equal(featureOf([...numbers, ...numbers.map(() => 'n/a')]).type, 'numeric');
  const texts = featureOf([...numbers, ...numbers.map(() => 'n/a'), 'none']);
  assert.deepEqual(
    texts,
    categorical(['n/a', ...numbers.map(String).toSorted(), 'none'], [11, ...upTo(12).fill(1)]),
  );
  assert.deepEqual(featureOf([1, 2, 'n/a', 1, '1']), categorical(['1', '2', 'n/a'], [3, 1, 1]));
});

test('null and absent values are missing, an empty text is a category', () => {
  assert.deepEqual(featureOf([null, undefined, '', '']), categorical([''], [2], 2));
  const rows = [{ features: { a: 'x' } }, { features: { b: 'y' } }, {}];
  const { features } = Baseline.fromRows(rows, { createdAt: new Date(0) });
  assert.deepEqual(features, [
    { ...categorical(['x'], [1], 2), name: 'a' },
    { ...categorical(['y'], [1], 2), name: 'b' },
  ]);
});

test('a feature whose values are all missing or all invalid has no categories', () => {
  assert.deepEqual(featureOf([null, undefined]), categorical([], [], 2));
  assert.deepEqual(featureOf([Number.NaN, Number.POSITIVE_INFINITY, {}, [], 7n]), categorical([], []));
});

test('NaN, infinities and wrong types are in no bin', () => {
  const invalid = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, {}, [1], 7n, Symbol('s')];
  const feature = featureOf([...upTo(11), ...invalid, '5', true]);
  assert.deepEqual(
    feature.counts.reduce((sum, count) => sum + count, 0),
    11,
  );
  assert.deepEqual(
    featureOf(['a', ...invalid, '@other', '@unseen', '@missing', '@invalid\n']),
    categorical(['a'], [1]),
  );
});

test('categories are cleaned as label values are, and names of every object are ordinary ones', () => {
  const long = 'x'.repeat(200);
  assert.deepEqual(
    featureOf(['a\nb', 'ab', long, '__proto__', 'constructor']),
    categorical(['ab', '__proto__', 'constructor', long.slice(0, 128)], [2, 1, 1, 1]),
  );
});

test('constant, tied, negative and huge numbers have bins', () => {
  const numeric = { numeric: ['value'] };
  const bins = (values: readonly number[]) => {
    const { edges, counts, min, max, mean, std } = featureOf(values, numeric) as BaselineFeature & {
      type: 'numeric';
    };
    return { edges, counts, min, max, mean, std };
  };
  assert.deepEqual(bins([5, 5]), { edges: [], counts: [2], min: 5, max: 5, mean: 5, std: 0 });
  assert.deepEqual(bins([-0]), { edges: [], counts: [1], min: 0, max: 0, mean: 0, std: 0 });
  assert.deepEqual(bins([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]), {
    edges: [0, 0.1],
    counts: [9, 0, 1],
    min: 0,
    max: 1,
    mean: 0.1,
    std: 0.3,
  });
  const zeros = bins([...upTo(15).fill(0), -3, -2, -1, 1, 2]);
  assert.deepEqual(
    [zeros.edges, zeros.counts],
    [
      [-1.1, 0, 0.1],
      [2, 16, 0, 2],
    ],
  );
  const huge = bins([-MAX, MAX, -MAX, MAX]);
  const edges = [-MAX, -0.6 * MAX, 0, 0.6 * MAX];
  assertClose(huge, { edges, counts: [2, 0, 0, 0, 2], min: -MAX, max: MAX, mean: 0, std: MAX });
});
