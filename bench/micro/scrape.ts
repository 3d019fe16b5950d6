// What a scrape costs when there is as much to show as a monitor keeps by default, 10 models of 5 versions and 20
// classes with scores each, and when there are two versions of one model; with labels in every slot of time for as
// long as slots are kept. Milliseconds to collect the metrics and to write the page, while the current slot fills and
// when it has just ended, which is when the sums of those before it are made anew; the size of the page; and the
// memory that all of it is kept in.
//
//   npm run -s build && node --import tsx bench/micro/scrape.ts

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as promClient from 'prom-client';
import { Faults } from '../../src/domain/faults.ts';
import type { ModelRules } from '../../src/domain/model-state.ts';
import type { Models as ModelStates } from '../../src/domain/models.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import { modelRules } from '../../test/domain/model-rules.ts';
import { seededRandom } from '../../test/statistics/seeded-random.ts';
import { builtModule } from './built-module.ts';

const { Models } = await builtModule<typeof import('../../src/domain/models.ts')>('domain/models.js');
const { METRICS } =
  await builtModule<typeof import('../../src/prometheus/catalogue.ts')>('prometheus/catalogue.js');
const { collectMetrics } =
  await builtModule<typeof import('../../src/prometheus/collection.ts')>('prometheus/collection.js');
const { addSources } =
  await builtModule<typeof import('../../src/prometheus/collector.ts')>('prometheus/collector.js');
const { writeExposition } =
  await builtModule<typeof import('../../src/prometheus/exposition.ts')>('prometheus/exposition.js');
const { joinFamilies } =
  await builtModule<typeof import('../../src/prometheus/families.ts')>('prometheus/families.js');
const { TEXT_FORMAT } =
  await builtModule<typeof import('../../src/prometheus/text-format.ts')>('prometheus/text-format.js');

interface Size {
  readonly models: number;
  readonly versions: number;
  readonly classes: number;
}

const SIZES: readonly Size[] = [
  { models: 1, versions: 2, classes: 5 },
  { models: 10, versions: 5, classes: 20 },
];
const SLOT_SECONDS = 60;
const SLOTS = 60;
const WINDOW = { windowSeconds: 10 * SLOT_SECONDS, retentionSeconds: SLOTS * SLOT_SECONDS };
const LABELS_PER_SLOT = 1000;
const LABELS_PER_SCRAPE = 10;
const SCRAPES = 40;

const random = seededRandom(1);

function predictionsOf(classes: readonly string[]): readonly Prediction[] {
  return Array.from({ length: 50_000 }, () => {
    const weights = classes.map(() => random() ** 8);
    const total = weights.reduce((sum, weight) => sum + weight);
    const scores = weights.map((weight) => weight / total);
    const output = classes[scores.indexOf(Math.max(...scores))];
    return {
      output,
      scores,
      truth: random() < 0.7 ? output : classes[Math.floor(classes.length * random())],
    };
  });
}

interface Scrape {
  readonly collectMs: number;
  readonly writeMs: number;
  readonly page: string;
}

/** A monitor that sees labels, and no requests, on a clock of its own. */
class Monitored {
  nowSeconds = 0;
  readonly #size: Size;
  readonly #rules: ModelRules;
  readonly #models: ModelStates;
  readonly #predictions: readonly Prediction[];
  readonly #registry = new promClient.Registry();
  readonly #faults = new Faults(({ error }) => console.error(error));
  #next = 0;

  constructor(size: Size) {
    const classes = Array.from({ length: size.classes }, (_, index) => `class_${index}`);
    this.#size = size;
    this.#predictions = predictionsOf(classes);
    this.#rules = modelRules({ classes, window: { ...WINDOW, now: () => this.nowSeconds } });
    this.#models = new Models(this.#rules);
    const joining = { registry: this.#registry, client: promClient, prefix: '', faults: this.#faults };
    addSources(joinFamilies(METRICS, joining), {
      models: this.#models,
      faults: this.#faults,
      drops: this.#rules.drops,
      windowSeconds: WINDOW.windowSeconds,
      http: undefined,
      labels: undefined,
      predictionsInProgress: () => 0,
    });
  }

  addLabels(perVersion: number): void {
    const { models, versions } = this.#size;
    for (let index = 0; index < models * versions; index += 1) {
      const state = this.#models.state(`model_${index % models}`, `${Math.floor(index / models)}`);
      for (let label = 0; label < perVersion; label += 1) {
        this.#next = (this.#next + 1) % this.#predictions.length;
        state.observe(this.#predictions[this.#next] ?? {});
      }
    }
  }

  async scrape(): Promise<Scrape> {
    const startedAt = performance.now();
    const collection = await collectMetrics(this.#registry, this.#faults);
    const collectedAt = performance.now();
    const page = writeExposition(collection, TEXT_FORMAT, this.#faults);
    return { collectMs: collectedAt - startedAt, writeMs: performance.now() - collectedAt, page };
  }
}

async function scrapesAfter(monitored: Monitored, prepare: () => void): Promise<readonly Scrape[]> {
  const scrapes: Scrape[] = [];
  while (scrapes.length < SCRAPES) {
    prepare();
    scrapes.push(await monitored.scrape());
  }
  return scrapes;
}

function report(what: string, scrapes: readonly Scrape[]): void {
  const figures = (timeOf: (scrape: Scrape) => number): string => {
    const times = scrapes.map(timeOf).sort((a, b) => a - b);
    const at = (share: number): string => (times[Math.floor(share * (SCRAPES - 1))] ?? 0).toFixed(1);
    return `median ${at(0.5)}, best ${at(0)}, worst ${at(1)} ms`;
  };
  console.log(`  ${what}, collect: ${figures(({ collectMs }) => collectMs)}`);
  console.log(`  ${what}, write: ${figures(({ writeMs }) => writeMs)}`);
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Typed arrays are not on the heap. */
function megabytesUsed(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

async function measure(size: Size): Promise<void> {
  const monitored = new Monitored(size);
  const before = megabytesUsed();
  for (let slot = 0; slot < SLOTS; slot += 1) {
    monitored.nowSeconds = slot * SLOT_SECONDS;
    monitored.addLabels(LABELS_PER_SLOT);
  }
  const { page } = await monitored.scrape();
  const samples = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  console.log(`${size.models} models of ${size.versions} versions and ${size.classes} classes`);
  console.log(`  page: ${(page.length / 1e6).toFixed(2)} MB, ${samples.length} samples`);
  console.log(`  memory: ${(megabytesUsed() - before).toFixed(1)} MB`);

  const withinSlot = await scrapesAfter(monitored, () => monitored.addLabels(LABELS_PER_SCRAPE));
  report('within a slot', withinSlot);
  const afterSlot = await scrapesAfter(monitored, () => {
    monitored.nowSeconds += SLOT_SECONDS;
    monitored.addLabels(LABELS_PER_SLOT);
  });
  report('first after a slot', afterSlot);
}

for (const size of SIZES) await measure(size);
