import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Baseline } from '../../src/index.ts';
import { EstimatedQualitySums } from '../../src/statistics/estimated-quality-sums.ts';
import { ScoreCalibrator } from '../../src/statistics/score-calibration.ts';
import { oracleStream, type StreamName, type StreamRow } from '../oracles/streams.ts';
import { assertClose } from '../statistics/assert-close.ts';
import { samplesOf } from '../support/metrics-text.ts';
import { ServedModel } from './served-model.ts';

/** A real model's predictions: half of them for the baseline, the others to come. */
function halvesOf(name: StreamName): {
  baseline: Baseline;
  classes: readonly string[];
  live: readonly StreamRow[];
} {
  const { rows, classes = [] } = oracleStream(name);
  const half = Math.floor(rows.length / 2);
  const baseline = Baseline.fromRows(rows.slice(0, half), { createdAt: new Date(0), classes });
  return { baseline, classes, live: rows.slice(half) };
}

/** Sends rows in one batch to a model that answers with output and scores. */
async function serveRows(
  t: TestContext,
  baseline: Baseline,
  rows: readonly Partial<StreamRow>[],
): Promise<ServedModel> {
  const served = await ServedModel.serve(t, { baseline }, (_req, res) => {
    res.locals['prediction'] = rows;
    return {};
  });
  await served.predict({});
  return served;
}

function gaugesOf(page: string, name: string): Record<string, number> {
  const found = Array.from(samplesOf(page)).flatMap(([series, value]) => {
    const [, metric = ''] = /metric="([^"]*)"(?:,class="")?\}$/.exec(series) ?? [];
    return series.startsWith(`${name}{`) && metric !== '' ? [[metric, value] as const] : [];
  });
  return Object.fromEntries(found);
}

const METRICS = ['accuracy', 'precision', 'recall', 'f1', 'roc_auc'] as const;

for (const name of ['breast-cancer', 'digits'] as const) {
  test(`without a label of ${name} quality is estimated, close to what labels say`, async (t) => {
    const { baseline, classes, live } = halvesOf(name);
    const unlabelled = live.map(({ truth: _unknown, ...row }) => row);
    const page = await (await serveRows(t, baseline, unlabelled)).scrape();
    const estimated = gaugesOf(page, 'model_quality_estimated');

    const curves = baseline.calibration?.classes ?? [];
    const sums = new EstimatedQualitySums(new ScoreCalibrator({ curves }));
    for (const { output, scores = [] } of live) sums.add(classes.indexOf(String(output)), scores);
    const { accuracy, precision, recall, f1, rocAuc: roc_auc } = sums.quality();
    assertClose(estimated, { accuracy, precision, recall, f1, roc_auc });
    assert.doesNotMatch(page, /^model_quality\{.*metric="accuracy"/m);

    const measured = gaugesOf(await (await serveRows(t, baseline, live)).scrape(), 'model_quality');
    for (const metric of METRICS) {
      const off = Math.abs((estimated[metric] ?? 0) - (measured[metric] ?? 1));
      assert.ok(off < 0.04, `${metric} is ${measured[metric]}, estimated as ${estimated[metric]}`);
    }
  });
}

test('the snapshot has the estimate with an interval that holds the truth', async (t) => {
  const { baseline, live } = halvesOf('breast-cancer');
  const served = await serveRows(t, baseline, live);
  const { drift, window } = served.monitor.snapshot().models[0] ?? assert.fail('no model was seen');
  const estimate = drift?.baseline === 'given' ? drift.estimate : undefined;
  const [low, high] = [estimate?.accuracyInterval?.lower ?? 1, estimate?.accuracyInterval?.upper ?? 0];
  const measured =
    window.quality.find((figure) => figure.metric === 'accuracy' && figure.class === '')?.value ?? -1;
  assert.equal(estimate?.rows, live.length);
  assert.ok(low < measured && measured < high, `${measured} is not in ${low}..${high}`);
});

test('without scores, without a calibration and for regressions nothing is estimated', async (t) => {
  const { baseline, live } = halvesOf('breast-cancer');
  const { calibration: _none, ...uncalibrated } = baseline;
  const unscored = live.map(({ scores: _none, ...row }) => row);
  const flights = halvesOf('flights');
  for (const [given, rows] of [
    [uncalibrated, live],
    [baseline, unscored],
    [flights.baseline, flights.live],
  ] as const) {
    const served = await serveRows(t, given, rows.slice(0, 100));
    assert.deepEqual(gaugesOf(await served.scrape(), 'model_quality_estimated'), {});
  }
});
