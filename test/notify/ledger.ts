import { EventEmitter, once } from 'node:events';
import type { NotificationResult, NotifierListener } from '../../src/domain/alert-event.ts';

/** What a notifier told the monitor. */
export class Ledger implements NotifierListener {
  readonly counts: Record<NotificationResult, number> = { sent: 0, failed: 0, dropped: 0 };
  readonly faults: Error[] = [];
  readonly #events = new EventEmitter();

  count(result: NotificationResult): void {
    this.counts[result] += 1;
    this.#events.emit('change');
  }

  fault(error: Error): void {
    this.faults.push(error);
    this.#events.emit('change');
  }

  get messages(): readonly string[] {
    return this.faults.map(({ message }) => message);
  }

  /** Resolves when so many events have come to an end. */
  async settled(events: number): Promise<void> {
    while (this.counts.sent + this.counts.failed + this.counts.dropped < events) {
      await once(this.#events, 'change');
    }
  }
}
