import type { AlertEvent } from '../domain/alert-event.ts';
import { annotationsOf, labelSetText, labelsOf } from './alert-labels.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { NotifierSettings } from './notifier-options.ts';

/** How Alertmanager writes the end of what has not ended: Go's zero time. */
const NOT_ENDED = '0001-01-01T00:00:00Z';

/**
 * The body that Alertmanager sends to its webhook receivers, as if every alert were a group of its own
 * (`group_by: ['...']`).
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export function webhookBody(event: AlertEvent, { name, link }: NotifierSettings): object {
  const labels = labelsOf(event);
  const annotations = annotationsOf(event);
  return {
    receiver: name,
    status: event.status,
    alerts: [
      {
        status: event.status,
        labels,
        annotations,
        startsAt: new Date(event.startedAt).toISOString(),
        endsAt: event.endedAt === undefined ? NOT_ENDED : new Date(event.endedAt).toISOString(),
        generatorURL: link,
        fingerprint: fingerprintOf(labels),
      },
    ],
    groupLabels: labels,
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: link,
    version: '4',
    groupKey: `{}:${labelSetText(labels)}`,
    truncatedAlerts: 0,
  };
}
