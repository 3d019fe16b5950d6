import type { AlertSnapshot } from '../../../domain/alert-snapshot.ts';
import type { Selection } from '../live/selection.ts';

/** What a reader wants to see first stands first. */
const ORDER: Readonly<Record<AlertSnapshot['state'], number>> = {
  firing: 0,
  pending: 1,
  ok: 2,
  not_enough_data: 3,
};

export function alertsOf(
  alerts: readonly AlertSnapshot[] | undefined,
  { model, version }: Selection,
): AlertSnapshot[] {
  return (alerts ?? [])
    .filter(({ subject }) => subject.model === model && subject.version === version)
    .toSorted((a, b) => ORDER[a.state] - ORDER[b.state]);
}

export function firing(alerts: readonly AlertSnapshot[]): AlertSnapshot[] {
  return alerts.filter(({ state }) => state === 'firing');
}
