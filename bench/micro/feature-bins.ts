// What a feature value costs: nanoseconds beside a bare increment of a typed array, and beside what other packages do
// with a number, in one run. Then a row of 100 features, found by name. A live server pays several times as much for
// any of these, its caches being cold.
//
//   node --import tsx bench/micro/feature-bins.ts

import { createRequire } from 'node:module';
import { Histogram, Registry } from 'prom-client';
import { Baseline } from '../../src/domain/baseline.ts';
import { type FeatureBins, featureBins } from '../../src/domain/feature-bins.ts';
import { lowerBound } from '../../src/statistics/bucket-counts.ts';
import { seededNormal, seededRandom } from '../../test/statistics/seeded-random.ts';

/** Loaded without its types, which speak of a package that it does not bring. */
const { DDSketch } = createRequire(import.meta.url)('@datadog/sketches-js') as {
  readonly DDSketch: new () => { accept(value: number): void };
};

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

function binsOf(values: readonly unknown[]): FeatureBins {
  const baseline = Baseline.fromRows(
    values.map((value) => ({ features: { value } })),
    { createdAt: new Date(0) },
  );
  const [feature] = baseline.features;
  if (feature === undefined) throw new Error('no feature');
  return featureBins(feature, baseline.rows);
}

const [numericBins, categoryBins] = [binsOf(numbers), binsOf(texts)];
const edges = Float64Array.from(numericBins.binNames.slice(0, 9), Number);
const observed = numericBins.binNames.slice(0, 9).map(Number);
const histogram = new Histogram({
  name: 'feature',
  help: 'A feature.',
  labelNames: ['model_name', 'model_version', 'feature'],
  buckets: observed,
  registers: [new Registry()],
});
const sketch = new DDSketch();
const counts = new Float64Array(32);
const ofRow = Array.from({ length: FEATURES }, (_, index) => ({
  name: `feature_${index}`,
  bins: binsOf(numbers.slice(index * 500, (index + 1) * 500)),
  cumulative: new Float64Array(32),
  currentSlot: new Float64Array(32),
}));

/** A loop of its own for each, so that none is slower for what another made of a shared one. */
const cases: Readonly<Record<string, () => void>> = {
  'typed-array increment, place known'() {
    for (let row = 0; row < VALUES; row += 1) increment(counts, places[row] as number);
  },
  'typed-array increment, place made of the number'() {
    for (let row = 0; row < VALUES; row += 1) increment(counts, (numbers[row] as number) & 15);
  },
  'FeatureBins, a number into ten bins'() {
    for (let row = 0; row < VALUES; row += 1) increment(counts, numericBins.placeOf(numbers[row]));
  },
  'the same by binary search (lowerBound)'() {
    for (let row = 0; row < VALUES; row += 1) increment(counts, lowerBound(edges, numbers[row] as number));
  },
  'FeatureBins, one category of eight'() {
    for (let row = 0; row < VALUES; row += 1) increment(counts, categoryBins.placeOf(texts[row]));
  },
  'increments of 100 features by name, two counts'() {
    for (const row of rows) {
      for (const { name, cumulative, currentSlot } of ofRow) {
        const place = (row[name] as number) & 15;
        increment(cumulative, place);
        increment(currentSlot, place);
      }
    }
  },
  'FeatureBins, 100 features by name, two counts'() {
    for (const row of rows) {
      for (const { name, bins, cumulative, currentSlot } of ofRow) {
        const place = bins.placeOf(row[name]);
        increment(cumulative, place);
        increment(currentSlot, place);
      }
    }
  },
  'sketches-js, DDSketch.accept'() {
    for (let row = 0; row < VALUES; row += 1) sketch.accept(numbers[row] as number);
  },
  'prom-client, Histogram.observe with 3 labels'() {
    for (let row = 0; row < VALUES; row += 1) {
      histogram.observe(
        { model_name: 'weather', model_version: '1', feature: 'wind' },
        numbers[row] as number,
      );
    }
  },
};

function increment(array: Float64Array, place: number): void {
  array[place] = (array[place] as number) + 1;
}

/** The quickest of several rounds: what is slower was interrupted. */
function nanosecondsPerValue(loop: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = process.hrtime.bigint();
    loop();
    return Number(process.hrtime.bigint() - start) / VALUES;
  });
  return Math.min(...times);
}

const bare = nanosecondsPerValue(cases['typed-array increment, place known'] as () => void);
for (const [name, loop] of Object.entries(cases)) {
  const nanoseconds = nanosecondsPerValue(loop);
  console.log(
    `${name.padEnd(50)} ${nanoseconds.toFixed(1).padStart(7)} ns ${(nanoseconds / bare).toFixed(1).padStart(7)} ×`,
  );
}
if (counts.every((count) => count === 0)) throw new Error('nothing was counted');
