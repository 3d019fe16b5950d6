import type { AlertEvent } from '../domain/alert-event.ts';
import { annotationsOf, labelsOf } from './alert-labels.ts';

/**
 * When Alertmanager takes an alert for resolved that it has not heard of again: after four times the pace at
 * which alerts are repeated, as Prometheus has it (`sendAlerts` in its rules/alerting.go).
 */
const HEARD_OF_FOR_MS = 4 * 60_000;

/**
 * An alert for Alertmanager's API.
 *
 * @param now - milliseconds since 1970.
 * @see https://prometheus.io/docs/alerting/latest/alerts_api
 */
export function postedAlert(event: AlertEvent, link: string, now: number): object {
  // It refuses an alert that ends before it starts, as one would whose clock was set back.
  const endsAt = Math.max(event.endedAt ?? now + HEARD_OF_FOR_MS, event.startedAt);
  return {
    labels: labelsOf(event),
    annotations: annotationsOf(event),
    startsAt: new Date(event.startedAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    ...(link !== '' && { generatorURL: link }),
  };
}
