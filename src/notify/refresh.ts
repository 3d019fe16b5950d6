import type { AlertEvent } from '../domain/alert-event.ts';
import type { Delivery } from './delivery.ts';

/** Makes what a notifier does when it hears which alerts fire. */
export type Refresh = (delivery: Delivery) => (firing: readonly AlertEvent[]) => void;

/** A minute, and room for a timer that is a little early. */
const MINUTE_MS = 55_000;

/** For receivers that remember: an alert is told again only where it was given up to tell that it fires. */
export const repeatUntold: Refresh = (delivery) => (firing) =>
  delivery.repeat(firing.filter((event) => delivery.isUntold(event)));

/** For receivers that forget what they do not hear of again. */
export const repeatEachMinute: Refresh = (delivery) => {
  let repeatedAt = performance.now();
  return (firing) => {
    if (performance.now() - repeatedAt < MINUTE_MS) return;
    repeatedAt = performance.now();
    delivery.repeat(firing);
  };
};
