import type { NotifierFactory } from '../domain/alert-event.ts';
import { httpNotifier } from './http-notifier.ts';
import { type NotifierOptions, readNotifierOptions } from './notifier-options.ts';
import { repeatUntold } from './refresh.ts';
import { slackMessage } from './slack-message.ts';

/**
 * Tells a Slack channel of alerts, one message each.
 *
 * @param url - of an incoming webhook. It is a secret: no error, log line or metric shows it.
 * @throws TypeError for a wrong url or wrong options, with all that is wrong.
 */
export function slack(url: string, options?: NotifierOptions): NotifierFactory {
  const settings = readNotifierOptions('slack', url, options);
  return httpNotifier(settings, {
    url: settings.url,
    batchLength: 1,
    refresh: repeatUntold,
    request: ([event]) => ({ body: slackMessage(event, settings.link) }),
  });
}
