import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Baseline } from '../../src/domain/baseline.ts';
import type { FeatureRow } from '../../src/domain/feature-counts.ts';
import { ModelDrift } from '../../src/domain/model-drift.ts';
import { isotonicRegression, isotonicValue } from '../../src/statistics/isotonic-regression.ts';

const WINDOW_SECONDS = 100;

class Clock {
  seconds = 1000;
  readonly now = (): number => this.seconds;
}

const KINDS = ['a', 'b', 'c'];

/** Sixty rows: a number, a category, two classes with scores that come true as often as they say. */
function trainingRows(): { features: object; output: string; scores: number[]; truth: string }[] {
  return Array.from({ length: 60 }, (_, row) => {
    const p = (row % 20) / 20;
    return {
      features: { size: row, kind: KINDS[row % 3] },
      output: p >= 0.5 ? 'yes' : 'no',
      scores: [1 - p, p],
      truth: (row * 7) % 20 < 20 * p ? 'yes' : 'no',
    };
  });
}

const BASELINE = Baseline.fromRows(trainingRows() as Parameters<typeof Baseline.fromRows>[0], {
  createdAt: new Date(0),
  classes: ['no', 'yes'],
});

function driftOf(clock: Clock, baseline = BASELINE): ModelDrift {
  const window = { windowSeconds: WINDOW_SECONDS, retentionSeconds: WINDOW_SECONDS, now: clock.now };
  return new ModelDrift(baseline, window);
}

function rowOf({ features, p = 0.5 }: { features?: FeatureRow['features']; p?: number }): FeatureRow {
  const scores = { values: [1 - p, p], names: ['no', 'yes'], positive: 1 as const };
  return { features, meaning: { kind: 'class', name: p >= 0.5 ? 'yes' : 'no' }, scores };
}

/** How often the given classes are right, if each score comes true as often as isotonic regression says. */
function expectedAccuracy(): number {
  const rows = trainingRows();
  const scores = rows.map(({ scores }) => scores[1] ?? 0);
  const fit = isotonicRegression(
    scores,
    rows.map(({ truth }) => (truth === 'yes' ? 1 : 0)),
  );
  const chances = scores.map((score) => (fit === undefined ? Number.NaN : isotonicValue(fit, score)));
  const right = chances.map((chance, row) => ((scores[row] ?? 0) >= 0.5 ? chance : 1 - chance));
  return right.reduce((sum, chance) => sum + chance, 0) / rows.length;
}

/** Rows per bin of one feature since the start, without the bins that are empty. */
function totalsOf(drift: ModelDrift, feature: string): Record<string, number> {
  for (const [bins, counts] of drift.totals()) {
    if (bins.name !== feature) continue;
    const rows = Array.from(bins.rowsPerBin(counts), (count, bin) => [bins.binNames[bin], count] as const);
    return Object.fromEntries(rows.filter(([, count]) => count > 0));
  }
  return assert.fail(`there is no feature ${feature}`);
}

function verdictOf(drift: ModelDrift, feature: string): string | undefined {
  return drift.window().comparisons.find(({ bins }) => bins.name === feature)?.drift.verdict;
}

test('every value of a prediction is counted in its bin, and so are its output and its scores', () => {
  const drift = driftOf(new Clock());
  drift.add(rowOf({ features: { size: 3, kind: 'b' }, p: 0.9 }));
  drift.add(rowOf({ features: { size: Number.NaN, kind: 'never' }, p: 0.1 }));
  drift.add(rowOf({ features: { kind: null } }));
  assert.deepEqual(totalsOf(drift, 'size'), { 5.9: 1, '@missing': 1, '@invalid': 1 });
  assert.deepEqual(totalsOf(drift, 'kind'), { b: 1, '@unseen': 1, '@missing': 1 });
  assert.deepEqual(totalsOf(drift, '@prediction'), { no: 1, yes: 2 });
  assert.equal(Object.values(totalsOf(drift, '@score:yes')).length, 3);
});

test('values by position have the names of the baseline, those in typed arrays too', () => {
  const drift = driftOf(new Clock());
  drift.add(rowOf({ features: [3, 'a'] }));
  drift.add(rowOf({ features: Float32Array.of(3) as unknown as readonly unknown[] }));
  assert.deepEqual(totalsOf(drift, 'size'), { 5.9: 2 });
  assert.deepEqual(totalsOf(drift, 'kind'), { a: 1, '@missing': 1 });
});

test('a list of too many values is left out, and somebody is told', () => {
  let skipped = 0;
  const inputs = { mostValues: 2, onSkipped: () => (skipped += 1) };
  const drift = new ModelDrift(BASELINE, { windowSeconds: 1, retentionSeconds: 1, now: () => 0, inputs });
  drift.add(rowOf({ features: [3, 'a', 1] }));
  drift.add(rowOf({ features: [3, 'a'] }));
  assert.deepEqual([skipped, totalsOf(drift, 'size')], [1, { 5.9: 1 }]);
});

test('inputs nobody told of are not missing: nothing is counted of them', () => {
  const drift = driftOf(new Clock());
  drift.add(rowOf({}));
  assert.deepEqual([totalsOf(drift, 'size'), totalsOf(drift, '@prediction')], [{}, { yes: 1 }]);
});

test('a feature that is called like a member of every object is missing where it is', () => {
  const rows = Array.from({ length: 40 }, (_, row) => ({ features: { constructor: row } }));
  const baseline = Baseline.fromRows(rows, { createdAt: new Date(0) });
  const drift = driftOf(new Clock(), baseline);
  drift.add(rowOf({ features: {} }));
  assert.deepEqual(totalsOf(drift, 'constructor'), { '@missing': 1 });
});

test('the rows of the baseline itself are stable, others drift, and thirty are needed to say so', () => {
  const drift = driftOf(new Clock());
  for (const { features } of trainingRows().slice(0, 29)) drift.add(rowOf({ features } as never));
  assert.equal(verdictOf(drift, 'size'), 'not_enough_rows');
  for (const { features } of trainingRows()) drift.add(rowOf({ features } as never));
  assert.equal(verdictOf(drift, 'kind'), 'stable');
  for (let row = 0; row < 200; row += 1) drift.add(rowOf({ features: { size: 1000, kind: 'a' } }));
  assert.deepEqual([verdictOf(drift, 'size'), verdictOf(drift, 'kind')], ['drifted', 'drifted']);
});

test('the window forgets, the totals do not', () => {
  const clock = new Clock();
  const drift = driftOf(clock);
  for (let row = 0; row < 40; row += 1) drift.add(rowOf({ features: { size: row, kind: 'a' } }));
  clock.seconds += WINDOW_SECONDS;
  const [size] = drift.window().comparisons;
  assert.deepEqual([size?.drift.rows, drift.window().estimate], [0, undefined]);
  drift.add(rowOf({ features: { size: 1, kind: 'a' } }));
  const total = Object.values(totalsOf(drift, 'size')).reduce((sum, count) => sum + count, 0);
  assert.deepEqual([total, drift.window().comparisons[0]?.drift.rows], [41, 1]);
});

test('whatever the clock does, totals are the sum of all that was counted, and never fall', () => {
  const step = fc.record({
    seconds: fc.integer({ min: 0, max: 250 }),
    size: fc.integer({ min: -5, max: 70 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const clock = new Clock();
      const drift = driftOf(clock);
      for (const [index, { seconds, size }] of steps.entries()) {
        clock.seconds += seconds;
        drift.add(rowOf({ features: { size, kind: 'a' } }));
        const counted = Object.values(totalsOf(drift, 'size')).reduce((sum, count) => sum + count, 0);
        assert.equal(counted, index + 1);
      }
    }),
  );
});

test('split over several processes the counts add up to those of one', () => {
  const clock = new Clock();
  const [one, ...parts] = Array.from({ length: 4 }, () => driftOf(clock));
  for (const [index, { features }] of trainingRows().entries()) {
    one?.add(rowOf({ features } as never));
    parts[index % 3]?.add(rowOf({ features } as never));
  }
  const countsOf = (drift: ModelDrift): number[][] =>
    Array.from(drift.totals(), ([bins, counts]) => Array.from(bins.rowsPerBin(counts)));
  const sums = parts
    .map(countsOf)
    .reduce((all, part) =>
      all.map((bins, feature) => bins.map((rows, bin) => rows + (part[feature]?.[bin] ?? 0))),
    );
  assert.deepEqual(sums, one && countsOf(one));
});

test('quality is estimated from scores that the baseline calibrates, and only from them', () => {
  const drift = driftOf(new Clock());
  for (const { features, scores } of trainingRows()) {
    drift.add(rowOf({ features, p: scores[1] } as never));
  }
  const {
    rows,
    accuracy = 0,
    precision = 0,
  } = drift.window().estimate ?? assert.fail('there is no estimate');
  assert.equal(rows, 60);
  assert.ok(Math.abs(accuracy - expectedAccuracy()) < 1e-9, `${accuracy} beside ${expectedAccuracy()}`);
  assert.ok(precision > 0.5 && precision < 1);
  const { calibration: _none, ...uncalibrated } = BASELINE;
  const without = driftOf(new Clock(), uncalibrated);
  without.add(rowOf({ features: { size: 1 }, p: 0.5 }));
  assert.equal(without.window().estimate, undefined);
});

test('what was read is kept until something is added or the slot ends', () => {
  const clock = new Clock();
  const drift = driftOf(clock);
  const first = drift.window();
  assert.equal(drift.window(), first);
  drift.add(rowOf({ features: { size: 1, kind: 'a' } }));
  const second = drift.window();
  assert.notEqual(second, first);
  clock.seconds += WINDOW_SECONDS / 10;
  assert.notEqual(drift.window(), second);
});
