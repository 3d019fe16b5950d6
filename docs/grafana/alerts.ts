import { gauge, increase } from '../../src/rules/counters.ts';
import { aggregate, PER_VERSION, series } from '../../src/rules/promql.ts';
import { graph, type Panel, table, timeline, VERSION } from './panels.ts';
import { CHOSEN, OVERALL, WINDOW } from './scope.ts';

/** What is wrong, and who was told. */
export function alerts(): readonly Panel[] {
  return [states(), ofPrometheus(), notifications()];
}

function states(): Panel {
  const labels = [...PER_VERSION, 'alert', 'feature', 'class'];
  const worst = aggregate('max', labels, gauge(WINDOW, 'model_alert_state'));
  const content = {
    title: 'Alerts of the monitor',
    description: 'The state of each alert in the replica that is worst; a gap is not enough data.',
    unit: 'none',
    width: 12,
    queries: [{ expr: worst, legend: `{{alert}} ${VERSION} {{feature}}{{class}}` }],
  };
  return timeline(content, { 0: ['ok', 'green'], 1: ['pending', 'yellow'], 2: ['firing', 'red'] });
}

function ofPrometheus(): Panel {
  return table(
    {
      title: 'Alerts of Prometheus',
      description: 'What the rules that express-model-monitor writes find now, over all replicas.',
      unit: 'none',
      width: 8,
      queries: [{ expr: series('ALERTS', CHOSEN.versions), legend: 'active' }],
    },
    ['__name__'],
  );
}

function notifications(): Panel {
  const sent = increase(OVERALL, 'model_notifications_total');
  return graph({
    title: 'Notifications',
    description: 'Of the monitor itself, by who was told and what became of it.',
    unit: 'short',
    width: 4,
    queries: [{ expr: aggregate('sum', ['notifier', 'result'], sent), legend: '{{notifier}} {{result}}' }],
  });
}
