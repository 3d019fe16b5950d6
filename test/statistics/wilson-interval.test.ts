import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';
import { assertClose } from './assert-close.ts';
import { oracleCases } from './oracle.ts';

interface OracleCase {
  readonly hits: number;
  readonly n: number;
  readonly confidence: number;
  readonly lower: number;
  readonly upper: number;
}

const trials = fc.integer({ min: 1, max: 1e9 });
const confidence = fc.double({ min: 0.01, max: 0.9999, noNaN: true });
/** Hits as a share of the trials. */
const share = fc.double({ min: 0, max: 1, noNaN: true });

test('one hit in two, at the confidence that makes z = 2, worked by hand', () => {
  // (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n) = (1/2 + 1 ± 2 √(1/8 + 1/4)) / 3
  const halfWidth = (2 * Math.sqrt(0.375)) / 3;
  assertClose(wilsonInterval(1, 2, 0.954_499_736_103_641_6), {
    lower: 0.5 - halfWidth,
    upper: 0.5 + halfWidth,
  });
});

test('intervals equal those of SciPy', () => {
  const cases = oracleCases<OracleCase>('wilson-interval');
  const found = cases.map(({ hits, n, confidence }) => ({
    hits,
    n,
    confidence,
    ...wilsonInterval(hits, n, confidence),
  }));
  assertClose(found, cases, 1e-11);
});

test('the interval holds the ratio seen and stays within 0..1', () => {
  fc.assert(
    fc.property(trials, share, confidence, (n, part, sureness) => {
      const hits = Math.floor(part * n);
      const { lower, upper } = wilsonInterval(hits, n, sureness) ?? { lower: 2, upper: -1 };
      assert.ok(
        lower >= 0 && lower <= (hits / n) * (1 + 1e-12) && upper >= (hits / n) * (1 - 1e-12) && upper <= 1,
      );
    }),
  );
});

test('misses have the mirrored interval of hits', () => {
  fc.assert(
    fc.property(trials, share, confidence, (n, part, sureness) => {
      const hits = Math.floor(part * n);
      const ofHits = wilsonInterval(hits, n, sureness);
      const ofMisses = wilsonInterval(n - hits, n, sureness);
      assertClose({ lower: 1 - (ofMisses?.upper ?? 0), upper: 1 - (ofMisses?.lower ?? 0) }, ofHits, 1e-9);
    }),
  );
});

test('more rows make the interval narrower, more confidence makes it wider', () => {
  const width = (hits: number, n: number, sureness: number): number => {
    const { lower, upper } = wilsonInterval(hits, n, sureness) ?? { lower: 0, upper: 1 };
    return upper - lower;
  };
  assert.ok(width(3000, 10_000, 0.95) < width(30, 100, 0.95));
  assert.ok(width(30, 100, 0.99) > width(30, 100, 0.95));
});

test('no hit at all has the lower bound 0, all hits the upper bound 1, exactly', () => {
  assert.equal(wilsonInterval(0, 3, 0.95)?.lower, 0);
  assert.equal(wilsonInterval(1e15, 1e15, 0.95)?.upper, 1);
});

test('a thousand million million rows still have an interval of some width', () => {
  const { lower, upper } = wilsonInterval(1e7, 1e15, 0.95) ?? { lower: 0, upper: 0 };
  assertClose({ lower, upper }, { lower: 1e-8 - 6.196_029_9e-12, upper: 1e-8 + 6.199_871_3e-12 }, 1e-11);
});

test('without rows there is no interval', () => {
  assert.equal(wilsonInterval(0, 0, 0.95), undefined);
});

test('impossible counts and confidences are refused', () => {
  assert.throws(() => wilsonInterval(4, 3, 0.95), {
    name: 'RangeError',
    message: 'hits is 4, not a number in 0..3',
  });
  assert.throws(() => wilsonInterval(-1, 3, 0.95), { name: 'RangeError' });
  assert.throws(() => wilsonInterval(Number.NaN, 3, 0.95), { name: 'RangeError' });
  assert.throws(() => wilsonInterval(1, Number.POSITIVE_INFINITY, 0.95), {
    name: 'RangeError',
    message: /^n is/,
  });
  for (const wrong of [0, 1, 95, Number.NaN]) {
    assert.throws(() => wilsonInterval(1, 2, wrong), {
      name: 'RangeError',
      message: `confidence is ${wrong}, not strictly between 0 and 1`,
    });
  }
});

test('names that an application lets all objects inherit are no arguments', (t) => {
  const expected = wilsonInterval(3, 10, 0.95);
  Object.defineProperty(Object.prototype, 'extra', { value: [], enumerable: true, configurable: true });
  t.after(() => Reflect.deleteProperty(Object.prototype, 'extra'));
  assert.deepEqual(wilsonInterval(3, 10, 0.95), expected);
});
