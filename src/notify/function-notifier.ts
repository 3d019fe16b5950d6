import type { AlertEvent, NotifierFactory } from '../domain/alert-event.ts';
import { secondsOf } from '../domain/duration.ts';
import { Delivery } from './delivery.ts';
import { DEFAULTS } from './notifier-options.ts';

const NAME = 'function';

/**
 * Calls a function with each event, one after the other. What it throws counts as failed, as does an answer
 * that takes longer than 10 s. It is not called again with the same event: only it knows what it has done.
 */
export function functionNotifier(callback: (event: AlertEvent) => void | Promise<void>): NotifierFactory {
  return {
    name: NAME,
    create: (listener) => {
      const delivery = new Delivery({
        listener,
        batchLength: 1,
        timeoutMs: 1000 * secondsOf(DEFAULTS.timeout),
        retryForMs: 1000 * secondsOf(DEFAULTS.retryFor),
        queueLength: DEFAULTS.queueLength,
        send: async ([event], signal) => {
          // A copy, which is theirs to change.
          await Promise.race([callback(structuredClone(event)), endOf(signal)]);
          return { outcome: 'delivered' };
        },
      });
      return { name: NAME, notify: (event) => delivery.add(event), close: () => delivery.close() };
    },
  };
}

/** Rejects when there is no more time. */
function endOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`${NAME}: no answer in time`)));
  });
}
