import type { Notifier, NotifierFactory } from '../domain/alert-event.ts';
import { type Batch, Delivery } from './delivery.ts';
import { attemptPost } from './http-attempt.ts';
import type { NotifierSettings } from './notifier-options.ts';
import type { Refresh } from './refresh.ts';

type HeaderTexts = Readonly<Record<string, string>>;

/** What tells one kind of receiver from another. */
export interface Receiver {
  readonly url: URL;
  /** How many events one request can tell of. */
  readonly batchLength: number;
  /** The body, before it is JSON, and headers of this request. */
  readonly request: (batch: Batch) => { readonly body: unknown; readonly headers?: HeaderTexts };
  readonly refresh: Refresh;
}

const OUR_HEADERS = { 'Content-Type': 'application/json', 'User-Agent': 'express-model-monitor' };

/** A notifier that posts JSON. */
export function httpNotifier(settings: NotifierSettings, receiver: Receiver): NotifierFactory {
  const { name, timeoutMs, retryForMs, queueLength } = settings;
  const { url, batchLength } = receiver;
  return {
    name,
    create: (listener): Notifier => {
      const delivery = new Delivery({
        listener,
        batchLength,
        timeoutMs,
        retryForMs,
        queueLength,
        send: (batch, signal) => {
          const { body, headers } = receiver.request(batch);
          return attemptPost(name, {
            url,
            headers: { ...OUR_HEADERS, ...headers, ...settings.headers },
            body: JSON.stringify(body),
            signal,
          });
        },
      });
      return {
        name,
        notify: (event) => delivery.add(event),
        refresh: receiver.refresh(delivery),
        close: () => delivery.close(),
      };
    },
  };
}
