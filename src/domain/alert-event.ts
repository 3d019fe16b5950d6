import type { Interval } from '../statistics/wilson-interval.ts';

export const SEVERITIES = ['info', 'warning', 'critical'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** What an alert is about: empty strings where it is not about one. */
export interface AlertSubject {
  readonly model: string;
  readonly version: string;
  readonly class: string;
  readonly feature: string;
}

/** An alert that began to fire, or stopped: everything somebody who is told needs to know. */
export interface AlertEvent {
  readonly status: 'firing' | 'resolved';
  /** The rule's name. */
  readonly alert: string;
  readonly severity: Severity;
  readonly subject: AlertSubject;
  readonly metric: string;
  /** The figure when it was last judged; absent when there is nothing to say any more. */
  readonly value?: number;
  /** What it was held against, and on which side of it is wrong. */
  readonly bound: number;
  readonly isWrongWhen: 'above' | 'below';
  /** What the figure rests on. */
  readonly n: number;
  /** Where the true value lies, of figures that are shares of `n`. */
  readonly interval?: Interval;
  /** When it began to fire; milliseconds since 1970. */
  readonly startedAt: number;
  /** When it stopped; only of a resolved one. */
  readonly endedAt?: number;
  /** The rule's own. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Those of its annotations that are addresses, such as `runbook_url`. */
  readonly links: Readonly<Record<string, string>>;
  /** One sentence that says what is wrong, with the numbers. */
  readonly summary: string;
}

/** Somebody who is told of alerts. */
export interface Notifier {
  /** Short, stands in metrics: `webhook`, `slack`. */
  readonly name: string;
  /**
   * Takes an event and returns at once; time-outs, retries and what is lost are the notifier's own affair, counted
   * through the listener it was given.
   */
  notify(event: AlertEvent): void;
  /** Called while alerts fire, with all that do: for receivers that want to be told again. */
  refresh?(firing: readonly AlertEvent[]): void;
  /** Tries for a bounded time to deliver what waits, then lets go. */
  close(): Promise<void>;
}

/** What became of a notification. */
export const NOTIFICATION_RESULTS = ['sent', 'failed', 'dropped'] as const;

export type NotificationResult = (typeof NOTIFICATION_RESULTS)[number];

/** What a notifier tells the monitor. */
export interface NotifierListener {
  count(result: NotificationResult): void;
  /** Of an outage once, and never with a secret in it. */
  fault(error: Error): void;
}

/** Makes a notifier for one monitor: what `notify` takes, and what `webhook(url)` answers. */
export interface NotifierFactory {
  /** Short, stands in metrics; that of the notifier it makes. */
  readonly name: string;
  create(listener: NotifierListener): Notifier;
}
