import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Baseline, type BaselineFeature } from '../../src/domain/baseline.ts';
import { BaselineBuilder, type BaselineRow } from '../../src/domain/baseline-builder.ts';
import { featureBins } from '../../src/domain/feature-bins.ts';
import { featureDrift } from '../../src/domain/feature-drift.ts';
import { assertClose } from '../statistics/assert-close.ts';

const options = { createdAt: new Date('2026-01-31T12:00:00Z') };

/** What arrives in place of a value, and what a hostile client would send. */
const anyValue = fc.oneof(
  { weight: 4, arbitrary: fc.double() },
  { weight: 2, arbitrary: fc.integer({ min: -9, max: 9 }) },
  fc.string({ maxLength: 3 }),
  fc.constantFrom('@other', '@unseen', '@missing', '@invalid', '', '\n', 'true', '1', '__proto__', 'NaN'),
  fc.constantFrom(null, undefined, true, false, {}, [], [1], 7n, -0, Number.MAX_VALUE, Number.MIN_VALUE),
);
const className = fc.constantFrom('cat', 'dog', 'eel');
const rows: fc.Arbitrary<readonly BaselineRow[]> = fc.array(
  fc.record({
    features: fc.record({ a: anyValue, b: fc.double({ noNaN: true }), c: className }),
    output: fc.oneof(className, anyValue),
    scores: fc.record({ cat: fc.double({ min: 0, max: 1, noNaN: true }), dog: fc.double() }),
    truth: className,
  }),
  { maxLength: 60 },
);

/** All features of a baseline, and what its rows have in their place. */
function featuresWithValues(
  baseline: Baseline,
  rows: readonly BaselineRow[],
): readonly { readonly feature: BaselineFeature; readonly values: readonly unknown[] }[] {
  const { features, prediction } = baseline;
  const ofRow = ({ features, output, scores = {} }: BaselineRow): Readonly<Record<string, unknown>> => ({
    ...features,
    '@prediction': output,
    ...Object.fromEntries(Object.entries(scores).map(([name, score]) => [`@score:${name}`, score])),
  });
  return [...features, ...(prediction === undefined ? [] : [prediction])].map((feature) => ({
    feature,
    values: rows.map((row) => ofRow(row)[feature.name]),
  }));
}

/** Mean and deviation may differ by rounding, which is measured by the size of the numbers; all else is the same. */
function assertSameBaseline(found: Baseline, expected: Baseline): void {
  const withoutMoments = ({ features, prediction, quality: _sums, ...rest }: Baseline) => ({
    ...rest,
    features: [...features, prediction].map((feature) => ({ ...feature, mean: 0, std: 0 })),
  });
  assert.deepEqual(withoutMoments(found), withoutMoments(expected));
  for (const [index, feature] of found.features.entries()) {
    const other = expected.features[index];
    if (feature.type !== 'numeric' || other?.type !== 'numeric') continue;
    const size = Math.max(-feature.min, feature.max);
    assert.ok(Math.abs(feature.mean - other.mean) <= size * 1e-13, `means ${feature.mean}, ${other.mean}`);
    assert.ok(Math.abs(feature.std - other.std) <= size * 1e-7, `deviations ${feature.std}, ${other.std}`);
  }
}

test('a baseline says how the features, the outputs and the scores of its rows were', () => {
  const days = Array.from({ length: 12 }, (_, index) => ({
    features: { wind: index + 1, sky: index < 8 ? 'grey' : 'blue', is_holiday: index === 0 ? null : false },
    output: index < 3 ? 'storm' : 'calm',
    scores: { storm: index < 3 ? 0.75 : 0.25, calm: index < 3 ? 0.25 : 0.75 },
    truth: index < 4 ? 'storm' : 'calm',
  }));
  const baseline = Baseline.fromRows(days, { ...options, model: 'weather', version: '3' });
  assertClose(baseline, {
    schema: 'express-model-monitor/baseline@1',
    model: 'weather',
    version: '3',
    task: 'classification',
    classes: ['calm', 'storm'],
    rows: 12,
    createdAt: '2026-01-31T12:00:00.000Z',
    features: [
      {
        name: 'wind',
        type: 'numeric',
        edges: [2.1, 3.2, 4.3, 5.4, 6.5, 7.6, 8.7, 9.8, 10.9],
        counts: [2, 1, 1, 1, 1, 1, 1, 1, 1, 2],
        min: 1,
        max: 12,
        mean: 6.5,
        std: Math.sqrt(143 / 12),
        missing: 0,
      },
      {
        name: 'sky',
        type: 'categorical',
        categories: ['grey', 'blue'],
        counts: [8, 4],
        other: 0,
        missing: 0,
      },
      { name: 'is_holiday', type: 'categorical', categories: ['false'], counts: [11], other: 0, missing: 1 },
      {
        name: '@score:storm',
        type: 'numeric',
        edges: [0.25, 0.65],
        counts: [9, 0, 3],
        min: 0.25,
        max: 0.75,
        mean: 0.375,
        std: Math.sqrt(0.046875),
        missing: 0,
      },
    ],
    prediction: {
      name: '@prediction',
      type: 'categorical',
      categories: ['calm', 'storm'],
      counts: [9, 3],
      other: 0,
      missing: 0,
    },
    quality: {
      accuracy: 11 / 12,
      balanced_accuracy: 0.875,
      precision: 1,
      recall: 0.75,
      f1: 6 / 7,
      specificity: 1,
      mcc: 24 / Math.sqrt(864),
      kappa: 0.8,
      log_loss: -(11 * Math.log(0.75) + Math.log(0.25)) / 12,
      brier_score: (11 * 0.0625 + 0.5625) / 12,
      roc_auc: 28 / 32,
      calibration_error: 1 / 6,
    },
    calibration: { classes: [{ class: 'storm', scores: [0.25, 0.75], probabilities: [1 / 9, 1] }] },
  });
});

test('a baseline written to a file and read again is the same', () => {
  fc.assert(
    fc.property(rows, (drawn) => {
      const baseline = Baseline.fromRows(drawn, options);
      assert.deepEqual(Baseline.read(JSON.parse(JSON.stringify(baseline))), baseline);
      assert.deepEqual(Baseline.read(baseline), baseline);
    }),
  );
});

test('its own rows fall into its bins as the baseline says, and have not drifted', () => {
  fc.assert(
    fc.property(rows, (drawn) => {
      const baseline = Baseline.fromRows(drawn, options);
      for (const { feature, values } of featuresWithValues(baseline, drawn)) {
        const bins = featureBins(feature, baseline.rows);
        const counts = new Float64Array(bins.places);
        for (const value of values) counts[bins.placeOf(value)] = (counts[bins.placeOf(value)] ?? 0) + 1;
        assert.deepEqual(bins.rowsPerBin(counts), bins.baseline);
        assert.equal(bins.outOfRange(counts) ?? 0, 0);
        assert.equal(bins.unseen(counts) ?? 0, 0);
        const { verdict, rows, psi } = featureDrift(bins, bins.valuesPerBin(counts));
        assert.equal(verdict, rows < 30 ? 'not_enough_rows' : 'stable');
        assert.equal(psi ?? 0, 0);
      }
    }),
  );
});

test('the order of the rows does not matter', () => {
  const inTwoOrders = rows.chain((drawn) =>
    fc.tuple(fc.constant(drawn), fc.shuffledSubarray([...drawn], { minLength: drawn.length })),
  );
  fc.assert(
    fc.property(inTwoOrders, ([drawn, shuffled]) => {
      assertSameBaseline(Baseline.fromRows(shuffled, options), Baseline.fromRows(drawn, options));
    }),
  );
});

test('builders that saw parts of the rows merge to the one that saw them all', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 5 }), (drawn, parts) => {
      const builders = Array.from({ length: parts }, (_, part) => {
        const builder = new BaselineBuilder(options);
        const size = Math.ceil(drawn.length / parts);
        for (const row of drawn.slice(part * size, (part + 1) * size)) builder.add(row);
        return builder;
      });
      const all = new BaselineBuilder(options);
      for (const builder of builders) all.merge(builder);
      const whole = new BaselineBuilder(options);
      for (const row of drawn) whole.add(row);
      assertSameBaseline(all.finish(), whole.finish());
    }),
  );
});

test('a builder goes on after a baseline was taken from it', () => {
  const builder = new BaselineBuilder(options);
  for (let value = 0; value < 20; value += 1) builder.add({ features: [value] });
  assert.deepEqual(builder.finish(), builder.finish());
  builder.add({ features: [20] });
  assert.deepEqual(
    builder.finish(),
    Baseline.fromRows(
      Array.from({ length: 21 }, (_, value) => ({ features: [value] })),
      options,
    ),
  );
});

test('no rows make a baseline of nothing', () => {
  assert.deepEqual(Baseline.fromRows([], options), {
    schema: 'express-model-monitor/baseline@1',
    task: 'auto',
    rows: 0,
    createdAt: '2026-01-31T12:00:00.000Z',
    features: [],
  });
});
