import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CategoricalBaselineFeature, NumericBaselineFeature } from '../../src/domain/baseline.ts';
import { type FeatureBins, featureBins } from '../../src/domain/feature-bins.ts';

const wind: NumericBaselineFeature = {
  name: 'wind',
  type: 'numeric',
  edges: [1.5, 3],
  counts: [40, 30, 20],
  min: 0,
  max: 9,
  mean: 2.5,
  std: 1.25,
  missing: 2,
};
const city: CategoricalBaselineFeature = {
  name: 'city',
  type: 'categorical',
  categories: ['Ulm', '7', 'true', '__proto__'],
  counts: [40, 20, 10, 5],
  other: 9,
  otherCategories: ['Oslo', '3.5'],
  missing: 1,
};

function countsOf(bins: FeatureBins, values: readonly unknown[]): Float64Array {
  const counts = new Float64Array(bins.places);
  for (const value of values) counts[bins.placeOf(value)] = (counts[bins.placeOf(value)] ?? 0) + 1;
  return counts;
}

/** Rows by the name of their bin, where there are any. */
function binsOf(bins: FeatureBins, values: readonly unknown[]): Readonly<Record<string, number>> {
  const rows = bins.rowsPerBin(countsOf(bins, values));
  const entries = bins.binNames.map((name, index) => [name, rows[index] ?? 0] as const);
  return Object.fromEntries(entries.filter(([, count]) => count > 0));
}

test('bins of numbers are called by their upper edge, and the baseline has the rows that were invalid', () => {
  const bins = featureBins(wind, 100);
  assert.deepEqual(bins.binNames, ['1.5', '3', '+Inf', '@missing', '@invalid']);
  assert.equal(bins.valueBins, 3);
  assert.deepEqual(bins.baseline, [40, 30, 20, 2, 8]);
});

test('bins of categories are called by them, then come the others and what was never seen', () => {
  const bins = featureBins(city, 100);
  assert.deepEqual(bins.binNames, [
    'Ulm',
    '7',
    'true',
    '__proto__',
    '@other',
    '@unseen',
    '@missing',
    '@invalid',
  ]);
  assert.equal(bins.valueBins, 6);
  assert.deepEqual(bins.baseline, [40, 20, 10, 5, 9, 0, 1, 15]);
  const { otherCategories: _, ...complete } = city;
  const withoutOthers = featureBins({ ...complete, other: 0 }, 76);
  assert.deepEqual(withoutOthers.binNames, [
    'Ulm',
    '7',
    'true',
    '__proto__',
    '@unseen',
    '@missing',
    '@invalid',
  ]);
  assert.deepEqual(withoutOthers.baseline, [40, 20, 10, 5, 0, 1, 0]);
});

test('a number on an edge falls into the bin below it, and what is outside the range is counted too', () => {
  const bins = featureBins(wind, 100);
  const counts = countsOf(bins, [0, 1.5, 1.6, 3, 9, -0.1, 9.1, -1e308, Number.MAX_VALUE]);
  assert.deepEqual(bins.rowsPerBin(counts), [4, 2, 3, 0, 0]);
  assert.equal(bins.outOfRange(counts), 4);
  assert.equal(bins.unseen(counts), undefined);
});

test('what is no finite number is missing or invalid to a numeric feature', () => {
  const invalid = [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    '2',
    '',
    true,
    {},
    [2],
    2n,
    Symbol('2'),
  ];
  const bins = featureBins(wind, 100);
  const values = [null, undefined, ...invalid];
  assert.deepEqual(binsOf(bins, values), { '@missing': 2, '@invalid': 10 });
  assert.equal(bins.outOfRange(countsOf(bins, values)), 0);
});

test('a category is known by its text, whatever its type', () => {
  const bins = featureBins(city, 100);
  assert.deepEqual(
    binsOf(bins, ['Ulm', 7, '7', true, 'true', '__proto__', 'U\u0000lm', 3.5, '3.5', 'Oslo']),
    {
      Ulm: 2,
      7: 2,
      true: 2,
      ['__proto__']: 1,
      '@other': 3,
    },
  );
});

test('what a category never was is unseen, missing or invalid', () => {
  const bins = featureBins(city, 100);
  const values = ['Bern', '', 'ulm', 8, false, 'constructor', -0];
  assert.deepEqual(binsOf(bins, values), { '@unseen': 7 });
  assert.equal(bins.unseen(countsOf(bins, values)), 7);
  assert.equal(bins.outOfRange(countsOf(bins, values)), undefined);
  const reserved = ['@other', '@unseen', '@missing', '@invalid', '@in\nvalid'];
  const invalid = [Number.NaN, Number.POSITIVE_INFINITY, {}, ['Ulm'], 7n, () => 'Ulm', ...reserved];
  assert.deepEqual(binsOf(bins, [null, undefined, ...invalid]), { '@missing': 2, '@invalid': 11 });
});

test('where not all others are named, a new category may be one of them', () => {
  const named = featureBins({ ...city, otherCategories: ['Oslo', '@other'] }, 100);
  assert.deepEqual(binsOf(named, ['Oslo', 'Bern']), { '@other': 2 });
  const { otherCategories: _, ...unnamed } = city;
  assert.deepEqual(binsOf(featureBins(unnamed, 100), ['Oslo', 'Bern']), { '@other': 2 });
});

test('a feature without a single value has bins', () => {
  const empty = { ...city, categories: [], counts: [], other: 0, otherCategories: [], missing: 9 };
  const bins = featureBins(empty, 9);
  assert.deepEqual(bins.binNames, ['@unseen', '@missing', '@invalid']);
  assert.deepEqual(bins.baseline, [0, 9, 0]);
  assert.deepEqual(binsOf(bins, ['x', null]), { '@unseen': 1, '@missing': 1 });
  const constant = featureBins({ ...wind, edges: [], counts: [90], min: 5, max: 5 }, 92);
  const counts = countsOf(constant, [5, 4.999, 6]);
  assert.deepEqual(constant.rowsPerBin(counts), [3, 0, 0]);
  assert.equal(constant.outOfRange(counts), 2);
});

const finite = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -20, max: 20 }),
  fc.constantFrom(0, Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE),
);
/** A feature with 0 to 30 edges, more and fewer than deciles make. */
const anyNumeric = fc
  .uniqueArray(finite, { minLength: 1, maxLength: 32, comparator: (a, b) => a === b })
  .map((numbers) => numbers.toSorted((a, b) => a - b))
  .map((sorted): NumericBaselineFeature => {
    const [min = 0, max = min] = [sorted[0], sorted.at(-1)];
    const edges = sorted.slice(0, -1).slice(sorted.length % 2);
    return { ...wind, edges, counts: new Array(edges.length + 1).fill(0), min, max };
  });

test('every number is where a search from the first edge on finds it', () => {
  fc.assert(
    fc.property(anyNumeric, fc.array(finite), (feature, drawn) => {
      const { edges, min, max } = feature;
      const bins = featureBins(feature, 0);
      for (const value of [...drawn, ...edges, min, max]) {
        const counts = countsOf(bins, [value]);
        const found = edges.findIndex((edge) => value <= edge);
        const expected = new Array<number>(edges.length + 3).fill(0);
        expected[found === -1 ? edges.length : found] = 1;
        assert.deepEqual(bins.rowsPerBin(counts), expected);
        assert.equal(bins.outOfRange(counts), value < min || value > max ? 1 : 0);
      }
    }),
  );
});

test('counts of parts add up to those of all', () => {
  const values = fc.array(fc.oneof(finite, fc.constantFrom('Ulm', 'Oslo', 'x', null, true, Number.NaN)));
  fc.assert(
    fc.property(fc.constantFrom(wind, city), values, values, (feature, left, right) => {
      const bins = featureBins(feature, 100);
      const [of, others] = [countsOf(bins, left), countsOf(bins, right)];
      const sum = of.map((count, place) => count + (others[place] ?? 0));
      const all = countsOf(bins, [...left, ...right]);
      assert.deepEqual(sum, all);
      assert.deepEqual(bins.rowsPerBin(sum), bins.rowsPerBin(all));
    }),
  );
});
