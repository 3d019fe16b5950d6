import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decileBins } from '../../src/domain/baseline-deciles.ts';
import { BaselineNumbers } from '../../src/domain/baseline-numbers.ts';
import { seededNormal, seededRandom } from '../statistics/seeded-random.ts';

const ROWS = 300_000;
const EXACT_ROWS = 10_000;
/** How far a decile's rank, and the rows up to an edge, may be off, as a part of all rows. */
const RANK_ERROR = 1 / 1000;
const COUNT_ERROR = 1 / 2000;

const [random, normal] = [seededRandom(3), seededNormal(4)];
const DISTRIBUTIONS: Readonly<Record<string, () => number>> = {
  'evenly spread numbers': random,
  'numbers of either sign': normal,
  'numbers over thirty orders of magnitude': () => Math.exp(10 * normal()) * (random() < 0.5 ? -1 : 1),
  'two heaps far apart': () => (random() < 0.3 ? random() : 1e9 + random()),
};
const ORDERS: readonly ((sorted: Float64Array, drawn: Float64Array) => Float64Array)[] = [
  (_, drawn) => drawn,
  (sorted) => sorted,
  (sorted) => sorted.toReversed(),
  // From both ends to the middle, and back.
  (sorted) => sorted.map((_, index) => sorted.at(index % 2 === 0 ? index / 2 : -(index + 1) / 2) ?? 0),
  (sorted) =>
    sorted.map((_, index) => sorted.at(index % 2 === 0 ? index / 2 : -(index + 1) / 2) ?? 0).reverse(),
];

function numbersOf(values: Float64Array, exactRows = EXACT_ROWS): BaselineNumbers {
  const numbers = new BaselineNumbers(exactRows);
  for (const value of values) numbers.add(value);
  return numbers;
}

function mergedNumbersOf(values: Float64Array, parts: number): BaselineNumbers {
  const merged = new BaselineNumbers(EXACT_ROWS);
  for (let part = 0; part < parts; part += 1) {
    const size = Math.ceil(values.length / parts);
    merged.merge(numbersOf(values.subarray(part * size, (part + 1) * size)));
  }
  return merged;
}

/** How many of the sorted numbers are at most this one. */
function rowsUpTo(sorted: Float64Array, value: number): number {
  const above = sorted.findIndex((each) => each > value);
  return above === -1 ? sorted.length : above;
}

function assertBins(numbers: BaselineNumbers, sorted: Float64Array): void {
  const { edges, counts } = decileBins(numbers.summary());
  assert.equal(edges.length, 9);
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    sorted.length,
  );
  let counted = 0;
  for (const [index, edge] of edges.entries()) {
    counted += counts[index] ?? Number.NaN;
    const rank = rowsUpTo(sorted, edge);
    const rankError = Math.abs(rank / sorted.length - (index + 1) / 10);
    assert.ok(rankError <= RANK_ERROR, `decile ${index + 1} is off by ${rankError}`);
    const countError = Math.abs(counted - rank) / sorted.length;
    assert.ok(countError <= COUNT_ERROR, `rows up to decile ${index + 1} are off by ${countError}`);
  }
}

for (const [name, draw] of Object.entries(DISTRIBUTIONS)) {
  test(`deciles of ${name} are within the stated error, in every order and merged`, () => {
    const drawn = Float64Array.from({ length: ROWS }, draw);
    const sorted = drawn.toSorted();
    for (const arrange of ORDERS) assertBins(numbersOf(arrange(sorted, drawn)), sorted);
    assertBins(mergedNumbersOf(drawn, 16), sorted);
    assertBins(mergedNumbersOf(sorted, 7), sorted);
  });
}

test('with up to 8,192 different values everything is exact, however many rows there are', () => {
  const values = Float64Array.from({ length: 100_000 }, () => Math.floor(8000 * random()) / 10);
  assert.deepEqual(numbersOf(values, 1000).summary(), numbersOf(values, 100_000).summary());
  assert.deepEqual(
    decileBins(mergedNumbersOf(values, 3).summary()),
    decileBins(numbersOf(values, 1e6).summary()),
  );
});

test('a frequent value among many others is counted exactly', () => {
  const values = Float64Array.from({ length: 100_000 }, (_, index) => (index % 2 === 0 ? 0 : normal()));
  const { edges, counts } = decileBins(numbersOf(values, 5000).summary());
  const zero = edges.indexOf(0);
  const upToZero = values.filter((value) => value <= 0).length;
  const found = counts.slice(0, zero + 1).reduce((sum, count) => sum + count, 0);
  assert.ok(
    zero > 0 && Math.abs(found - upToZero) <= values.length * COUNT_ERROR,
    `${found}, not ${upToZero}`,
  );
});

test('what it keeps is bounded', () => {
  const numbers = numbersOf(Float64Array.from({ length: 200_000 }, random), 5000);
  assert.ok(numbers.summary().values.length <= 8192 + 5000);
});

test('mean and deviation equal those of two passes, whatever the size of the numbers, and merge', () => {
  const sizes = fc.constantFrom(1e-300, 1e-9, 1, 1e9, 1e290);
  const values = fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(values, values, sizes, (left, right, size) => {
      const all = [...left, ...right];
      const mean = all.reduce((sum, value) => sum + value / all.length, 0);
      const deviation = Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2 / all.length, 0));
      const { moments } = numbersOf(Float64Array.from(left, (value) => value * size));
      moments.merge(numbersOf(Float64Array.from(right, (value) => value * size)).moments);
      assert.ok(Math.abs(moments.mean / size - mean) <= 1e-10, `mean ${moments.mean / size}, not ${mean}`);
      const found = moments.standardDeviation / size;
      assert.ok(Math.abs(found - deviation) <= 1e-9 * Math.max(1, deviation), `${found}, not ${deviation}`);
    }),
  );
});
