import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type AccuracyEstimate,
  estimatedAccuracyInterval,
} from '../../src/statistics/estimated-accuracy-interval.ts';
import { twoProportionZTest } from '../../src/statistics/two-proportion-z-test.ts';
import { assertClose } from './assert-close.ts';
import { seededRandom } from './seeded-random.ts';

const CONFIDENCE = 0.95;
const count = fc.integer({ min: 1, max: 1e6 });
const estimates = fc.record<AccuracyEstimate>({
  accuracy: fc.integer({ min: 0, max: 1000 }).map((part) => part / 1000),
  rows: count,
  calibrationRows: count,
});

test('a half of a hundred rows, calibrated on as many, worked by hand', () => {
  // Around a half the pooled share moves as far as half the distance: d² = z² (1/4 - d²/4) / 50.
  const zSquared = 3.841458820694124;
  const reach = Math.sqrt(zSquared / 200 / (1 + zSquared / 200));
  assertClose(estimatedAccuracyInterval({ accuracy: 0.5, rows: 100, calibrationRows: 100 }, CONFIDENCE), {
    lower: 0.5 - reach,
    upper: 0.5 + reach,
  });
});

test('at each bound inside 0..1 a test of the two proportions says exactly the confidence', () => {
  fc.assert(
    fc.property(estimates, fc.constantFrom(0.5, 0.9, 0.95, 0.999), (estimate, confidence) => {
      const { accuracy, rows, calibrationRows } = estimate;
      const interval = estimatedAccuracyInterval(estimate, confidence);
      for (const bound of [interval.lower, interval.upper]) {
        if (bound <= 0 || bound >= 1 || Math.abs(bound - accuracy) < 1e-9) continue;
        const test = twoProportionZTest(bound * rows, rows, accuracy * calibrationRows, calibrationRows);
        assertClose(test?.pValue, 1 - confidence, 1e-6);
      }
    }),
  );
});

test('the bounds lie around the estimate within 0..1, and closer with more rows on either side', () => {
  fc.assert(
    fc.property(estimates, (estimate) => {
      const { lower, upper } = estimatedAccuracyInterval(estimate, CONFIDENCE);
      assert.ok(lower >= 0 && lower <= estimate.accuracy && estimate.accuracy <= upper && upper <= 1);
      for (const more of [{ rows: estimate.rows * 4 }, { calibrationRows: estimate.calibrationRows * 4 }]) {
        const closer = estimatedAccuracyInterval({ ...estimate, ...more }, CONFIDENCE);
        assert.ok(closer.upper - closer.lower <= upper - lower + 1e-12);
      }
    }),
  );
});

test('an estimate of 1 from few rows is not taken for certain', () => {
  const { lower, upper } = estimatedAccuracyInterval(
    { accuracy: 1, rows: 50, calibrationRows: 50 },
    CONFIDENCE,
  );
  assert.equal(upper, 1);
  assertClose(lower, 1 - 0.0739, 1e-3);
});

/** How often the accuracy that labels show lies within the interval, of rows that are right with known chances. */
function shareHeld(rows: number, chance: (random: () => number) => number): number {
  const random = seededRandom(rows);
  const repeats = 2000;
  let held = 0;
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const chances = Array.from({ length: rows }, () => chance(random));
    const accuracy = chances.reduce((sum, value) => sum + value, 0) / rows;
    const measured = chances.filter((value) => random() < value).length / rows;
    const { lower, upper } = estimatedAccuracyInterval({ accuracy, rows, calibrationRows: 1e9 }, CONFIDENCE);
    if (measured >= lower - 1e-12 && measured <= upper + 1e-12) held += 1;
  }
  return held / repeats;
}

test('of well calibrated predictions the interval holds the accuracy as often as it says', () => {
  const chances: readonly ((random: () => number) => number)[] = [
    () => 0.8,
    (random) => 0.5 + random() / 2,
    (random) => 1 - random() / 50,
    (random) => (random() < 0.8 ? 0.99 : 0.55),
  ];
  for (const rows of [30, 100, 300]) {
    for (const chance of chances) {
      const share = shareHeld(rows, chance);
      // The steps of 1/rows make it a little more or less.
      assert.ok(share >= CONFIDENCE - 0.02, `${share} of ${rows} rows: ${chance}`);
    }
  }
});

test('what is no estimate or no confidence is refused', () => {
  const estimate: AccuracyEstimate = { accuracy: 0.5, rows: 10, calibrationRows: 10 };
  const wrong: readonly { estimate: AccuracyEstimate; confidence: number; message: string }[] = [
    {
      estimate: { ...estimate, accuracy: 1.5 },
      confidence: 0.95,
      message: 'accuracy is 1.5, not a number in 0..1',
    },
    {
      estimate: { ...estimate, accuracy: Number.NaN },
      confidence: 0.95,
      message: 'accuracy is NaN, not a number in 0..1',
    },
    { estimate: { ...estimate, rows: 0 }, confidence: 0.95, message: 'rows is 0, not a finite number > 0' },
    {
      estimate: { ...estimate, calibrationRows: Number.NaN },
      confidence: 0.95,
      message: 'calibrationRows is NaN, not a finite number > 0',
    },
    { estimate, confidence: 1, message: 'confidence is 1, not strictly between 0 and 1' },
    { estimate, confidence: Number.NaN, message: 'confidence is NaN, not strictly between 0 and 1' },
  ];
  for (const { estimate, confidence, message } of wrong) {
    assert.throws(() => estimatedAccuracyInterval(estimate, confidence), { name: 'RangeError', message });
  }
});
