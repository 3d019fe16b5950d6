import { increase, perSecond, type Scope, total } from './counters.ts';
import type { Counts } from './counts.ts';
import { type Figure, type FigureMaker, figure, shareOf } from './figure.ts';
import { aggregate, binary, call, PER_VERSION, ratio } from './promql.ts';

/** Requests that failed by our fault, or for which the client did not wait. */
const FAILED = 'outcome=~"server_error|aborted"';

export function errorRate({ requests }: Counts, scope: Scope): Figure {
  return shareOf(total(scope, 'prediction_latency_seconds_count', FAILED), requests);
}

/** Interpolated within the bucket that the quantile falls into. */
export function latencyQuantile(scope: Scope, quantile: number | string): string {
  const buckets = increase(scope, 'prediction_latency_seconds_bucket');
  const summed = aggregate('sum', [...PER_VERSION, 'le'], buckets);
  return binary(call('histogram_quantile', String(quantile), summed), '>=', '0');
}

/** How the model is served, by the name of the metric. */
export const SERVICE_FIGURES: Readonly<Record<string, FigureMaker>> = {
  error_rate: errorRate,
  latency_p50: latency(0.5),
  latency_p90: latency(0.9),
  latency_p95: latency(0.95),
  latency_p99: latency(0.99),
  throughput: ({ predictions }, scope) => figure(perSecond(scope, 'model_predictions_total'), predictions),
  label_rate: ({ labels, predictions }) => ({
    ...shareOf(labels, predictions),
    // Labels that came today for the predictions of yesterday do not make it more than all.
    value: call('clamp_max', ratio(labels, predictions), '1'),
  }),
  unread_rate: ({ predictions }, scope) => {
    const unread = total(scope, 'model_predictions_unread_total');
    return shareOf(unread, binary(predictions, '+', unread));
  },
};

function latency(quantile: number): FigureMaker {
  return ({ requests }, scope) => figure(latencyQuantile(scope, quantile), requests);
}
