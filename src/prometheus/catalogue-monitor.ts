/** Labels that come later, alerts, and the monitor itself. */
export const MONITOR_METRICS = [
  {
    name: 'model_feedback_total',
    type: 'counter',
    labels: ['result'],
    help: 'Labels that came after their prediction, by what became of them; evicted are predictions that lost their place.',
  },
  {
    name: 'model_feedback_pending',
    type: 'gauge',
    labels: [],
    help: 'Predictions in the store that wait for a label.',
    aggregator: 'max',
  },
  {
    name: 'model_label_delay_seconds',
    type: 'histogram',
    labels: ['model_name', 'model_version'],
    help: 'Seconds from a prediction to its label, for labels that came later.',
    buckets: [1, 10, 60, 600, 3600, 21_600, 86_400, 604_800],
  },
  {
    name: 'model_alert_state',
    type: 'gauge',
    labels: ['model_name', 'model_version', 'alert', 'feature', 'class'],
    help: 'Alerts by the name of their rule: 0 ok, 1 pending, 2 firing; absent while there is not enough data.',
    aggregator: 'max',
  },
  {
    name: 'model_notifications_total',
    type: 'counter',
    labels: ['notifier', 'result'],
    help: 'Notifications of alerts by who was told and what became of them: sent, failed or dropped.',
  },
  {
    name: 'model_info',
    type: 'gauge',
    labels: ['model_name', 'model_version', 'task', 'protocol', 'baseline'],
    help: 'Always 1; its labels tell what each model version does and how it is spoken to.',
    aggregator: 'max',
  },
  {
    name: 'model_monitor_window_seconds',
    type: 'gauge',
    labels: [],
    help: 'Length in seconds of the current window behind gauges, page and alerts.',
    aggregator: 'max',
  },
  {
    name: 'model_monitor_faults_total',
    type: 'counter',
    labels: ['part'],
    help: 'Errors inside the monitor that were kept away from the application, by part.',
  },
  {
    name: 'model_monitor_dropped_total',
    type: 'counter',
    labels: ['part', 'reason'],
    help: 'Items that a limit of the monitor left out, by part and reason.',
  },
] as const;
