import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Registry } from 'prom-client';
import { Baseline, type ModelMonitor, modelMonitor, type Prediction } from '../../src/index.ts';
import { samplesOf } from '../support/metrics-text.ts';
import { featuresIn, ServedModel, valuesIn } from './served-model.ts';
import { smallBaseline } from './small-baseline.ts';

const SIZES = [0, 3.9, 4, 39, -1, 40, 1e300, null, undefined, '7', true, {}, [7]];
const KINDS = ['a', 'b', 'c', 'd', null, undefined, '', '@other', '@unseen', {}, ['a'], 1, true];

test('every value of a request is counted once, in its bin or as what it is instead', async (t) => {
  const served = await ServedModel.serve(t, { baseline: smallBaseline() }, () => ({
    output: SIZES.map(() => 'no'),
  }));
  const features = SIZES.map((size, row) => ({ size, kind: KINDS[row] }));
  await served.predict({ features });
  assert.deepEqual(await served.counts(), {
    size: { '3.9': 3, '7.8': 1, '+Inf': 3, '@missing': 2, '@invalid': 4 },
    kind: { a: 1, b: 1, '@other': 1, '@unseen': 4, '@missing': 2, '@invalid': 4 },
    '@prediction': { no: 13 },
  });
  assert.deepEqual(await served.byFeature('model_feature_out_of_range_total'), { size: { '': 3 } });
});

test('outputs are compared like features, and ones that the baseline never saw', async (t) => {
  const served = await ServedModel.serve(t, { baseline: smallBaseline() }, (req) => ({
    output: req.body.says,
  }));
  for (const says of ['yes', 'no', 'perhaps', true]) await served.predict({ features: {}, says });
  assert.deepEqual((await served.counts())['@prediction'], { yes: 1, no: 1, '@unseen': 2 });
});

test('outputs that cannot be read count no features either', async (t) => {
  const served = await ServedModel.serve(t, { baseline: smallBaseline() }, () => ({ output: {} }));
  await served.predict({ features: { size: 7, kind: 'a' } });
  assert.deepEqual(await served.counts(), { size: {}, kind: {}, '@prediction': {} });
});

/** Three classes with scores: 60 rows, of which each class's score takes 30 values. */
function scoredBaseline(classes: readonly string[]): Baseline {
  const rows = Array.from({ length: 60 }, (_, row) => {
    const p = row / 60;
    const scores = classes.length === 2 ? [1 - p, p] : [1 - p, p / 2, p / 2];
    return { features: { size: row }, output: classes[row % classes.length], scores };
  });
  return Baseline.fromRows(rows, { createdAt: new Date(0), classes });
}

test('scores are features: every class of three, the positive one of two, in whatever form they come', async (t) => {
  const three = await ServedModel.serve(
    t,
    { baseline: scoredBaseline(['a', 'b', 'c']) },
    (req) => req.body.answer,
  );
  await three.predict({ features: { size: 1 }, answer: { output: 'a', scores: [0.5, 0.25, 0.25] } });
  await three.predict({ features: { size: 1 }, answer: { output: 'a', scores: { a: 0.5, c: 0.5 } } });
  await three.predict({ features: { size: 1 }, answer: { output: 'a' } });
  const counted = await three.counts();
  const ofScores = Object.entries(counted).filter(([name]) => name.startsWith('@score:'));
  assert.deepEqual(
    ofScores.map(([name, bins]) => [name, valuesIn(bins)]),
    [
      ['@score:a', 2],
      ['@score:b', 2],
      ['@score:c', 2],
    ],
  );

  const two = await ServedModel.serve(
    t,
    { baseline: scoredBaseline(['no', 'yes']) },
    (req) => req.body.answer,
  );
  for (const answer of [
    { output: 0.75 },
    { output: [0.25, 0.75] },
    { output: 'yes', scores: { yes: 0.75 } },
  ]) {
    await two.predict({ features: { size: 1 }, answer });
  }
  const { '@score:yes': yes = {}, ...others } = await two.counts();
  assert.deepEqual([Object.values(yes), Object.keys(others)], [[3], ['size', '@prediction']]);
});

/** A monitor whose page is read without HTTP. */
function monitorOf(options: object): ModelMonitor {
  return modelMonitor({
    model: 'm',
    version: '1',
    log: false,
    metrics: { registry: new Registry(), defaultMetrics: false },
    onFault: ({ error }) => assert.fail(String(error)),
    ...options,
  });
}

test('with model and version in the options every series stands from the start, counters at 0', async () => {
  const baseline = smallBaseline();
  const monitor = monitorOf({ baseline });
  const page = await monitor.registry.metrics();
  const values = featuresIn(page, 'model_feature_values_total');
  const rows = featuresIn(page, 'model_feature_baseline_rows');
  assert.deepEqual(Object.keys(values), ['size', 'kind', '@prediction']);
  for (const [name, bins] of Object.entries(values)) {
    assert.deepEqual(Object.keys(bins), Object.keys(rows[name] ?? {}), name);
    assert.equal(valuesIn(bins), 0);
    assert.equal(valuesIn(rows[name]), baseline.rows);
  }
  assert.deepEqual(featuresIn(page, 'model_feature_out_of_range_total'), { size: { '': 0 } });
  for (const gauge of ['model_feature_drift', 'model_feature_drift_threshold', 'model_feature_drifted']) {
    assert.deepEqual(featuresIn(page, gauge), {}, gauge);
  }
  await monitor.close();
});

test('the baseline stands beside the values, bin by bin', async () => {
  const monitor = monitorOf({ baseline: smallBaseline() });
  const rows = featuresIn(await monitor.registry.metrics(), 'model_feature_baseline_rows');
  assert.deepEqual(rows, {
    size: Object.fromEntries([
      ...[3.9, 7.8, 11.7, 15.6, 19.5, 23.4, 27.3, 31.2, 35.1, '+Inf'].map((edge) => [edge, 4]),
      ['@missing', 0],
      ['@invalid', 0],
    ]),
    kind: { a: 20, b: 10, '@other': 10, '@unseen': 0, '@missing': 0, '@invalid': 0 },
    '@prediction': { no: 20, yes: 20, '@unseen': 0, '@missing': 0, '@invalid': 0 },
  });
  await monitor.close();
});

const anyValue = fc.oneof(
  fc.double(),
  fc.integer({ min: -5, max: 45 }),
  fc.constantFrom(...KINDS, undefined, Number.NaN, 10n, Symbol('s')),
  fc.string(),
  fc.array(fc.integer()),
);
const anyPrediction = fc.record(
  {
    features: fc.oneof(
      fc.record({ size: anyValue, kind: anyValue }, { requiredKeys: [] }),
      fc.array(anyValue, { maxLength: 4 }),
      fc.float64Array({ maxLength: 4 }),
    ),
    output: fc.constantFrom('no', 'yes', true, 'else'),
  },
  { requiredKeys: ['features', 'output'] },
);

test('of n predictions every feature has counted n values, whatever they were', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyPrediction, { maxLength: 20 }), async (predictions) => {
      const monitor = monitorOf({ baseline: smallBaseline() });
      monitor.record(predictions as readonly Prediction[]);
      const page = await monitor.registry.metrics();
      const counted = Object.values(featuresIn(page, 'model_feature_values_total')).map(valuesIn);
      assert.deepEqual(counted, [predictions.length, predictions.length, predictions.length]);
      assert.equal(
        samplesOf(page).get('model_predictions_total{model_name="m",model_version="1"}'),
        predictions.length,
      );
      await monitor.close();
    }),
    { numRuns: 50 },
  );
});
