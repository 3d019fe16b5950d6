// How often the drift verdict is wrong where nothing changed, and how often it is right where something did, on real
// weather. Windows of n days are drawn with replacement. Nothing changed: from the days of the baseline itself.
// Something did: all or a part of a window's days come from another place or season. The tables are those of
// docs/drift.md.
//
//   node --import tsx bench/micro/drift-false-alarms.ts [windows]

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { Baseline } from '../../src/domain/baseline.ts';
import { type FeatureBins, featureBins } from '../../src/domain/feature-bins.ts';
import { featureDrift } from '../../src/domain/feature-drift.ts';
import { seededRandom } from '../../test/statistics/seeded-random.ts';

const WINDOWS = Number(process.argv[2] ?? 10_000);
const SIZES = [30, 50, 100, 200, 500, 1000];
const NUMERIC = ['precipitation', 'temp_max', 'temp_min', 'wind'];

interface Day {
  readonly location: string;
  readonly isSummer: boolean;
  readonly features: Readonly<Record<string, unknown>>;
}

interface Scene {
  readonly title: string;
  readonly baseline: readonly Day[];
  readonly other: readonly Day[];
  /** The part of a window that comes from the other days. */
  readonly mixedIn: number;
}

const file = new URL('../data/weather.csv', import.meta.resolve('vega-datasets'));
const records: Readonly<Record<string, string>>[] = parse(readFileSync(file), { columns: true });
const days = records.map(dayOf);
const seattle = days.filter(({ location }) => location === 'Seattle');
const newYork = days.filter(({ location }) => location === 'New York');
const summer = seattle.filter(({ isSummer }) => isSummer);
const winter = seattle.filter(({ isSummer }) => !isSummer);

const scenes: readonly Scene[] = [
  { title: 'Seattle, nothing changed', baseline: seattle, other: seattle, mixedIn: 0 },
  { title: 'Seattle, half of New York', baseline: seattle, other: newYork, mixedIn: 0.5 },
  { title: 'Seattle, all of New York', baseline: seattle, other: newYork, mixedIn: 1 },
  { title: 'Winter, a quarter of summer', baseline: winter, other: summer, mixedIn: 0.25 },
  { title: 'Winter, half of summer', baseline: winter, other: summer, mixedIn: 0.5 },
];

const random = seededRandom(1);
for (const scene of scenes) printTable(scene);

function dayOf({ location = '', date = '', weather, ...measured }: Readonly<Record<string, string>>): Day {
  const month = new Date(date).getUTCMonth() + 1;
  const numbers = Object.fromEntries(NUMERIC.map((name) => [name, Number(measured[name])]));
  return { location, isSummer: month >= 5 && month <= 10, features: { ...numbers, weather } };
}

/** The share of windows in which a feature was called drifted: a line per size, a column per feature. */
function printTable(scene: Scene): void {
  const baseline = Baseline.fromRows(scene.baseline, { createdAt: new Date(0) });
  const features = baseline.features.map((feature) => featureBins(feature, baseline.rows));
  printLine([scene.title, ...features.map(({ name, valueBins }) => `${name}, ${valueBins} bins`)]);
  printLine(['---', ...features.map(() => '--:')]);
  for (const size of SIZES) {
    const drifted = features.map(() => 0);
    for (let window = 0; window < WINDOWS; window += 1) {
      const drawn = drawWindow(scene, size);
      for (const [index, bins] of features.entries()) {
        drifted[index] = (drifted[index] ?? 0) + (hasDrifted(bins, drawn) ? 1 : 0);
      }
    }
    printLine([`n = ${size}`, ...drifted.map((windows) => `${((100 * windows) / WINDOWS).toFixed(2)} %`)]);
  }
  console.log();
}

function drawWindow({ baseline, other, mixedIn }: Scene, size: number): readonly Day[] {
  return Array.from({ length: size }, () => {
    const list = random() < mixedIn ? other : baseline;
    return list[Math.floor(random() * list.length)] as Day;
  });
}

function hasDrifted(bins: FeatureBins, drawn: readonly Day[]): boolean {
  const counts = new Float64Array(bins.places);
  for (const { features } of drawn) {
    const place = bins.placeOf(features[bins.name]);
    counts[place] = (counts[place] as number) + 1;
  }
  return featureDrift(bins, bins.valuesPerBin(counts)).verdict === 'drifted';
}

function printLine(cells: readonly string[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}
