import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ScoredLabel, ScoreSums } from '../../src/domain/score-sums.ts';
import { CALIBRATION_EDGES } from '../../src/statistics/calibration-bins.ts';
import { assertClose } from '../statistics/assert-close.ts';
import { scoredLabels } from './arbitrary-labels.ts';

function sumsOf(labels: readonly ScoredLabel[]): ScoreSums {
  const sums = new ScoreSums();
  for (const label of labels) sums.add(label);
  return sums;
}

function plain({ labels, logLoss, squaredDistance, calibration }: ScoreSums): object {
  return { labels, logLoss, squaredDistance, calibration: Object.fromEntries(calibration) };
}

/** Scores that do not quite sum to 1, as rounding leaves them. */
const ROUNDED = [0.625, 0.3745] as const;

test('of two classes the distance is that of the class spoken of, of the right class the surprise', () => {
  const label = { scores: ROUNDED, truth: 1 };
  const ofSecond = sumsOf([{ ...label, spokenOf: 1, score: 0.3745, hit: 1 }]);
  const ofFirst = sumsOf([{ ...label, spokenOf: 0, score: 0.625, hit: 0 }]);
  assert.deepEqual(ofSecond.figures(), {
    logLoss: -Math.log(0.3745),
    brierScore: (1 - 0.3745) ** 2,
    calibrationError: 1 - 0.3745,
  });
  assert.deepEqual(ofFirst.figures(), {
    logLoss: -Math.log(0.3745),
    brierScore: 0.625 ** 2,
    calibrationError: 0.625,
  });
});

test('of more classes the distance is the sum over all', () => {
  const sums = sumsOf([{ scores: [0.5, 0.25, 0.25], truth: 2, spokenOf: 4, score: 0.5, hit: 0 }]);
  const { logLoss, ...figures } = sums.figures();
  assert.deepEqual(figures, { brierScore: 0.25 + 0.0625 + 0.5625, calibrationError: 0.5 });
  assertClose(logLoss, Math.log(4));
});

test('a right class without any probability costs 34.5 nats, not infinitely many', () => {
  const sums = sumsOf([{ scores: [1, 0], truth: 1, spokenOf: 1, score: 0, hit: 1 }]);
  assertClose(sums.figures(), { logLoss: -Math.log(1e-15), brierScore: 1, calibrationError: 1 });
});

test('bins are kept by the class whose score it is, the error is that over all of them', () => {
  const sums = sumsOf([
    { scores: [0.5, 0.25, 0.25], truth: 0, spokenOf: 7, score: 0.5, hit: 1 },
    { scores: [0.25, 0.5, 0.25], truth: 0, spokenOf: 8, score: 0.5, hit: 0 },
  ]);
  const bin = CALIBRATION_EDGES.indexOf(0.5);
  assert.deepEqual(
    Array.from(sums.calibration, ([number, { counts, hits }]) => [number, counts[bin], hits[bin]]),
    [
      [7, 1, 1],
      [8, 1, 0],
    ],
  );
  assert.equal(sums.figures().calibrationError, 0);
});

test('merging equals one pass, in any order, and leaves the other as it is', () => {
  fc.assert(
    fc.property(scoredLabels, scoredLabels, (first, second) => {
      const [merged, other] = [sumsOf(first), sumsOf(second)];
      merged.merge(other);
      assertClose(plain(merged), plain(sumsOf([...second, ...first])));
      assert.deepEqual(plain(other), plain(sumsOf(second)));
    }),
  );
});

test('no sum ever falls', () => {
  fc.assert(
    fc.property(scoredLabels, (labels) => {
      const sums = new ScoreSums();
      for (const label of labels) {
        const { logLoss, squaredDistance } = sums;
        sums.add(label);
        assert.ok(sums.logLoss >= logLoss && sums.squaredDistance >= squaredDistance);
      }
    }),
  );
});

test('without labels there are no figures', () => {
  assert.deepEqual(new ScoreSums().figures(), {
    logLoss: undefined,
    brierScore: undefined,
    calibrationError: undefined,
  });
});
