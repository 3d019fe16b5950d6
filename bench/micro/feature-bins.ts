// What a feature value costs: nanoseconds beside a bare increment of a typed array, and beside what other packages do
// with a number, in one run. Then a row of 100 features, found by name. A live server pays several times as much for
// any of these, its caches being cold.
//
//   npm run -s build && node --import tsx bench/micro/feature-bins.ts
//
// Once a program has detached an ArrayBuffer, as the loader of this command does, V8 asks each typed array at each access
// whether it is detached, and all increments take longer. Without:
//
//   npx esbuild bench/micro/feature-bins.ts --bundle --platform=node --format=esm --packages=external \
//     --outfile=dist/bench/feature-bins.js && node dist/bench/feature-bins.js

import { createRequire } from 'node:module';
import { Histogram, Registry } from 'prom-client';
import type { Baseline } from '../../src/domain/baseline.ts';
import type { BaselineRow } from '../../src/domain/baseline-builder.ts';
import type { FeatureBins } from '../../src/domain/feature-bins.ts';
import { seededNormal, seededRandom } from '../../test/statistics/seeded-random.ts';
import { builtModule } from './built-module.ts';

const baselines = await builtModule<typeof import('../../src/domain/baseline.ts')>('domain/baseline.js');
const { featureBins } =
  await builtModule<typeof import('../../src/domain/feature-bins.ts')>('domain/feature-bins.js');
const { FeatureTable } =
  await builtModule<typeof import('../../src/domain/feature-counts.ts')>('domain/feature-counts.js');
const { lowerBound } = await builtModule<typeof import('../../src/statistics/bucket-counts.ts')>(
  'statistics/bucket-counts.js',
);

/** Loaded without its types, which speak of a package that it does not bring. */
const { DDSketch } = createRequire(import.meta.url)('@datadog/sketches-js') as {
  readonly DDSketch: new () => { accept(value: number): void };
};

type Row = Readonly<Record<string, number>>;

const VALUES = 100_000;
const ROUNDS = 40;
const FEATURES = 100;
const CITIES = ['Seattle', 'New York', 'Ulm', 'Bern', 'Oslo', 'Lima', 'Quito', 'Accra'];

const [normal, random] = [seededNormal(1), seededRandom(2)];
const places = Uint8Array.from({ length: VALUES }, () => Math.floor(random() * 12));
const numbers = Array.from({ length: VALUES }, () => 20 + 8 * normal());
const texts = Array.from({ length: VALUES }, () => CITIES[Math.floor(random() * CITIES.length)] as string);
const rows = Array.from({ length: VALUES / FEATURES }, (_, row) => {
  const values = numbers.slice(row * FEATURES, (row + 1) * FEATURES);
  return Object.fromEntries(values.map((value, index) => [`feature_${index}`, value]));
});

function baselineOf(rows: readonly BaselineRow[]): Baseline {
  return baselines.Baseline.fromRows(rows, { createdAt: new Date(0) });
}

function binsOf(values: readonly unknown[]): FeatureBins {
  const baseline = baselineOf(values.map((value) => ({ features: { value } })));
  const [feature] = baseline.features;
  if (feature === undefined) throw new Error('no feature');
  return featureBins(feature, baseline.rows);
}

const [numericBins, categoryBins] = [binsOf(numbers), binsOf(texts)];
const histogram = new Histogram({
  name: 'feature',
  help: 'A feature.',
  labelNames: ['model_name', 'model_version', 'feature'],
  buckets: numericBins.binNames.slice(0, 9).map(Number),
  registers: [new Registry()],
});
const edges = Float64Array.from(numericBins.binNames.slice(0, 9), Number);
const table = new FeatureTable(baselineOf(rows.map((features) => ({ features }))));

const names = Object.keys(rows[0] ?? {});
const counts = new Float64Array(32);
const tableCounts = new Float64Array(table.places);
const meaning = { kind: 'value', value: 1 } as const;
const labels = { model_name: 'weather', model_version: '1', feature: 'wind' };
const sketch = new DDSketch();

const cases: Readonly<Record<string, () => void>> = {
  'typed-array increment, place known': () => incrementKnown(counts, places),
  'typed-array increment, place made of the number': () => incrementMade(counts, numbers),
  'FeatureBins, a number into ten bins': () => countNumbers(counts, numbers, numericBins),
  'the same by binary search (lowerBound)': () => countSearched(counts, numbers, edges),
  'FeatureBins, one category of eight': () => countTexts(counts, texts, categoryBins),
  'increments of 100 features by name': () => incrementNamed(tableCounts, rows, names),
  'FeatureTable, 100 features by name': () => {
    for (const features of rows) table.add(tableCounts, { features, meaning, scores: undefined });
  },
  'sketches-js, DDSketch.accept': () => {
    for (const number of numbers) sketch.accept(number);
  },
  'prom-client, Histogram.observe with 3 labels': () => {
    for (const number of numbers) histogram.observe(labels, number);
  },
};

// A loop of its own for each, so that none is slower for what another made of a shared one; each is handed what it
// works on, since a module's own variables would be looked up at every turn.

function incrementKnown(counts: Float64Array, places: Uint8Array): void {
  for (let row = 0; row < places.length; row += 1) {
    const place = places[row] as number;
    counts[place] = (counts[place] as number) + 1;
  }
}

function incrementMade(counts: Float64Array, numbers: readonly number[]): void {
  for (let row = 0; row < numbers.length; row += 1) {
    const place = (numbers[row] as number) & 15;
    counts[place] = (counts[place] as number) + 1;
  }
}

function countNumbers(counts: Float64Array, numbers: readonly unknown[], bins: FeatureBins): void {
  for (let row = 0; row < numbers.length; row += 1) {
    const place = bins.placeOf(numbers[row]);
    counts[place] = (counts[place] as number) + 1;
  }
}

function countSearched(counts: Float64Array, numbers: readonly number[], edges: Float64Array): void {
  for (let row = 0; row < numbers.length; row += 1) {
    const place = lowerBound(edges, numbers[row] as number);
    counts[place] = (counts[place] as number) + 1;
  }
}

function countTexts(counts: Float64Array, texts: readonly unknown[], bins: FeatureBins): void {
  for (let row = 0; row < texts.length; row += 1) {
    const place = bins.placeOf(texts[row]);
    counts[place] = (counts[place] as number) + 1;
  }
}

function incrementNamed(counts: Float64Array, rows: readonly Row[], names: readonly string[]): void {
  const placesEach = counts.length / names.length;
  for (const row of rows) {
    for (let index = 0; index < names.length; index += 1) {
      const place = index * placesEach + ((row[names[index] as string] as number) & 7);
      counts[place] = (counts[place] as number) + 1;
    }
  }
}

function nanosecondsPerValue(loop: () => void): number {
  const start = process.hrtime.bigint();
  loop();
  return Number(process.hrtime.bigint() - start) / VALUES;
}

/** The quickest of several rounds, all cases in each: what is slower was interrupted. */
const quickest = new Map<string, number>();
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, loop] of Object.entries(cases)) {
    quickest.set(name, Math.min(quickest.get(name) ?? Number.POSITIVE_INFINITY, nanosecondsPerValue(loop)));
  }
}
const [bare = Number.NaN] = quickest.values();
for (const [name, nanoseconds] of quickest) {
  console.log(
    `${name.padEnd(50)} ${nanoseconds.toFixed(1).padStart(7)} ns ${(nanoseconds / bare).toFixed(1).padStart(7)} ×`,
  );
}
if (counts.every((count) => count === 0)) throw new Error('nothing was counted');
