import type { EventSink } from '../domain/event.ts';
import type { Faults } from '../domain/faults.ts';
import type { Truth } from '../domain/labelled-row.ts';
import type { ObservedPrediction } from '../domain/pending-entry.ts';
import type { PendingEntry } from '../domain/pending-store.ts';
import type { RequestRecord } from '../domain/request-record.ts';
import {
  emptyLine,
  labelLine,
  type RequestPart,
  requestPart,
  rowLine,
  withoutRequest,
} from './event-lines.ts';
import type { EventQueue } from './event-queue.ts';
import type { FeatureText } from './feature-text.ts';
import { isSampled } from './sampling.ts';

export interface EventLogParts {
  readonly queue: EventQueue;
  readonly features: FeatureText;
  /** The share of ids whose events are written, 0..1. */
  readonly sample: number;
  readonly faults: Faults;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The event log: a line for every prediction, and one for every label that was joined with its prediction. */
export class EventLog implements EventSink {
  readonly #parts: EventLogParts;
  #lastMs = Number.NaN;
  #lastTime = '';

  constructor(parts: EventLogParts) {
    this.#parts = parts;
  }

  addRequest(request: RequestRecord, rows: readonly ObservedPrediction[]): void {
    this.#guard(() => {
      if (rows.length > 0) this.#addRows(rows, (time) => requestPart(request, time));
      else if (this.#isSampled(request.predictionId)) this.#parts.queue.add(emptyLine(request, this.#time()));
    });
  }

  addRecorded(rows: readonly ObservedPrediction[]): void {
    this.#guard(() => this.#addRows(rows, withoutRequest));
  }

  addLabel(entry: PendingEntry, truth: Truth): void {
    this.#guard(() => {
      if (this.#isSampled(entry.id)) this.#parts.queue.add(labelLine(entry, truth, this.#time()));
    });
  }

  /** Writes what waits, within a bound of time; later events are dropped. */
  close(): Promise<void> {
    return this.#parts.queue.close();
  }

  #addRows(rows: readonly ObservedPrediction[], partAt: (time: string) => RequestPart): void {
    const sampled = rows.filter(({ prediction }) => this.#isSampled(prediction.id));
    if (sampled.length === 0) return;
    const { queue, features } = this.#parts;
    const part = partAt(this.#time());
    for (const row of sampled) queue.add(rowLine(row, part, features));
  }

  #isSampled(id: string | undefined): boolean {
    return isSampled(id ?? '', this.#parts.sample);
  }

  /** Written once per millisecond: it takes nearly as long as the rest of a line. */
  #time(): string {
    const now = this.#parts.now();
    if (now !== this.#lastMs) {
      this.#lastMs = now;
      this.#lastTime = new Date(now).toISOString();
    }
    return this.#lastTime;
  }

  #guard(add: () => void): void {
    this.#parts.faults.guard('events', undefined, add);
  }
}
