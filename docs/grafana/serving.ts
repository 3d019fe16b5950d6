import { increase, perSecond } from '../../src/rules/counters.ts';
import { aggregate, PER_VERSION } from '../../src/rules/promql.ts';
import { latencyQuantile } from '../../src/rules/service-figures.ts';
import { graph, type Panel, VERSION } from './panels.ts';
import { figure } from './queries.ts';
import { POINT } from './scope.ts';

const WIDTH = 12;

/** Traffic, latency and errors: how the models are served. */
export function serving(): readonly Panel[] {
  return [traffic(), latency(), errors(), unread()];
}

function traffic(): Panel {
  return graph({
    title: 'Traffic',
    description: 'Predict requests, and the predictions in them: a batch brings many.',
    unit: 'cps',
    width: WIDTH,
    queries: [
      { expr: perSecond(POINT, 'prediction_latency_seconds_count'), legend: `${VERSION} requests` },
      { expr: perSecond(POINT, 'model_predictions_total'), legend: `${VERSION} predictions` },
    ],
  });
}

function latency(): Panel {
  return graph({
    title: 'Latency',
    description: 'From the request to the head of its answer, interpolated within the buckets.',
    unit: 's',
    width: WIDTH,
    queries: [0.5, 0.9, 0.99].map((quantile) => ({
      expr: latencyQuantile(POINT, quantile),
      legend: `${VERSION} ${100 * quantile} %`,
    })),
  });
}

function errors(): Panel {
  return graph({
    title: 'Error rate',
    description: 'Server errors and clients that left before the answer, of all predict requests.',
    unit: 'percentunit',
    width: WIDTH,
    queries: [{ expr: figure('error_rate'), legend: VERSION }],
  });
}

function unread(): Panel {
  const byReason = aggregate(
    'sum',
    [...PER_VERSION, 'reason'],
    increase(POINT, 'model_predictions_unread_total'),
  );
  return graph({
    title: 'Predictions that could not be read',
    description: 'By reason; docs/formats.md tells what each one means.',
    unit: 'short',
    width: WIDTH,
    queries: [{ expr: byReason, legend: `${VERSION} {{reason}}` }],
  });
}
