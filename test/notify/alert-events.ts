import type { AlertEvent } from '../../src/domain/alert-event.ts';

/** 2026-11-23 10:36:19 UTC */
export const START: number = Date.UTC(2026, 10, 23, 10, 36, 19);

const FIRING: AlertEvent = {
  status: 'firing',
  alert: 'LowAccuracy',
  severity: 'critical',
  subject: { model: 'churn', version: '3', class: '', feature: '' },
  metric: 'accuracy',
  value: 0.714285714,
  bound: 0.8,
  isWrongWhen: 'below',
  n: 420,
  interval: { lower: 0.669, upper: 0.755 },
  startedAt: START,
  labels: { team: 'growth' },
  annotations: { runbook_url: 'https://example.com/runbook' },
  links: { runbook_url: 'https://example.com/runbook' },
  summary: 'accuracy of churn@3 is 0.714, below 0.8',
};

/** An alert that fires. */
export function firing(changes: Partial<AlertEvent> = {}): AlertEvent {
  return { ...FIRING, ...changes };
}

/** The same a minute later, when it is over. */
export function resolved(changes: Partial<AlertEvent> = {}): AlertEvent {
  const { value, interval, ...rest } = FIRING;
  return { ...rest, status: 'resolved', n: 0, endedAt: START + 60_000, ...changes };
}

/** So many alerts that fire, named `alert0`, `alert1` and so on. */
export function manyFiring(count: number): readonly AlertEvent[] {
  return Array.from({ length: count }, (_, index) => firing({ alert: `alert${index}` }));
}
