import type { AlertInstance } from '../domain/alert-instance.ts';
import type { AlertState } from '../domain/alert-phase.ts';
import type { NotificationCounts } from '../domain/notification-counts.ts';
import type { Families } from './families.ts';
import { modelRow, type ValueRow } from './row.ts';

/** What the metrics of alerts are read from. */
export interface WatchedAlerts {
  readonly watch: Iterable<AlertInstance>;
  readonly notifications: NotificationCounts;
}

const LEVELS: Readonly<Record<Exclude<AlertState, 'not_enough_data'>, number>> = {
  ok: 0,
  pending: 1,
  firing: 2,
};

export function addAlertSources(families: Families, { watch, notifications }: WatchedAlerts): void {
  families.addSource('model_alert_state', () => stateRows(watch));
  families.addSource('model_notifications_total', () => notificationRows(notifications));
}

function* stateRows(watch: Iterable<AlertInstance>): Generator<ValueRow> {
  for (const { rule, subject, phase } of watch) {
    if (phase.state === 'not_enough_data') continue;
    yield modelRow(subject, [rule.name, subject.feature, subject.class], LEVELS[phase.state]);
  }
}

function* notificationRows(notifications: NotificationCounts): Generator<ValueRow> {
  for (const { notifier, result, count } of notifications.entries()) {
    yield { labels: [notifier, result], value: count };
  }
}
