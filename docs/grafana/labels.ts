import { gauge, increase } from '../../src/rules/counters.ts';
import { aggregate, call, PER_VERSION } from '../../src/rules/promql.ts';
import { graph, type Panel, VERSION } from './panels.ts';
import { figure } from './queries.ts';
import { OVERALL, WINDOW } from './scope.ts';

/** Whether the truth arrives, and when. */
export function labels(): readonly Panel[] {
  return [arriving(), delay(), feedback(), pending()];
}

function arriving(): Panel {
  return graph({
    title: 'Labels',
    description:
      'Labels that came within the window over predictions made in it, never shown as more than all.',
    unit: 'percentunit',
    width: 6,
    queries: [{ expr: figure('label_rate'), legend: VERSION }],
  });
}

function delay(): Panel {
  const buckets = aggregate(
    'sum',
    [...PER_VERSION, 'le'],
    increase(WINDOW, 'model_label_delay_seconds_bucket'),
  );
  return graph({
    title: 'Delay of labels',
    description: 'From the prediction to its label, of those that came later.',
    unit: 's',
    width: 6,
    queries: [0.5, 0.9].map((quantile) => ({
      expr: `${call('histogram_quantile', String(quantile), buckets)} >= 0`,
      legend: `${VERSION} ${100 * quantile} %`,
    })),
  });
}

function feedback(): Panel {
  return graph({
    title: 'What became of labels',
    description: 'Of all models; docs/feedback.md tells what each result means.',
    unit: 'short',
    width: 6,
    queries: [
      { expr: aggregate('sum', ['result'], increase(OVERALL, 'model_feedback_total')), legend: '{{result}}' },
    ],
  });
}

function pending(): Panel {
  return graph({
    title: 'Predictions that wait for a label',
    description: 'Of all models, by replica; replicas that share a store show the same number.',
    unit: 'short',
    width: 6,
    queries: [{ expr: gauge(OVERALL, 'model_feedback_pending'), legend: '{{instance}}' }],
  });
}
