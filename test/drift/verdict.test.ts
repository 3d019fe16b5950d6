import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import { type BaselineRow, modelMonitor } from '../../src/index.ts';
import {
  driftThreshold,
  hellingerDistance,
  jensenShannonDistance,
  kolmogorovSmirnov,
  lInfinityDistance,
  psi,
} from '../../src/statistics/index.ts';
import { featuresIn, type RowsByFeature, ServedModel, valuesIn } from './served-model.ts';
import { SMALL_ROWS, smallBaseline } from './small-baseline.ts';
import { seattleBaseline, weatherDays } from './weather.ts';

/** A model that answers what it is told. */
function serveEcho(
  t: Parameters<typeof ServedModel.serve>[0],
  baseline = smallBaseline(),
): Promise<ServedModel> {
  return ServedModel.serve(t, { baseline }, (req) => ({ output: req.body.outputs }));
}

function batchOf(rows: readonly BaselineRow[]): object {
  return { features: rows.map(({ features }) => features), outputs: rows.map(({ output }) => output) };
}

async function verdictsOf(served: ServedModel): Promise<Record<string, number | undefined>> {
  const verdicts = await served.byFeature('model_feature_drifted');
  return Object.fromEntries(Object.entries(verdicts).map(([feature, { '': verdict }]) => [feature, verdict]));
}

test('29 rows say nothing, 30 do: 0 is stable, 1 has drifted', async (t) => {
  const served = await serveEcho(t);
  const rows = SMALL_ROWS.slice(0, 30).map((row) => ({ ...row, features: { ...row.features, kind: 'z' } }));
  await served.predict(batchOf(rows.slice(0, 29)));
  assert.deepEqual(await verdictsOf(served), {});
  await served.predict(batchOf(rows.slice(29)));
  assert.deepEqual(await verdictsOf(served), { size: 0, kind: 1, '@prediction': 0 });
});

test('missing and invalid values are no rows to judge by', async (t) => {
  const served = await serveEcho(t);
  const rows = SMALL_ROWS.slice(0, 29).concat([{ features: { size: null, kind: {} }, output: 'no' }]);
  await served.predict(batchOf(rows));
  assert.deepEqual(await verdictsOf(served), { '@prediction': 0 });
});

test('gauges speak of the current window, counters of all that was', async (t) => {
  let milliseconds = 0;
  t.mock.method(performance, 'now', () => milliseconds);
  const metrics = { registry: new Registry(), defaultMetrics: false };
  const options = { model: 'm', version: '1', window: '10s', log: false, metrics } as const;
  const monitor = modelMonitor({ ...options, baseline: smallBaseline() });
  monitor.record(SMALL_ROWS);
  const verdicts = async (): Promise<RowsByFeature> =>
    featuresIn(await monitor.registry.metrics(), 'model_feature_drifted');
  assert.deepEqual(await verdicts(), { size: { '': 0 }, kind: { '': 0 }, '@prediction': { '': 0 } });
  milliseconds = 10_000;
  assert.deepEqual(await verdicts(), {});
  monitor.record(SMALL_ROWS.map(({ output }) => ({ features: { size: 100, kind: 'a' }, output })));
  assert.deepEqual(await verdicts(), { size: { '': 1 }, kind: { '': 1 }, '@prediction': { '': 0 } });
  const counted = featuresIn(await monitor.registry.metrics(), 'model_feature_values_total');
  assert.equal(valuesIn(counted['size']), 80);
  await monitor.close();
});

/** The bins that hold values, edges in their order: an object has whole numbers before all others. */
function valueBins(bins: Readonly<Record<string, number>> = {}): readonly string[] {
  const names = Object.keys(bins).filter((bin) => bin !== '@missing' && bin !== '@invalid');
  const edgeOf = (bin: string): number => Number(bin.replace('+Inf', 'Infinity'));
  return names.includes('+Inf') ? names.sort((a, b) => edgeOf(a) - edgeOf(b)) : names;
}

/** What the five distances and the verdict are, from the rows per bin on a page of metrics. */
function directly(values: RowsByFeature, baseline: RowsByFeature, feature: string): object {
  const bins = valueBins(baseline[feature]);
  const rowsOf = (rows: RowsByFeature): number[] => bins.map((bin) => rows[feature]?.[bin] ?? Number.NaN);
  const [p, q] = [rowsOf(baseline), rowsOf(values)];
  const sum = (counts: readonly number[]): number => counts.reduce((total, rows) => total + rows, 0);
  const threshold = driftThreshold(sum(q), sum(p), bins.length) ?? Number.NaN;
  return {
    psi: psi(p, q),
    js: jensenShannonDistance(p, q),
    hellinger: hellingerDistance(p, q),
    linf: lInfinityDistance(p, q),
    ...(bins.includes('+Inf') ? { ks: kolmogorovSmirnov(p, q) } : {}),
    threshold,
    drifted: (psi(p, q) ?? Number.NaN) >= threshold ? 1 : 0,
  };
}

/** The same as the metrics tell it. */
function told(page: string, feature: string): Record<string, number | undefined> {
  const gauge = (name: string): number | undefined => featuresIn(page, name)[feature]?.[''];
  return {
    ...featuresIn(page, 'model_feature_drift')[feature],
    threshold: gauge('model_feature_drift_threshold'),
    drifted: gauge('model_feature_drifted'),
  };
}

const CITIES = [
  { city: 'Seattle', drifted: [] },
  { city: 'New York', drifted: ['temp_max', 'temp_min', 'wind', '@prediction'] },
] as const;

for (const { city, drifted } of CITIES) {
  test(`beside Seattle, of all days of ${city} ${drifted.join(', ') || 'nothing'} drifts, as computed directly`, async (t) => {
    const served = await serveEcho(t, seattleBaseline());
    const days = weatherDays(city);
    for (let day = 0; day < days.length; day += 500)
      await served.predict(batchOf(days.slice(day, day + 500)));
    const page = await served.scrape();
    const values = featuresIn(page, 'model_feature_values_total');
    const rows = featuresIn(page, 'model_feature_baseline_rows');
    const features = Object.keys(values);
    assert.deepEqual(features, ['precipitation', 'temp_max', 'temp_min', 'wind', '@prediction']);
    for (const feature of features) {
      assert.equal(valuesIn(values[feature]), days.length);
      assert.deepEqual(told(page, feature), directly(values, rows, feature), feature);
    }
    assert.deepEqual(
      features.filter((feature) => told(page, feature)['drifted'] === 1),
      drifted,
    );
  });
}

test('sixty days of New York are enough to see that it is windier', async (t) => {
  const served = await serveEcho(t, seattleBaseline());
  await served.predict(batchOf(weatherDays('New York').slice(0, 60)));
  const { wind, precipitation } = await verdictsOf(served);
  assert.deepEqual({ wind, precipitation }, { wind: 1, precipitation: 0 });
});
