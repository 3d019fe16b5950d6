import type { Truth } from './labelled-row.ts';
import type { ObservedPrediction } from './pending-entry.ts';
import type { PendingEntry } from './pending-store.ts';
import type { UnreadReason } from './prediction.ts';
import type { Outcome, RequestRecord } from './request-record.ts';

/** What every line of the event log says it is: its writer and its readers take it from here. */
export const EVENT_SCHEMA = 'express-model-monitor/event@1';

/** A line of the event log: what a model said of one row, or a request that no prediction came of. */
export interface PredictionEvent {
  readonly schema: typeof EVENT_SCHEMA;
  readonly type: 'prediction';
  /** The id that labels name; `ID#row` of a row among several of one request. */
  readonly id: string;
  /** When it was counted, as ISO 8601 in UTC. */
  readonly time: string;
  readonly model_name: string;
  readonly model_version: string;
  /** How its request went, here and in the next three; `null` when it did not travel through Express. */
  readonly route: string | null;
  /** 499 when the client left before the end. */
  readonly status: number | null;
  readonly outcome: Outcome | null;
  /** To the response head; to the abort when there was none. */
  readonly latency_ms: number | null;
  /** One value; `null` of a request that failed, and of a prediction that could not be read. */
  readonly output: string | number | boolean | null;
  /** Why a prediction could not be read. */
  readonly unread?: UnreadReason | undefined;
  /** By class name, or in a list when nobody told the names. */
  readonly scores?: Readonly<Record<string, number>> | readonly number[] | undefined;
  /** As they were given, by name or in a list; only when they are asked for. */
  readonly features?: Readonly<Record<string, unknown>> | readonly unknown[] | null | undefined;
  /** Only the truth that came with the prediction. */
  readonly truth?: Truth | undefined;
  readonly trace_id?: string | undefined;
}

/** A line of the event log: what turned out to be right for a prediction. */
export interface LabelEvent {
  readonly schema: typeof EVENT_SCHEMA;
  readonly type: 'label';
  readonly id: string;
  /** When the label came, as ISO 8601 in UTC. */
  readonly time: string;
  readonly truth: Truth;
  readonly model_name: string;
  readonly model_version: string;
}

/** Takes what happened, to write it down; nobody waits for it, and it never throws. */
export interface EventSink {
  /** An ended predict request; without rows when it failed or could not be read. */
  addRequest(request: RequestRecord, rows: readonly ObservedPrediction[]): void;
  /** Predictions that did not travel through Express. */
  addRecorded(rows: readonly ObservedPrediction[]): void;
  /** A label that was joined with its prediction. */
  addLabel(entry: PendingEntry, truth: Truth): void;
}
