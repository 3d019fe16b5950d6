import type { AlertEvent, NotificationResult, NotifierListener } from '../domain/alert-event.ts';
import { alertKey } from './alert-labels.ts';
import type { Attempt } from './attempt.ts';
import { backOffMs } from './back-off.ts';
import { type Notification, NotificationQueue } from './notification-queue.ts';
import { Pause } from './pause.ts';

/** Events that are told together, each of another alert. */
export type Batch = readonly [AlertEvent, ...AlertEvent[]];

export interface DeliveryParts {
  readonly listener: NotifierListener;
  /** Tells of some events, and ends soon when the signal says so. */
  readonly send: (batch: Batch, signal: AbortSignal) => Promise<Attempt>;
  /** How many events are told together at most. */
  readonly batchLength: number;
  /** How long one attempt may take. */
  readonly timeoutMs: number;
  /** How long an event is tried again, from when it was raised. */
  readonly retryForMs: number;
  readonly queueLength: number;
}

/** How long `close` tries to deliver what waits. */
export const CLOSE_MS = 5000;

/**
 * Carries events to one receiver: one attempt at a time, until each is delivered, refused, too old or too
 * many. Every event is counted once, under what became of it.
 */
export class Delivery {
  readonly #parts: DeliveryParts;
  readonly #queue: NotificationQueue;
  /** Alerts given up before anybody was told that they fire. */
  readonly #untold = new Set<string>();
  readonly #pause = new Pause();
  #attempt: AbortController | undefined;
  #misses = 0;
  #isFailing = false;
  #isCarrying = false;
  #carried: Promise<void> = Promise.resolve();
  /** Whether nothing is tried any more. */
  #isOver = false;
  #closing: Promise<void> | undefined;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
    this.#queue = new NotificationQueue(parts.queueLength);
  }

  add(event: AlertEvent): void {
    const notification = notificationOf(event, false);
    this.#untold.delete(notification.key);
    if (this.#closing !== undefined) this.#count('dropped', [notification]);
    else this.#giveUp('dropped', this.#queue.add(notification));
    this.#wake();
  }

  /** Tells these once more, without trying again: whoever wants them told will say so again. */
  repeat(firing: readonly AlertEvent[]): void {
    if (this.#closing !== undefined) return;
    this.#queue.repeat(firing.map((event) => notificationOf(event, true)));
    this.#wake();
  }

  /** Whether it was given up to tell that this alert fires. */
  isUntold(event: AlertEvent): boolean {
    return this.#untold.size > 0 && this.#untold.has(alertKey(event));
  }

  /** Tries for a bounded time to deliver what waits, and drops the rest. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  #wake(): void {
    if (!this.#isCarrying && !this.#queue.isEmpty) this.#carried = this.#carryAll();
  }

  async #carryAll(): Promise<void> {
    this.#isCarrying = true;
    // What is raised in one turn can go together.
    await undefined;
    while (!this.#isOver && !this.#queue.isEmpty) {
      await this.#carry(this.#queue.take(this.#parts.batchLength));
    }
    this.#isCarrying = false;
  }

  async #carry(taken: readonly Notification[]): Promise<void> {
    const [first, ...others] = taken;
    if (first === undefined) return;
    for (const { key } of taken) this.#untold.delete(key);
    const attempt = await this.#try([first.event, ...others.map(({ event }) => event)]);
    this.#settle(taken, attempt);
    if (attempt.outcome !== 'missed' || this.#isOver) return;
    await this.#pause.wait(Math.max(backOffMs(this.#misses), attempt.waitMs));
  }

  async #try(batch: Batch): Promise<Attempt> {
    const attempt = new AbortController();
    const timer = setTimeout(() => attempt.abort(), this.#parts.timeoutMs).unref();
    this.#attempt = attempt;
    try {
      return await this.#parts.send(batch, attempt.signal);
    } catch (error) {
      return { outcome: 'refused', error: error instanceof Error ? error : new Error(String(error)) };
    } finally {
      clearTimeout(timer);
    }
  }

  #settle(taken: readonly Notification[], attempt: Attempt): void {
    this.#misses = attempt.outcome === 'missed' ? this.#misses + 1 : 0;
    if (attempt.outcome === 'delivered') this.#count('sent', taken);
    if (attempt.outcome === 'refused') this.#count('failed', taken);
    if (attempt.outcome === 'missed') this.#miss(taken);
    const isFailing = attempt.outcome !== 'delivered';
    if (isFailing && !this.#isFailing && !this.#isOver) this.#parts.listener.fault(attempt.error);
    this.#isFailing = isFailing;
  }

  #miss(taken: readonly Notification[]): void {
    const tooOld = performance.now() - this.#parts.retryForMs;
    for (const notification of taken) {
      if (notification.isRepeat) this.#remember([notification]);
      else if (notification.raisedAt <= tooOld) this.#giveUp('failed', [notification]);
      else this.#giveUp('dropped', this.#queue.putBack(notification));
    }
  }

  #giveUp(result: NotificationResult, notifications: readonly Notification[]): void {
    this.#count(result, notifications);
    this.#remember(notifications);
  }

  #remember(notifications: readonly Notification[]): void {
    for (const { key, event } of notifications) if (event.status === 'firing') this.#untold.add(key);
  }

  #count(result: NotificationResult, notifications: readonly Notification[]): void {
    for (const _ of notifications) this.#parts.listener.count(result);
  }

  async #close(): Promise<void> {
    // Keeps the process alive, as nothing else here does while it waits for another attempt.
    const timer = setTimeout(() => {
      this.#isOver = true;
      this.#attempt?.abort();
      this.#pause.end();
    }, CLOSE_MS);
    this.#pause.end();
    await this.#carried;
    clearTimeout(timer);
    this.#count('dropped', this.#queue.clear());
  }
}

function notificationOf(event: AlertEvent, isRepeat: boolean): Notification {
  return { key: alertKey(event), event, raisedAt: performance.now(), isRepeat };
}
