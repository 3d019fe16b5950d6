// What predictions and their labels cost in a tight loop, in nanoseconds each, for a model of three classes with
// scores and for a regression; and the bytes that a prediction takes while it waits for its label. A live server
// pays several times as much, its caches being cold.
//
//   npm run -s build && node --import tsx bench/micro/labels.ts

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Truth } from '../../src/domain/labelled-row.ts';
import type { ModelRules, ModelState } from '../../src/domain/model-state.ts';
import type { PendingEntry } from '../../src/domain/pending-store.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import { modelRules } from '../../test/domain/model-rules.ts';
import { seededNormal, seededRandom } from '../../test/statistics/seeded-random.ts';
import { builtModule } from './built-module.ts';

const { ModelState: BuiltState } =
  await builtModule<typeof import('../../src/domain/model-state.ts')>('domain/model-state.js');
const { pendingEntryOf } =
  await builtModule<typeof import('../../src/domain/pending-entry.ts')>('domain/pending-entry.js');
const { memoryStore } =
  await builtModule<typeof import('../../src/stores/memory-store.ts')>('stores/memory-store.js');

const ROUNDS = 15;
const ROWS = 100_000;
const WINDOW = { windowSeconds: 600, retentionSeconds: 3600, now: () => performance.now() / 1000 };
const CLASSES = ['rain', 'snow', 'sun'];

const [random, normal] = [seededRandom(1), seededNormal(2)];

interface Model {
  readonly name: string;
  readonly rules: ModelRules;
  readonly predict: () => Prediction;
  readonly truthOf: (prediction: Prediction) => Truth;
}

const classification: Model = {
  name: '3 classes with scores',
  rules: modelRules({ classes: CLASSES, window: WINDOW }),
  predict: () => {
    const weights = CLASSES.map(() => random() ** 3);
    const total = weights.reduce((sum, weight) => sum + weight);
    const scores = weights.map((weight) => weight / total);
    return { id: crypto.randomUUID(), output: CLASSES[scores.indexOf(Math.max(...scores))], scores };
  },
  truthOf: ({ output }) => String(random() < 0.8 ? output : CLASSES[Math.floor(3 * random())]),
};

const regression: Model = {
  name: 'regression',
  rules: modelRules({ task: 'regression', window: WINDOW }),
  predict: () => ({ id: crypto.randomUUID(), output: 20 + 5 * normal() }),
  truthOf: ({ output }) => Number(output) + normal(),
};

/** A prediction in every form that it is counted in. */
interface Row {
  readonly prediction: Prediction;
  readonly labelled: Prediction;
  readonly entry: PendingEntry;
  readonly truth: Truth;
}

const COUNTS: Readonly<Record<string, (state: ModelState, row: Row) => unknown>> = {
  'prediction without a label': (state, { prediction }) => state.observe(prediction),
  'prediction with its label': (state, { labelled }) => state.observe(labelled),
  'label of a prediction that waited': (state, { entry, truth }) => state.join(entry, truth, 60),
};

function rowsOf({ rules, predict, truthOf }: Model): Row[] {
  const toEntry = entryMaker(rules);
  return Array.from({ length: ROWS }, () => {
    const prediction = predict();
    const truth = truthOf(prediction);
    return { prediction, labelled: { truth, ...prediction }, entry: toEntry(prediction), truth };
  });
}

/** Makes of a prediction what the monitor keeps of it. */
function entryMaker(rules: ModelRules): (prediction: Prediction) => PendingEntry {
  const state = newState(rules);
  return (prediction) => {
    const observed = { prediction, state, observation: state.observe(prediction) };
    const entry = pendingEntryOf(observed, rules, Date.now());
    if (entry === undefined) throw new Error('the prediction could not be read');
    return entry;
  };
}

function newState(rules: ModelRules): ModelState {
  return new BuiltState('weather', '1', rules);
}

/** Of a model version not seen before; the quickest of several rounds: what is slower was interrupted. */
function nanosecondsPerRow({ rules }: Model, rows: readonly Row[], count: (typeof COUNTS)[string]): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const state = newState(rules);
    const start = process.hrtime.bigint();
    for (const row of rows) consumed = count(state, row);
    return Number(process.hrtime.bigint() - start) / ROWS;
  });
  return Math.min(...rounds);
}

/** Keeps what was computed from being optimised away. */
let consumed: unknown;

async function bytesPerPending({ rules, predict }: Model): Promise<number> {
  const store = memoryStore({ maxEntries: ROWS });
  const toEntry = entryMaker(rules);
  const before = heapUsed();
  await store.put(Array.from({ length: ROWS }, () => toEntry(predict())));
  const bytes = (heapUsed() - before) / (await store.size());
  await store.close();
  return bytes;
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const report = (what: string, figure: number, unit: string): void =>
  console.log(`  ${what.padEnd(34)} ${figure.toFixed(0).padStart(5)} ${unit}`);

for (const model of [classification, regression]) {
  console.log(model.name);
  report('prediction that waits', await bytesPerPending(model), 'bytes');
  const rows = rowsOf(model);
  for (const [what, count] of Object.entries(COUNTS))
    report(what, nanosecondsPerRow(model, rows, count), 'ns');
}
if (consumed === undefined) throw new Error('nothing was counted');
