import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hellingerDistance } from '../../src/statistics/hellinger-distance.ts';
import { jensenShannonDistance } from '../../src/statistics/jensen-shannon-distance.ts';
import { kolmogorovSmirnov } from '../../src/statistics/kolmogorov-smirnov.ts';
import { lInfinityDistance } from '../../src/statistics/l-infinity-distance.ts';
import { psi } from '../../src/statistics/psi.ts';
import { assertClose } from './assert-close.ts';
import { oracleCases } from './oracle.ts';

const DISTANCES = {
  psi,
  jensenShannonDistance,
  hellingerDistance,
  lInfinityDistance,
  kolmogorovSmirnov,
} as const;
/** Those that end at 1 and see shares only, not how many rows are behind them. */
const OF_SHARES = { jensenShannonDistance, hellingerDistance, lInfinityDistance, kolmogorovSmirnov };

type Distances = Readonly<Record<keyof typeof DISTANCES, number | undefined>>;
interface OracleCase extends Distances {
  readonly name: string;
  readonly baseline: readonly number[];
  readonly current: readonly number[];
}

function allDistances(baseline: ArrayLike<number>, current: ArrayLike<number>): Distances {
  return {
    psi: psi(baseline, current),
    jensenShannonDistance: jensenShannonDistance(baseline, current),
    hellingerDistance: hellingerDistance(baseline, current),
    lInfinityDistance: lInfinityDistance(baseline, current),
    kolmogorovSmirnov: kolmogorovSmirnov(baseline, current),
  };
}

const everyDistance = (value: number | undefined): Distances => ({
  psi: value,
  jensenShannonDistance: value,
  hellingerDistance: value,
  lInfinityDistance: value,
  kolmogorovSmirnov: value,
});

const count = fc.oneof(fc.nat({ max: 1000 }), fc.constant(0), fc.double({ min: 0, max: 1e15, noNaN: true }));
/** Two lists of counts over the same bins, neither without rows. */
const pairOfCounts = fc
  .array(fc.tuple(count, count), { minLength: 1, maxLength: 30 })
  .map((bins) => [bins.map(([left]) => left), bins.map(([, right]) => right)] as const)
  .filter((pair) => pair.every((counts) => counts.some((rows) => rows >= 1)));

test('two bins, 1:1 against 3:1, worked by hand', () => {
  // Smoothed: (2.5, 2.5) / 5 and (3.5, 1.5) / 5, so 0.2 ln(0.7 / 0.5) - 0.2 ln(0.3 / 0.5).
  const smoothed = 0.2 * Math.log(1.4) - 0.2 * Math.log(0.6);
  const mean = [0.625, 0.375] as const;
  const divergence =
    (0.5 * Math.log2(0.5 / mean[0]) +
      0.5 * Math.log2(0.5 / mean[1]) +
      0.75 * Math.log2(0.75 / mean[0]) +
      0.25 * Math.log2(0.25 / mean[1])) /
    2;
  assertClose(allDistances([2, 2], [3, 1]), {
    psi: smoothed,
    jensenShannonDistance: Math.sqrt(divergence),
    hellingerDistance: Math.sqrt(1 - Math.sqrt(0.375) - Math.sqrt(0.125)),
    lInfinityDistance: 0.25,
    kolmogorovSmirnov: 0.25,
  });
});

test('the distances equal those of SciPy and of 60-digit arithmetic', () => {
  const cases = oracleCases<OracleCase>('distances');
  const found = cases.map(({ name, baseline, current }) => ({
    name,
    baseline,
    current,
    ...allDistances(baseline, current),
  }));
  // Of shares that differ by a millionth, doubles keep ten digits of the difference.
  assertClose(found, cases, 1e-9);
  assertClose(
    found.filter(({ name }) => name !== 'hardly different'),
    cases.filter(({ name }) => name !== 'hardly different'),
  );
});

test('equal counts are at distance 0', () => {
  fc.assert(
    fc.property(pairOfCounts, ([counts]) => {
      assert.deepEqual(allDistances(counts, [...counts]), everyDistance(0));
    }),
  );
});

test('the distances are symmetric', () => {
  fc.assert(
    fc.property(pairOfCounts, ([left, right]) => {
      assertClose(allDistances(left, right), allDistances(right, left));
    }),
  );
});

test('psi is finite and not negative, the others stay within 0..1', () => {
  fc.assert(
    fc.property(pairOfCounts, ([left, right]) => {
      const { psi: index, ...others } = allDistances(left, right);
      assert.ok(index !== undefined && index >= 0 && index < Number.POSITIVE_INFINITY, `psi ${index}`);
      for (const distance of Object.values(others)) {
        assert.ok(distance !== undefined && distance >= 0 && distance <= 1, `${distance}`);
      }
    }),
  );
});

test('the order of the bins matters to Kolmogorov-Smirnov only', () => {
  fc.assert(
    fc.property(pairOfCounts, ([left, right]) => {
      const { kolmogorovSmirnov: _, ...forwards } = allDistances(left, right);
      const { kolmogorovSmirnov: __, ...backwards } = allDistances(left.toReversed(), right.toReversed());
      assertClose(backwards, forwards, 1e-9);
    }),
  );
  assert.equal(kolmogorovSmirnov([1, 1, 0, 0], [0, 0, 1, 1]), 1);
  assert.equal(kolmogorovSmirnov([1, 0, 1, 0], [0, 1, 0, 1]), 0.5);
});

test('more rows in the same shares change nothing but psi, which trusts them more', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(999), fc.nat(999)), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 2, max: 1000 }),
      (bins, times) => {
        const [left, right] = [bins.map(([rows]) => rows + 1), bins.map(([, rows]) => rows + 1)];
        for (const distance of Object.values(OF_SHARES)) {
          const more = left.map((rows) => rows * times);
          assertClose(distance(more, right), distance(left, right), 1e-9);
        }
      },
    ),
  );
  assert.ok((psi([100, 200], [200, 100]) ?? 0) > (psi([1, 2], [2, 1]) ?? 0));
});

test('joining two bins never makes the distributions further apart', () => {
  const joined = ([first = 0, second = 0, ...others]: readonly number[]) => [first + second, ...others];
  fc.assert(
    fc.property(
      pairOfCounts.filter(([left]) => left.length > 1),
      ([left, right]) => {
        for (const distance of [jensenShannonDistance, hellingerDistance, kolmogorovSmirnov]) {
          const [before, after] = [distance(left, right), distance(joined(left), joined(right))];
          assert.ok((after ?? 1) <= (before ?? 0) + 1e-9, `${distance.name}: ${before} became ${after}`);
        }
      },
    ),
  );
});

test('no bin in common is distance 1', () => {
  const { psi: index, ...others } = allDistances([3, 4, 0], [0, 0, 5]);
  assert.ok((index ?? 0) > 1);
  assertClose(others, {
    jensenShannonDistance: 1,
    hellingerDistance: 1,
    lInfinityDistance: 1,
    kolmogorovSmirnov: 1,
  });
});

test('a side without rows has no distance', () => {
  assert.deepEqual(allDistances([], []), everyDistance(undefined));
  assert.deepEqual(allDistances([0, 0], [1, 2]), everyDistance(undefined));
  assert.deepEqual(allDistances([1, 2], [0, 0]), everyDistance(undefined));
});

test('a single bin is always at distance 0', () => {
  assert.deepEqual(allDistances([7], [1e15]), everyDistance(0));
});

test('typed arrays are read as lists are', () => {
  assert.deepEqual(
    allDistances(Float64Array.of(5, 1, 4), Uint32Array.of(1, 1, 9)),
    allDistances([5, 1, 4], [1, 1, 9]),
  );
});

test('what is not a list of counts is refused by name', () => {
  const refused = [
    { left: [1, 2], right: [1, 2, 3], message: 'baseline has length 2, current has length 3' },
    { left: [1, -1], right: [1, 2], message: 'baseline[1] is -1, not a finite number >= 0' },
    { left: [1, 2], right: [Number.NaN, 2], message: 'current[0] is NaN, not a finite number >= 0' },
    {
      left: [1, Number.POSITIVE_INFINITY],
      right: [1, 2],
      message: 'baseline[1] is Infinity, not a finite number >= 0',
    },
    { left: [1e308, 1e308], right: [1, 2], message: 'the counts sum to more than a number holds' },
  ];
  for (const distance of Object.values(DISTANCES)) {
    for (const { left, right, message } of refused) {
      assert.throws(() => distance(left, right), { name: 'RangeError', message });
    }
  }
});
