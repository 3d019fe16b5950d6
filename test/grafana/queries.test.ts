import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accuracyBound, drifted, estimatedAccuracy } from '../../docs/grafana/queries.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';
import { query } from '../docs/prometheus-query.ts';
import { backfilledPrometheus, RANGE_SECONDS, type ReplicaPages } from '../rules/backfilled-prometheus.ts';
import { assertClose } from '../statistics/assert-close.ts';
import { skipWithout } from '../support/programs.ts';
import { interpolated } from './dashboard-queries.ts';

const CHOSEN = { prefix: '', model: 'weather', version: '1|2', window: `${RANGE_SECONDS}s` };
/** Numbers in queries have six digits. */
const ROUNDING = 1e-5;

/** What a replica has counted of version 1. */
interface Counted {
  readonly right: number;
  readonly labels: number;
  readonly predictions: number;
  readonly estimate: number;
  /** Of a feature of two bins, of which the baseline has equally many. */
  readonly values: readonly [number, number];
}

function pagesOf(instance: string, after: Counted): ReplicaPages {
  const before = { ...after, right: 0, labels: 0, predictions: 0, values: [0, 0] } as const;
  return { instance, before: pageOf(before), after: pageOf(after) };
}

function pageOf({ right, labels, predictions, estimate, values }: Counted): string {
  const version = 'model_name="weather",model_version="1"';
  const bins = values.map((count, bin) => {
    const matchers = `{${version},feature="wind",bin="${bin}"}`;
    return `model_feature_values_total${matchers} ${count}\nmodel_feature_baseline_rows${matchers} 500\n`;
  });
  return `model_accuracy_sum{${version}} ${right}
model_accuracy_count{${version}} ${labels}
model_accuracy_sum{model_name="weather",model_version="2"} 0
model_accuracy_count{model_name="weather",model_version="2"} 0
model_predictions_total{${version}} ${predictions}
model_quality_estimated{${version},metric="accuracy"} ${estimate}
${bins.join('')}`;
}

test('interval, estimate and verdict are those of all replicas together', {
  skip: skipWithout('prometheus', 'prometheus'),
}, async (t) => {
  const { url, end } = await backfilledPrometheus(t, [
    pagesOf('one', { right: 30, labels: 40, predictions: 100, estimate: 0.9, values: [10, 5] }),
    pagesOf('two', { right: 7, labels: 10, predictions: 300, estimate: 0.5, values: [30, 5] }),
  ]);
  const ask = (expr: string) => query(url, interpolated(expr, CHOSEN), end);
  const interval = wilsonInterval(37, 50, 0.95);
  assertClose(await ask(accuracyBound('lower')), { 'weather 1': interval?.lower }, ROUNDING);
  assertClose(await ask(accuracyBound('upper')), { 'weather 1': interval?.upper }, ROUNDING);
  assertClose(await ask(estimatedAccuracy()), { 'weather 1': (100 * 0.9 + 300 * 0.5) / 400 });
  assert.deepEqual(await ask(drifted()), { 'weather 1 wind': 1 });
});
