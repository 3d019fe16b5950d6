import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOutDays, weatherRows } from '../../example-app/weather-data.ts';
import { Baseline } from '../../src/domain/baseline.ts';
import { featureBins } from '../../src/domain/feature-bins.ts';
import { featureDrift } from '../../src/domain/feature-drift.ts';
import { seededRandom } from '../statistics/seeded-random.ts';

const WINDOWS = 1000;
const MOST_FALSE_ALARMS = 0.005;

type Row = Readonly<Record<string, unknown>>;
const rowsOf = (location: 'Seattle' | 'New York'): readonly Row[] =>
  weatherRows({ location, years: [2012, 2013, 2014, ...heldOutDays.years] }).map(({ features, weather }) => ({
    ...features,
    weather,
  }));
const [seattle, newYork] = [rowsOf('Seattle'), rowsOf('New York')];
const baseline = Baseline.fromRows(
  seattle.map((features) => ({ features })),
  { createdAt: new Date(0) },
);

/** The share of windows of `size` rows in which each feature was called drifted. */
function driftedShares(rows: readonly Row[], size: number): Readonly<Record<string, number>> {
  const random = seededRandom(size);
  const drifted = new Map(baseline.features.map(({ name }) => [name, 0]));
  for (let window = 0; window < WINDOWS; window += 1) {
    const drawn = Array.from({ length: size }, () => rows[Math.floor(random() * rows.length)]);
    for (const feature of baseline.features) {
      const bins = featureBins(feature, baseline.rows);
      const counts = new Float64Array(bins.places);
      for (const row of drawn) {
        const place = bins.placeOf(row?.[feature.name]);
        counts[place] = (counts[place] ?? 0) + 1;
      }
      const hasDrifted = featureDrift(bins, bins.valuesPerBin(counts)).verdict === 'drifted';
      drifted.set(feature.name, (drifted.get(feature.name) ?? 0) + Number(hasDrifted) / WINDOWS);
    }
  }
  return Object.fromEntries(drifted);
}

for (const size of [30, 50, 100, 200, 500, 1000]) {
  test(`at most one window of ${size} unchanged rows in two hundred is called drifted`, () => {
    for (const [name, share] of Object.entries(driftedShares(seattle, size))) {
      assert.ok(share <= MOST_FALSE_ALARMS, `${name}: ${share}`);
    }
  });
}

test('another city is told from a hundred days of wind and of cold, always', () => {
  const { wind = 0, temp_min = 0 } = driftedShares(newYork, 100);
  assert.ok(wind >= 0.99 && temp_min >= 0.99, `${wind}, ${temp_min}`);
});
