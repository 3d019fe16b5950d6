import type { NotifierFactory } from '../domain/alert-event.ts';
import { httpNotifier } from './http-notifier.ts';
import { type NotifierOptions, readNotifierOptions } from './notifier-options.ts';
import { postedAlert } from './posted-alert.ts';
import { repeatEachMinute } from './refresh.ts';

const PATH = '/api/v2/alerts';

/** Alerts in one request: about 100 kB. */
const BATCH_LENGTH = 100;

/**
 * Hands alerts to an Alertmanager, and again each minute while they fire. One that it does not hear of for
 * four minutes it takes for resolved, so none fires for ever after this process is gone.
 *
 * @param url - where Alertmanager is, as in `http://alertmanager:9093`, its path prefix included. It may hold a
 * secret: no error, log line or metric shows it.
 * @throws TypeError for a wrong url or wrong options, with all that is wrong.
 */
export function alertmanager(url: string, options?: NotifierOptions): NotifierFactory {
  const settings = readNotifierOptions('alertmanager', url, options);
  return httpNotifier(settings, {
    url: alertsUrl(settings.url),
    batchLength: BATCH_LENGTH,
    refresh: repeatEachMinute,
    request: (batch) => ({ body: batch.map((event) => postedAlert(event, settings.link, Date.now())) }),
  });
}

/** Also for somebody who gave the whole address. */
function alertsUrl(base: URL): URL {
  const url = new URL(base);
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = path.endsWith(PATH) ? path : path + PATH;
  return url;
}
