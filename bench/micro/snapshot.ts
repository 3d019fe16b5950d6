// What a snapshot costs when there is as much to show as a monitor keeps by default: 10 models of 5 versions, two classes
// with scores and labels, each beside a baseline of 50 features. Milliseconds to take it and to write it as JSON, when
// nothing has come since, while the current slot of time fills, and when it has just ended, which is when the sums of
// those before it are made anew; its size, as it is and compressed; and the same for one version, which is told in full,
// and for the series.
//
//   npm run -s build && node --import tsx bench/micro/snapshot.ts

import { gzipSync } from 'node:zlib';
import { BaselinePlan } from '../../src/domain/baseline-plan.ts';
import { Drops } from '../../src/domain/drops.ts';
import { Faults } from '../../src/domain/faults.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import { modelRules } from '../../test/domain/model-rules.ts';
import { seededRandom } from '../../test/statistics/seeded-random.ts';
import { builtModule } from './built-module.ts';

const { Baseline } = await builtModule<typeof import('../../src/domain/baseline.ts')>('domain/baseline.js');
const { Models } = await builtModule<typeof import('../../src/domain/models.ts')>('domain/models.js');
const { takeSnapshot } =
  await builtModule<typeof import('../../src/domain/snapshot.ts')>('domain/snapshot.js');
const { takeSeries } = await builtModule<typeof import('../../src/domain/series.ts')>('domain/series.js');

const MODELS = 10;
const VERSIONS = 5;
const FEATURES = 50;
const CLASSES = ['no', 'yes'];
const SLOT_SECONDS = 60;
const SLOTS = 60;
const ROWS_PER_SLOT = 50;
const READINGS = 200;
/** One of its kind, as a server has: latencies are counted by it. */
const ROUTE = { route: '/predict', customValues: [] };

const random = seededRandom(1);

/** Every fifth feature is a category, all others are numbers with as many digits as there are. */
function row(): Prediction {
  const features = Array.from({ length: FEATURES }, (_, index) => [
    `feature_${index}`,
    index % 5 === 4 ? `category_${Math.floor(10 * random() ** 2)}` : 100 * random() ** 2,
  ]);
  const score = random();
  return {
    features: Object.fromEntries(features),
    output: score >= 0.5 ? 'yes' : 'no',
    scores: [1 - score, score],
    truth: random() < score ? 'yes' : 'no',
  };
}

const rows = Array.from({ length: 2000 }, row);
const baseline = Baseline.fromRows(
  rows.map(({ features, output, scores, truth }) => ({ features, output, scores, truth })),
  { classes: CLASSES, createdAt: new Date() },
);

let nowSeconds = 0;
const baselines = new BaselinePlan();
baselines.add({}, { baseline });
const window = {
  windowSeconds: 10 * SLOT_SECONDS,
  retentionSeconds: SLOTS * SLOT_SECONDS,
  now: () => nowSeconds,
};
const rules = modelRules({ classes: CLASSES, baselines, window });
const models = new Models(rules);
const source = {
  models,
  labels: undefined,
  alerts: undefined,
  faults: new Faults(({ error }) => console.error(error)),
  drops: new Drops(),
  ...window,
  startedAt: new Date(),
  process: { pid: process.pid, isClusterWorker: false },
  hasBaselines: true,
};

let next = 0;

function addRows(perVersion: number): void {
  for (let index = 0; index < MODELS * VERSIONS; index += 1) {
    const state = models.state(`model_${index % MODELS}`, `${Math.floor(index / MODELS)}`);
    for (let added = 0; added < perVersion; added += 1) {
      next = (next + 1) % rows.length;
      state.observe(rows[next] ?? {});
      const times = {
        latencySeconds: 0.01 * random(),
        durationSeconds: 0.01,
        predictionId: '',
        traceId: undefined,
      };
      state.countRequest(ROUTE, { outcome: 'ok', ...times });
    }
  }
}

interface Reading {
  readonly takeMs: number;
  readonly writeMs: number;
  readonly json: string;
}

function read(take: () => unknown): Reading {
  const startedAt = performance.now();
  const taken = take();
  const takenAt = performance.now();
  const json = JSON.stringify(taken);
  return { takeMs: takenAt - startedAt, writeMs: performance.now() - takenAt, json };
}

function report(what: string, take: () => unknown, prepare: () => void): void {
  const readings = Array.from({ length: READINGS }, () => {
    prepare();
    return read(take);
  });
  const figures = (timeOf: (reading: Reading) => number): string => {
    const times = readings.map(timeOf).sort((a, b) => a - b);
    const at = (share: number): string => (times[Math.floor(share * (READINGS - 1))] ?? 0).toFixed(1);
    return `median ${at(0.5)}, best ${at(0)}, worst ${at(1)} ms`;
  };
  const json = readings.at(-1)?.json ?? '';
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;
  console.log(`${what}: ${kilobytes(Buffer.byteLength(json))}, gzip ${kilobytes(gzipSync(json).length)}`);
  console.log(`  take:  ${figures(({ takeMs }) => takeMs)}`);
  console.log(`  write: ${figures(({ writeMs }) => writeMs)}`);
}

for (let slot = 0; slot < SLOTS; slot += 1) {
  nowSeconds = slot * SLOT_SECONDS;
  addRows(ROWS_PER_SLOT);
}

const one = { model: 'model_0', version: '0' };
const fill = (): void => addRows(1);
const endSlot = (): void => {
  nowSeconds += SLOT_SECONDS;
  addRows(ROWS_PER_SLOT);
};
console.log(
  `${MODELS} models of ${VERSIONS} versions and ${FEATURES} features, ${FEATURES / 5} of them categories`,
);
report(
  'snapshot, nothing new',
  () => takeSnapshot(source, new Date()),
  () => undefined,
);
report('snapshot, a new row in every version', () => takeSnapshot(source, new Date()), fill);
report('snapshot, first after a slot', () => takeSnapshot(source, new Date()), endSlot);
report('snapshot of one version', () => takeSnapshot(source, new Date(), one), fill);
report('series', () => takeSeries(source, new Date()), fill);
report('series of one model', () => takeSeries(source, new Date(), { model: 'model_0' }), fill);
