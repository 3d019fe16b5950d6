import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BaselineRow } from '../../src/index.ts';
import { eachClass, macro, oneClass } from '../../src/rules/class-figures.ts';
import type { Scope } from '../../src/rules/counters.ts';
import { counted } from '../../src/rules/counts.ts';
import { FIGURES } from '../../src/rules/figures.ts';
import { prometheusRules } from '../../src/rules/prometheus-rules.ts';
import { driftThreshold } from '../../src/statistics/drift-threshold.ts';
import { DIRECT_ANSWERS } from '../docs/direct-answers.ts';
import { oracleStreams } from '../docs/model-replica.ts';
import { pooledDrift } from '../docs/pooled-drift.ts';
import { type Answers, query } from '../docs/prometheus-query.ts';
import type { Share } from '../docs/replica-traffic.ts';
import { seattleBaseline, weatherDays } from '../drift/weather.ts';
import type { StreamChunk } from '../oracles/streams.ts';
import { assertClose } from '../statistics/assert-close.ts';
import { skipWithout } from '../support/programs.ts';
import { type Backfilled, backfilledPrometheus, RANGE_SECONDS } from './backfilled-prometheus.ts';
import { latencyQuantiles } from './bucket-quantile.ts';
import { recordedExpressions } from './recorded-expressions.ts';
import { recordedPages, servedPages } from './replica-pages.ts';
import { rulesInput } from './rules-input.ts';

/** Enough that every replica has seen every class. */
const FIRST: readonly Share[] = [
  { model: 'breast-cancer', version: '1', predicted: 600, labelled: 600 },
  { model: 'digits', version: '1', predicted: 900, labelled: 900 },
  { model: 'weather', version: '1', predicted: 1461, labelled: 1461 },
  { model: 'weather', version: '3', predicted: 15, labelled: 0 },
  { model: 'diabetes', version: '1', predicted: 300, labelled: 300 },
  { model: 'flights', version: '1', predicted: 300, labelled: 300 },
];

/** The first rows of a stream again; scikit-learn has figures of just so many labels. */
const SECOND: readonly Share[] = [
  { model: 'breast-cancer', version: '1', predicted: 683, labelled: 683 },
  { model: 'digits', version: '1', predicted: 359, labelled: 359 },
  { model: 'weather', version: '1', predicted: 877, labelled: 584 },
  { model: 'weather', version: '3', predicted: 15, labelled: 0 },
  { model: 'diabetes', version: '1', predicted: 88, labelled: 88 },
  { model: 'flights', version: '1', predicted: 400, labelled: 400 },
];

/** The figures that are recorded, and the recipes of docs/promql.md that ask for the same. */
const RECIPES: Readonly<Record<string, string>> = {
  'model_version:error_rate:ratio': 'error rate: server errors and clients that left',
  'model_version:accuracy:ratio': 'accuracy',
  'model_version_class:precision:ratio': 'precision of each class',
  'model_version_class:recall:ratio': 'recall of each class',
  'model_version_class:f1:ratio': 'F1 of each class',
  'model_version:mae:value': 'MAE',
  'model_version:rmse:value': 'RMSE',
};

/** New York's weather beside Seattle's, with values missing; few enough days for thresholds above the least. */
const DAYS = weatherDays('New York')
  .slice(0, 120)
  .map((day, row) => (row % 20 === 0 ? { ...day, features: { ...day.features, wind: null } } : day));
/** Predictions that cannot be read. */
const UNREAD: readonly BaselineRow[] = [1, 2, 3].map(() => ({
  output: Symbol('nothing that could be read'),
}));
const ROUNDING = 1e-11;
/** How far the fitted quantile behind the threshold is off at most. */
const FIT_ERROR = 0.000_27;

const skip = skipWithout('prometheus', 'prometheus');

/** Figures of a model version as a whole that alerts are about, too. */
const JUDGED = [
  'balanced_accuracy',
  'mcc',
  'kappa',
  'log_loss',
  'brier_score',
  'calibration_error',
  'mse',
  'bias',
  'mape',
];

test('figures of three replicas are those that scikit-learn, and one process with all of their rows, find', {
  skip,
}, async (t) => {
  const served = await servedPages(t, FIRST, SECOND);
  const baseline = seattleBaseline();
  const recorders = await recordedPages(t, { baseline, model: 'new-york', version: '1' }, [
    ...DAYS,
    ...UNREAD,
  ]);
  const prometheus = await backfilledPrometheus(t, [...served, ...recorders]);
  const recorded = recordings(prometheus);

  await t.test('as recorded', async () => {
    for (const [name, recipe] of Object.entries(RECIPES)) {
      const direct = DIRECT_ANSWERS[recipe]?.(SECOND, 1);
      assertClose({ [name]: await recorded(name) }, { [name]: direct }, ROUNDING);
    }
  });

  await t.test('as recorded, quantiles of latencies', async () => {
    for (const percent of [50, 90, 95, 99]) {
      const name = `model_version:latency_seconds:p${percent}`;
      const direct = latencyQuantiles(served, percent / 100);
      assertClose({ [name]: await recorded(name) }, { [name]: direct }, ROUNDING);
    }
  });

  await t.test('as recorded, drift', async () => {
    const pooled = pooledDrift(baseline, { 'new-york 1': DAYS });
    for (const [name, error] of Object.entries({ psi: ROUNDING, psi_threshold: FIT_ERROR })) {
      const rule = `model_version_feature:${name}:value`;
      assertClose({ [rule]: await recorded(rule) }, { [rule]: pooled[rule] }, error);
    }
  });

  await t.test('as alerts judge them', async () => {
    const scope = { prefix: '', matchers: ['model_name!="new-york"'], range: `${RANGE_SECONDS}s` };
    const expected = Object.fromEntries(JUDGED.map((metric) => [metric, figureOf(metric)]));
    await assertJudged(prometheus, scope, expected);
    const macroPrecision = macro(counted(scope), scope, 'precision').value;
    const found = await query(prometheus.url, macroPrecision, prometheus.end);
    assertClose(found, DIRECT_ANSWERS['macro precision of each class']?.(SECOND, 1), ROUNDING);
  });

  await t.test('as alerts judge them, of features and of what could be read', async () => {
    const scope = { prefix: '', matchers: ['model_name="new-york"'], range: `${RANGE_SECONDS}s` };
    const pooled = pooledDrift(baseline, { 'new-york 1': DAYS });
    await assertJudged(prometheus, scope, {
      missing_rate: pooled['model_version_feature:missing:ratio'],
      unseen_rate: pooled['model_version_feature:unseen:ratio'],
      out_of_range_rate: pooled['model_version_feature:out_of_range:ratio'],
      unread_rate: { 'new-york 1': UNREAD.length / (DAYS.length + UNREAD.length) },
      label_rate: { 'new-york 1': 0 },
      throughput: { 'new-york 1': DAYS.length / RANGE_SECONDS },
    });
  });

  await t.test('as alerts judge them, of one class', async () => {
    const scope = { prefix: '', matchers: ['model_name="weather"'], range: `${RANGE_SECONDS}s` };
    for (const metric of ['precision', 'recall', 'f1', 'specificity'] as const) {
      const { value } = oneClass(scope, metric, 'rain');
      const found = await query(prometheus.url, value, prometheus.end);
      assertClose({ [metric]: found }, { [metric]: { 'weather 1': rainOf(metric) } }, ROUNDING);
      const each = await query(prometheus.url, eachClass(counted(scope), metric).value, prometheus.end);
      assertClose({ [metric]: each['weather 1 rain'] }, { [metric]: rainOf(metric) }, ROUNDING);
    }
  });
});

test('the threshold of psi is that of the exact quantile, of any number of bins', { skip }, async (t) => {
  const [current, baselineRows] = [40, 4000];
  const counts = [1, 2, 3, 4, 5, 6, 8, 10, 11, 15, 22, 35, 52, 80, 150, 400];
  const page = (value: number): string => counts.map((bins) => featureOf(bins, value, baselineRows)).join('');
  const pages = { instance: 'one', before: page(0), after: page(current) };
  const recorded = recordings(await backfilledPrometheus(t, [pages]));
  assertClose(
    await recorded('model_version_feature:psi_threshold:value'),
    Object.fromEntries(
      counts.map((bins) => [`m 1 ${bins} bins`, driftThreshold(current, baselineRows, bins)]),
    ),
    FIT_ERROR,
  );
});

/** Asks what the rules record. */
function recordings({ url, end }: Backfilled): (name: string) => Promise<Answers> {
  const expressions = recordedExpressions(prometheusRules({ ...rulesInput, windowSeconds: RANGE_SECONDS }));
  return (name) => {
    const expression = expressions.get(name);
    assert.ok(expression, `${name} is recorded`);
    return query(url, expression, end);
  };
}

/** Asks for figures as alerts judge them. */
async function assertJudged(
  { url, end }: Backfilled,
  scope: Scope,
  expected: Readonly<Record<string, Answers | undefined>>,
): Promise<void> {
  for (const [metric, answers] of Object.entries(expected)) {
    const expression = FIGURES[metric]?.(counted(scope), scope).value ?? '';
    assertClose({ [metric]: await query(url, expression, end) }, { [metric]: answers }, ROUNDING);
  }
}

/** What scikit-learn says of the labelled rows of a share. */
function saidOf({ model, labelled }: Share): StreamChunk['expected'] | undefined {
  return oracleStreams(model).chunks.find(({ upTo }) => upTo === labelled)?.expected;
}

/** A figure of every model version, as scikit-learn has it. */
function figureOf(metric: string): Answers {
  const figures = SECOND.map((share) => [`${share.model} ${share.version}`, saidOf(share)?.overall[metric]]);
  return Object.fromEntries(figures.filter(([, value]) => typeof value === 'number'));
}

/** A figure of the class rain. */
function rainOf(metric: string): number | null | undefined {
  const weather = SECOND.find(({ model }) => model === 'weather');
  return weather && saidOf(weather)?.classes?.['rain']?.[metric];
}

/** A feature of so many bins, in the first of which are all values. */
function featureOf(bins: number, values: number, baselineRows: number): string {
  return Array.from({ length: bins }, (_, bin) => {
    const labels = `{model_name="m",model_version="1",feature="${bins} bins",bin="${bin}"}`;
    const [current, baseline] = bin === 0 ? [values, baselineRows] : [0, 0];
    return `model_feature_values_total${labels} ${current}\nmodel_feature_baseline_rows${labels} ${baseline}\n`;
  }).join('');
}
