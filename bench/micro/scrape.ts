// What a scrape costs when there is as much to show as a monitor keeps by default: 10 models of 5 versions, 20 classes
// with scores each, and labels in every slot of time for as long as slots are kept. Milliseconds to collect the
// metrics and to write the page, its size, and the memory that all of it is kept in.
//
//   npm run -s build && node --import tsx bench/micro/scrape.ts

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as promClient from 'prom-client';
import { Faults } from '../../src/domain/faults.ts';
import type { Models } from '../../src/domain/models.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import { modelRules } from '../../test/domain/model-rules.ts';
import { seededRandom } from '../../test/statistics/seeded-random.ts';

// What npm users run: the development loader adds a call to every closure that is made.
const built = (path: string): string => new URL(`../../dist/${path}`, import.meta.url).href;
const models: typeof import('../../src/domain/models.ts') = await import(built('domain/models.js'));
const collector: typeof import('../../src/prometheus/collector.ts') = await import(
  built('prometheus/collector.js')
);
const families: typeof import('../../src/prometheus/families.ts') = await import(
  built('prometheus/families.js')
);
const catalogue: typeof import('../../src/prometheus/catalogue.ts') = await import(
  built('prometheus/catalogue.js')
);
const collection: typeof import('../../src/prometheus/collection.ts') = await import(
  built('prometheus/collection.js')
);
const exposition: typeof import('../../src/prometheus/exposition.ts') = await import(
  built('prometheus/exposition.js')
);
const text: typeof import('../../src/prometheus/text-format.ts') = await import(
  built('prometheus/text-format.js')
);

const MODELS = 10;
const VERSIONS = 5;
const CLASSES = Array.from({ length: 20 }, (_, index) => `class_${index}`);
const SLOT_SECONDS = 60;
const SLOTS = 60;
const LABELS_PER_SLOT = 1000;
const SCRAPES = 20;

let nowSeconds = 0;
const rules = modelRules({
  classes: CLASSES,
  window: { windowSeconds: 10 * SLOT_SECONDS, retentionSeconds: SLOTS * SLOT_SECONDS, now: () => nowSeconds },
});

const random = seededRandom(1);
const predictions = Array.from({ length: 50_000 }, (): Prediction => {
  const weights = CLASSES.map(() => random() ** 8);
  const total = weights.reduce((sum, weight) => sum + weight);
  const scores = weights.map((weight) => weight / total);
  const output = CLASSES[scores.indexOf(Math.max(...scores))];
  return { output, scores, truth: random() < 0.7 ? output : CLASSES[Math.floor(20 * random())] };
});
let next = 0;

/** The same number of labels for every model version. */
function addLabels(seen: Models, labels: number): void {
  for (let model = 0; model < MODELS * VERSIONS; model += 1) {
    const state = seen.state(`model_${model % MODELS}`, `${Math.floor(model / MODELS)}`);
    for (let label = 0; label < labels; label += 1) {
      next = (next + 1) % predictions.length;
      state.observe(predictions[next] as Prediction);
    }
  }
}

interface Scrape {
  readonly collectMs: number;
  readonly writeMs: number;
  readonly page: string;
}

function scraper(seen: Models): () => Promise<Scrape> {
  const registry = new promClient.Registry();
  const faults = new Faults(({ error }) => {
    throw error;
  });
  const joined = families.joinFamilies(catalogue.METRICS, {
    registry,
    client: promClient,
    prefix: '',
    faults,
  });
  const { drops } = rules;
  const none = { http: undefined, labels: undefined, predictionsInProgress: () => 0 };
  collector.addSources(joined, { models: seen, faults, drops, windowSeconds: 10 * SLOT_SECONDS, ...none });
  return async () => {
    const start = performance.now();
    const collected = await collection.collectMetrics(registry, faults);
    const collectedAt = performance.now();
    const page = exposition.writeExposition(collected, text.TEXT_FORMAT, faults);
    return { collectMs: collectedAt - start, writeMs: performance.now() - collectedAt, page };
  };
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Typed arrays are not on the heap. */
function bytesUsed(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function scrapes(prepare: () => void, scrape: () => Promise<Scrape>): Promise<readonly Scrape[]> {
  const done: Scrape[] = [];
  while (done.length < SCRAPES) {
    prepare();
    done.push(await scrape());
  }
  return done;
}

function report(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  console.log(`${what.padEnd(44)} median ${at(0.5).padStart(6)} worst ${at(1).padStart(6)} ms`);
}

const before = bytesUsed();
const seen = new models.Models(rules);
for (let slot = 0; slot < SLOTS; slot += 1) {
  nowSeconds = slot * SLOT_SECONDS;
  addLabels(seen, LABELS_PER_SLOT);
}
console.log(`memory ${((bytesUsed() - before) / 1e6).toFixed(1)} MB`);

const scrape = scraper(seen);
const warm = await scrapes(() => addLabels(seen, 10), scrape);
const afterSlot = await scrapes(() => {
  nowSeconds += SLOT_SECONDS;
  addLabels(seen, LABELS_PER_SLOT);
}, scrape);
const { page } = warm[0] as Scrape;
const samples = page.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
console.log(`page ${(page.length / 1e6).toFixed(2)} MB, ${samples} samples`);
for (const [name, done] of Object.entries({ 'within a slot': warm, 'first after a slot ended': afterSlot })) {
  report(
    `collect, ${name}`,
    done.map(({ collectMs }) => collectMs),
  );
  report(
    `write, ${name}`,
    done.map(({ writeMs }) => writeMs),
  );
}
console.log(`memory ${((bytesUsed() - before) / 1e6).toFixed(1)} MB`);
