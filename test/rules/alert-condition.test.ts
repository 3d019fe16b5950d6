import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { conditionOf } from '../../src/rules/alert-condition.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';

const SHARE = { value: 'P', n: 'N', isShare: true };
/** Numbers in rules have six digits. */
const ROUNDING = 1e-5;

test('a share is surely beyond a bound just when the interval of Wilson lies beyond it', () => {
  const counts = fc
    .integer({ min: 1, max: 10_000 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
  const bounds = fc.integer({ min: 1, max: 999 }).map((bound) => bound / 1000);
  const confidences = fc.constantFrom(0.5, 0.9, 0.95, 0.999);
  fc.assert(
    fc.property(counts, bounds, confidences, fc.boolean(), ([hits, n], bound, confidence, isAbove) => {
      const { sure } = conditionOf(SHARE, { isAbove, bound, minCount: 30, confidence });
      const [, sign = '', margin = ''] =
        /^P [<>] [\d.]+ ([+-]) ([\d.e-]+) \/ sqrt\(N\) and N >= 30$/.exec(sure) ?? [];
      const farther = bound + (sign === '+' ? 1 : -1) * (Number(margin) / Math.sqrt(n));
      const interval = wilsonInterval(hits, n, confidence);
      assert.ok(interval);
      const [beyond, edge] = isAbove
        ? [interval.lower > bound, interval.lower]
        : [interval.upper < bound, interval.upper];
      fc.pre(Math.abs(edge - bound) > ROUNDING);
      assert.equal(isAbove ? hits / n > farther : hits / n < farther, beyond);
    }),
  );
});

test('what is no share is beyond its bound as it stands, and so is a share beyond a bound outside of 0 to 1', () => {
  const limit = { isAbove: true, bound: 0.25, minCount: 10, confidence: 0.95 };
  assert.deepEqual(conditionOf({ ...SHARE, isShare: false }, limit), {
    sure: 'P > 0.25 and N >= 10',
    beyond: 'P > 0.25',
  });
  const surely = [-0.01, 0, 1].map((bound) => conditionOf(SHARE, { ...limit, bound }).sure);
  assert.deepEqual(surely, ['P > -0.01 and N >= 10', 'P > 0 and N >= 10', 'P > 1 and N >= 10']);
});
