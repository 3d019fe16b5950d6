import { NOTIFICATION_RESULTS, type NotificationResult } from './alert-event.ts';

/** What became of notifications, by the name of who was told; every name stands from the start, at 0. */
export class NotificationCounts {
  readonly #byNotifier: ReadonlyMap<string, Map<NotificationResult, number>>;

  /** @param names - of the notifiers; those with the same name are counted together. */
  constructor(names: Iterable<string>) {
    this.#byNotifier = new Map(
      Array.from(names, (name) => [name, new Map(NOTIFICATION_RESULTS.map((result) => [result, 0]))]),
    );
  }

  count(name: string, result: NotificationResult): void {
    const counts = this.#byNotifier.get(name);
    counts?.set(result, (counts.get(result) ?? 0) + 1);
  }

  *entries(): Generator<{
    readonly notifier: string;
    readonly result: NotificationResult;
    readonly count: number;
  }> {
    for (const [notifier, counts] of this.#byNotifier) {
      for (const [result, count] of counts) yield { notifier, result, count };
    }
  }
}
