import type { AlertEvent } from '../domain/alert-event.ts';

export interface Notification {
  /** The alert's. */
  readonly key: string;
  readonly event: AlertEvent;
  /** By `performance.now`. */
  readonly raisedAt: number;
  /** Whether it is told again, without anything having changed. */
  readonly isRepeat: boolean;
}

type Lane = readonly [Notification, ...Notification[]];

/**
 * What is to be told. Of one alert no more waits than that it fires and, behind it, that this is over: what
 * came before that is superseded. Alerts take turns; the order is kept within each. Repeats wait behind all,
 * and give way to anything new of their alert.
 */
export class NotificationQueue {
  readonly #maxLength: number;
  readonly #lanes = new Map<string, Lane>();
  #repeats: Map<string, Notification> = new Map();
  #length = 0;

  /** @param maxLength - without repeats, of which each alert has one at most. */
  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  get isEmpty(): boolean {
    return this.#lanes.size === 0 && this.#repeats.size === 0;
  }

  /** @returns what is given up for it. */
  add(notification: Notification): readonly Notification[] {
    const { key } = notification;
    this.#repeats.delete(key);
    return [...this.#join(key, this.#lanes.get(key) ?? [], [notification]), ...this.#shorten()];
  }

  /**
   * Takes back what could not be delivered: it is its alert's first again, and the alert the last in turn.
   *
   * @returns what is given up: it, when something newer supersedes it, or another when there are too many.
   */
  putBack(notification: Notification): readonly Notification[] {
    const { key } = notification;
    const newer = this.#lanes.get(key) ?? [];
    this.#lanes.delete(key);
    return [...this.#join(key, [notification], newer), ...this.#shorten()];
  }

  /** Repeats these, instead of those that were to be repeated. */
  repeat(notifications: readonly Notification[]): void {
    const idle = notifications.filter(({ key }) => !this.#lanes.has(key));
    this.#repeats = new Map(idle.map((notification) => [notification.key, notification]));
  }

  /** Those whose turn it is, each of another alert; they are not in the queue any more. */
  take(count: number): readonly Notification[] {
    const taken: Notification[] = [];
    for (const [key, lane] of this.#lanes) {
      if (taken.length === count) break;
      taken.push(this.#shift(key, lane));
    }
    return taken.length > 0 ? taken : this.#takeRepeats(count);
  }

  /** Empties it. */
  clear(): readonly Notification[] {
    const waiting = Array.from(this.#lanes.values()).flat();
    this.#lanes.clear();
    this.#repeats.clear();
    this.#length = 0;
    return waiting;
  }

  #takeRepeats(count: number): readonly Notification[] {
    const taken = Array.from(this.#repeats.values()).slice(0, count);
    for (const { key } of taken) this.#repeats.delete(key);
    return taken;
  }

  /** Lets what is newer follow what is older, of one alert; returns what it supersedes. */
  #join(
    key: string,
    older: readonly Notification[],
    newer: readonly Notification[],
  ): readonly Notification[] {
    const isKept = ({ event }: Notification): boolean =>
      newer.length === 0 || (event.status === 'firing' && newer[0]?.event.status === 'resolved');
    const [first, ...rest] = [...older.filter(isKept), ...newer];
    if (first !== undefined) this.#lanes.set(key, [first, ...rest]);
    const superseded = older.filter((notification) => !isKept(notification));
    this.#length += 1 - superseded.length;
    return superseded;
  }

  #shift(key: string, [first, second, ...rest]: Lane): Notification {
    if (second === undefined) this.#lanes.delete(key);
    else this.#lanes.set(key, [second, ...rest]);
    this.#length -= 1;
    return first;
  }

  /**
   * Gives up the longest waiting while there are too many, and those that fire first: that something is over
   * has to reach whoever was told that it fires, and tells also those who were not.
   */
  #shorten(): readonly Notification[] {
    const lost: Notification[] = [];
    while (this.#length > this.#maxLength) {
      const oldest = this.#oldest();
      if (oldest === undefined) break;
      lost.push(this.#shift(...oldest));
    }
    return lost;
  }

  /** The longest waiting that begins to fire; without any, the longest waiting. */
  #oldest(): [key: string, lane: Lane] | undefined {
    for (const [key, lane] of this.#lanes) if (lane[0].event.status === 'firing') return [key, lane];
    const [oldest] = this.#lanes;
    return oldest;
  }
}
