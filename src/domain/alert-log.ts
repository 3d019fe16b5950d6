import type { AlertEvent, NotifierFactory } from './alert-event.ts';

const NAME = 'log';

/** Writes a line to stderr for each event: what is done when nobody else is to be told. */
export const alertLog: NotifierFactory = {
  name: NAME,
  create: (listener) => ({
    name: NAME,
    notify: (event) => {
      console.error(lineOf(event));
      listener.count('sent');
    },
    close: () => Promise.resolve(),
  }),
};

function lineOf({ status, alert, severity, summary }: AlertEvent): string {
  return `express-model-monitor: alert ${status}: ${alert} (${severity}): ${summary}`;
}
