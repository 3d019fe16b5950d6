// What judging alerts costs: 200 rules, of every metric in turn, each about one class or feature where its metric is of
// these, in 20 versions of a model of two classes with ten features and a calibrated baseline, with a full window of
// labelled predictions in each. Milliseconds of one tick while the current slot of time fills, with new predictions in
// every version since the last one, and of the first tick after a slot has ended, when the sums of those before it are
// made anew: of the usual metrics, of all that are sums, and with those that need the order of values, which are the
// dearest to read.
//
//   npm run -s build && node --import tsx bench/micro/alerts.ts

import {
  ALERT_METRICS,
  type AlertMetric,
  isOfClasses,
  isOfFeatures,
  isVerdict,
} from '../../src/domain/alert-metrics.ts';
import type { AlertRule } from '../../src/domain/alert-rule.ts';
import type { AlertWatch } from '../../src/domain/alert-watch.ts';
import { Faults } from '../../src/domain/faults.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import { modelRules } from '../../test/domain/model-rules.ts';
import { seededRandom } from '../../test/statistics/seeded-random.ts';
import { builtModule } from './built-module.ts';

const watches = await builtModule<typeof import('../../src/domain/alert-watch.ts')>('domain/alert-watch.js');
const { Baseline } = await builtModule<typeof import('../../src/domain/baseline.ts')>('domain/baseline.js');
const { BaselinePlan } =
  await builtModule<typeof import('../../src/domain/baseline-plan.ts')>('domain/baseline-plan.js');
const { Models } = await builtModule<typeof import('../../src/domain/models.ts')>('domain/models.js');

const RULES = 200;
const VERSIONS = 20;
const FEATURES = 10;
const CLASSES = ['no', 'yes'];
const SLOT_SECONDS = 60;
const SLOTS = 10;
const ROWS_PER_SLOT = 200;
const ROWS_PER_TICK = 5;
const TICKS = 100;

const random = seededRandom(1);
const ROUTE = { route: '/predict', customValues: [] };
let nowSeconds = 0;

function labelledRow(): Prediction & { readonly features: Readonly<Record<string, number>> } {
  const p = random();
  const numbers = Array.from({ length: FEATURES }, (_, index) => [`feature_${index}`, 10 * random()]);
  const truth = CLASSES[Number(random() < p)];
  return {
    features: Object.fromEntries(numbers),
    output: CLASSES[Number(p >= 0.5)],
    scores: [1 - p, p],
    truth,
  };
}

const rows = Array.from({ length: 20_000 }, labelledRow);
const baselines = new BaselinePlan();
baselines.add({}, { baseline: Baseline.fromRows(rows, { createdAt: new Date(0), classes: CLASSES }) });
const windowSeconds = SLOTS * SLOT_SECONDS;
const window = { windowSeconds, retentionSeconds: windowSeconds, now: () => nowSeconds };
const observed = modelRules({ classes: CLASSES, baselines, window });
const models = new Models(observed);
let next = 0;

/** The same number of requests for every version, each of one labelled prediction. */
function addRows(count: number): void {
  for (let version = 0; version < VERSIONS; version += 1) {
    const state = models.state('model', String(version));
    for (let row = 0; row < count; row += 1) {
      next = (next + 1) % rows.length;
      state.observe(rows[next] ?? {});
      state.countRequest(ROUTE, {
        outcome: 'ok',
        latencySeconds: random() / 10,
        durationSeconds: 0.1,
        predictionId: '',
        traceId: undefined,
      });
    }
  }
}

/** What most rules are about: right, up, quick, and asked what it was trained for. */
const USUAL: readonly AlertMetric[] = [
  ...(['accuracy', 'precision', 'recall', 'f1', 'error_rate', 'latency_p95', 'latency_p99'] as const),
  ...(['unread_rate', 'missing_rate', 'drift', 'prediction_drift'] as const),
];
/** They need the order of values. */
const OF_RANKS: readonly AlertMetric[] = ['roc_auc', 'estimated_roc_auc', 'median_absolute_error'];
const OF_SUMS = ALERT_METRICS.filter((metric) => !OF_RANKS.includes(metric));

/** Each about one thing in every version; those of shares above their bound take longest to judge. */
function rulesOf(metrics: readonly AlertMetric[]): readonly AlertRule[] {
  return Array.from({ length: RULES }, (_, index) => {
    const metric = metrics[index % metrics.length] ?? 'accuracy';
    const isOfOneFeature = isOfFeatures(metric) && metric !== 'prediction_drift';
    return {
      name: `rule_${index}`,
      metric,
      bound: isVerdict(metric) ? { kind: 'drifted' } : { kind: 'above', value: 0.01 },
      overSeconds: undefined,
      forSeconds: 0,
      minCount: 30,
      confidence: 0.95,
      severity: 'warning',
      scope: {
        model: undefined,
        version: undefined,
        class: isOfClasses(metric) ? 'yes' : undefined,
        feature: isOfOneFeature ? `feature_${index % FEATURES}` : undefined,
      },
      labels: {},
      annotations: {},
    };
  });
}

function watchOf(rules: readonly AlertRule[]): AlertWatch {
  const faults = new Faults(({ error }) => {
    throw error;
  });
  const now = (): { seconds: number; time: number } => ({ seconds: nowSeconds, time: 1000 * nowSeconds });
  return new watches.AlertWatch({
    rules,
    models,
    windowSeconds,
    now,
    faults,
    drops: observed.drops,
    tell: () => {},
  });
}

function measure(watch: AlertWatch, prepare: () => void): readonly number[] {
  return Array.from({ length: TICKS }, () => {
    prepare();
    const start = process.cpuUsage();
    watch.evaluate();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  }).sort((a, b) => a - b);
}

function report(what: string, times: readonly number[]): void {
  const at = (share: number): string => (times[Math.floor(share * (TICKS - 1))] ?? 0).toFixed(2);
  console.log(`${what.padEnd(36)} best ${at(0)}, a fifth ${at(0.2)}, median ${at(0.5)} ms`);
}

for (let slot = 0; slot < SLOTS; slot += 1) {
  nowSeconds = slot * SLOT_SECONDS;
  addRows(ROWS_PER_SLOT);
}
function measureRules(title: string, rules: readonly AlertRule[]): void {
  const watch = watchOf(rules);
  measure(watch, () => addRows(ROWS_PER_TICK));
  console.log(`${title}: ${rules.length} rules, ${VERSIONS} versions, ${Array.from(watch).length} alerts`);
  report(
    'within a slot',
    measure(watch, () => addRows(ROWS_PER_TICK)),
  );
  report('first after a slot', measure(watch, startSlot));
}

function startSlot(): void {
  nowSeconds += SLOT_SECONDS;
  addRows(ROWS_PER_SLOT);
}

measureRules('the usual metrics, one rule each', rulesOf(USUAL).slice(0, USUAL.length));
measureRules('the usual metrics', rulesOf(USUAL));
measureRules('metrics of sums', rulesOf(OF_SUMS));
measureRules('every metric', rulesOf(ALERT_METRICS));
measureRules('every metric, one rule each', rulesOf(ALERT_METRICS).slice(0, ALERT_METRICS.length));
