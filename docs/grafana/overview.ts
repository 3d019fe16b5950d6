import { gauge, perSecond } from '../../src/rules/counters.ts';
import { aggregate, binary, PER_VERSION } from '../../src/rules/promql.ts';
import { type Panel, stat, VERSION } from './panels.ts';
import { drifted, figure } from './queries.ts';
import { POINT, WINDOW } from './scope.ts';

const WIDTH = 4;

/** How every model version is doing now, in six numbers. */
export function overview(): readonly Panel[] {
  const states = aggregate(
    'max',
    [...PER_VERSION, 'alert', 'feature', 'class'],
    gauge(WINDOW, 'model_alert_state'),
  );
  const number = (title: string, unit: string, description: string, expr: string): Panel =>
    stat({ title, description, unit, width: WIDTH, queries: [{ expr, legend: VERSION }] });
  return [
    number(
      'Requests',
      'reqps',
      'Predict requests per second.',
      perSecond(POINT, 'prediction_latency_seconds_count'),
    ),
    number(
      'Errors',
      'percentunit',
      'Server errors and clients that left, of the predict requests of the window.',
      figure('error_rate'),
    ),
    number(
      'Latency, 95 %',
      's',
      'Nineteen of twenty predict requests of the window were answered sooner.',
      figure('latency_p95'),
    ),
    number(
      'Accuracy',
      'percentunit',
      'Of the predictions whose label came within the window.',
      figure('accuracy'),
    ),
    number(
      'Drifted features',
      'none',
      'Of those with enough values in the window to tell.',
      aggregate('sum', PER_VERSION, drifted()),
    ),
    number(
      'Alerts firing',
      'none',
      'Alerts of the monitor, in one replica or more.',
      aggregate('count', PER_VERSION, binary(states, '==', '2')),
    ),
  ];
}
