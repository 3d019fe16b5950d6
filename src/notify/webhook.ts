import type { AlertEvent, NotifierFactory } from '../domain/alert-event.ts';
import { labelsOf } from './alert-labels.ts';
import { fingerprintOf } from './fingerprint.ts';
import { httpNotifier } from './http-notifier.ts';
import { type NotifierOptions, readNotifierOptions } from './notifier-options.ts';
import { repeatUntold } from './refresh.ts';
import { webhookBody } from './webhook-body.ts';

/**
 * Tells of alerts as Alertmanager tells its webhook receivers, one alert per request.
 *
 * @param url - it may hold a secret: no error, log line or metric shows it.
 * @throws TypeError for a wrong url or wrong options, with all that is wrong.
 */
export function webhook(url: string, options?: NotifierOptions): NotifierFactory {
  const settings = readNotifierOptions('webhook', url, options);
  return httpNotifier(settings, {
    url: settings.url,
    batchLength: 1,
    refresh: repeatUntold,
    request: ([event]) => ({
      body: webhookBody(event, settings),
      headers: { 'Idempotency-Key': idempotencyKey(event) },
    }),
  });
}

/**
 * The same in every attempt to tell the same thing, so that a receiver can tell a second arrival: an answer
 * can be lost, or come too late.
 *
 * @see draft-ietf-httpapi-idempotency-key-header-07: a string, in quotes
 */
function idempotencyKey(event: AlertEvent): string {
  return `"${fingerprintOf(labelsOf(event))}-${event.startedAt}-${event.status}"`;
}
