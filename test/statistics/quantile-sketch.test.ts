import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { quantile } from '../../src/statistics/quantile.ts';
import { QuantileSketch } from '../../src/statistics/quantile-sketch.ts';
import { assertClose } from './assert-close.ts';
import { seededNormal, seededRandom } from './seeded-random.ts';

const HALF_A_PERCENT = 0.005;
const SHARES = [0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1];

/** Zero, and numbers of every size from 1e-9 to 1e12. */
const number = fc.oneof(
  fc.constant(0),
  fc
    .double({ min: -9, max: 12, noNaN: true })
    .map((exponent) => Math.min(1e12, Math.max(1e-9, 10 ** exponent))),
  fc.integer({ min: 1, max: 20 }),
);

function sketchOf(values: Iterable<number>): QuantileSketch {
  const sketch = new QuantileSketch();
  for (const value of values) sketch.add(value);
  return sketch;
}

function quantilesOf(sketch: QuantileSketch): readonly (number | undefined)[] {
  return SHARES.map((p) => sketch.quantile(p));
}

function exactQuantiles(values: ArrayLike<number>): readonly (number | undefined)[] {
  const sorted = Float64Array.from(values).sort();
  return SHARES.map((p) => quantile(sorted, p));
}

test('every quantile is within half a percent of the exact one, after every number', () => {
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 25 }), (values) => {
      const sketch = new QuantileSketch();
      for (const [index, value] of values.entries()) {
        sketch.add(value);
        assertClose(quantilesOf(sketch), exactQuantiles(values.slice(0, index + 1)), HALF_A_PERCENT);
      }
    }),
  );
});

test('latencies, heavy tails, ties and uniform numbers keep within half a percent', () => {
  const [random, normal] = [seededRandom(1), seededNormal(2)];
  const streams = {
    lognormal: () => 0.02 * Math.exp(normal()),
    pareto: () => 1e-6 / (1 - random()) ** 2,
    uniform: random,
    'two humps': () => (random() < 0.9 ? 0.001 + 0.0001 * random() : 30 + random()),
    milliseconds: () => Math.floor(5 * random()) / 1000,
  };
  for (const next of Object.values(streams)) {
    const values = Array.from({ length: 20_000 }, next);
    assertClose(quantilesOf(sketchOf(values)), exactQuantiles(values), HALF_A_PERCENT);
  }
});

test('the order of adding does not matter at all', () => {
  fc.assert(
    fc.property(fc.array(number), (values) => {
      assert.deepEqual(quantilesOf(sketchOf(values.toReversed())), quantilesOf(sketchOf(values)));
    }),
  );
});

test('merging equals one pass exactly and leaves the other as it is', () => {
  fc.assert(
    fc.property(fc.array(number), fc.array(number), (first, second) => {
      const [merged, other] = [sketchOf(first), sketchOf(second)];
      merged.merge(other);
      const onePass = sketchOf([...first, ...second]);
      assert.deepEqual([quantilesOf(merged), merged.count], [quantilesOf(onePass), onePass.count]);
      assert.deepEqual(quantilesOf(other), quantilesOf(sketchOf(second)));
    }),
  );
});

test('quantiles rise with p', () => {
  fc.assert(
    fc.property(fc.array(number, { minLength: 1 }), (values) => {
      const quantiles = quantilesOf(sketchOf(values));
      assert.deepEqual(
        quantiles,
        quantiles.toSorted((a, b) => (a ?? 0) - (b ?? 0)),
      );
    }),
  );
});

test('the smallest and the largest number are exact, beyond the range of the bins too', () => {
  const sketch = sketchOf([3e-12, 5, 7e14]);
  assert.deepEqual([sketch.quantile(0), sketch.quantile(1)], [3e-12, 7e14]);
  assert.equal(sketchOf([1e300, 1e300, 1e300]).quantile(0.5), 1e300);
  assert.equal(sketchOf([5e-324]).quantile(0.5), 5e-324);
});

test('zeros are counted as zeros', () => {
  const sketch = sketchOf([0, 0, 0, 8]);
  assert.deepEqual([sketch.quantile(0.5), sketch.quantile(1)], [0, 8]);
  assert.equal(sketchOf([0, -0]).quantile(0.5), 0);
});

test('of one number every quantile is that number, of nothing there is none', () => {
  assert.deepEqual(
    quantilesOf(sketchOf([0.1])),
    SHARES.map(() => 0.1),
  );
  const empty = new QuantileSketch();
  empty.merge(new QuantileSketch());
  assert.deepEqual(
    quantilesOf(empty),
    SHARES.map(() => undefined),
  );
});

test('negative numbers and what is none are refused and change nothing', () => {
  const sketch = sketchOf([1]);
  for (const value of [-1e-300, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => sketch.add(value), {
      name: 'RangeError',
      message: `value is ${value}, not a finite number >= 0`,
    });
  }
  assert.throws(() => sketch.quantile(1.5), {
    name: 'RangeError',
    message: 'p is 1.5, not a number in 0..1',
  });
  assert.deepEqual([sketch.count, sketch.quantile(0.9)], [1, 1]);
});
