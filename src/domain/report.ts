import type { Truth } from './labelled-row.ts';
import type { ModelSnapshot } from './model-snapshot.ts';
import type { Features } from './prediction.ts';
import type { Series } from './series.ts';
import type { DropSnapshot } from './snapshot.ts';
import type { VersionComparison } from './version-comparison.ts';

export const REPORT_SCHEMA = 'express-model-monitor/report@1';

/** What event logs tell of models, as plain JSON. Members may be added, never changed. */
export interface Report {
  readonly schema: typeof REPORT_SCHEMA;
  /** ISO 8601. */
  readonly createdAt: string;
  /** The first and the last event, ISO 8601. */
  readonly from: string;
  readonly to: string;
  /** What the tables stand side by side by. */
  readonly by: ReportColumns;
  /** In the order in which they were first seen, each over all of its events: what is called the window is all. */
  readonly models: readonly ModelSnapshot[];
  /** Every two versions of a model. */
  readonly comparisons: readonly VersionComparison[];
  /** The same day by day; absent unless asked for. */
  readonly days?: readonly DayReport[];
  /** The same over time. A label counts when its prediction was made, and not when it came. */
  readonly series: Series;
  /** In the order of `models`; those without any are left out. */
  readonly worst: readonly WorstOfModel[];
  readonly events: EventTally;
  /** What limits left out; those that left nothing out are not there. */
  readonly drops: readonly DropSnapshot[];
}

export type ReportColumns = 'version' | 'day';

export interface DayReport {
  /** By UTC: `2026-01-31`. */
  readonly date: string;
  readonly models: readonly ModelSnapshot[];
}

export interface WorstOfModel {
  readonly model: string;
  readonly version: string;
  /** Worst first. */
  readonly predictions: readonly WorstPrediction[];
}

/** One of the predictions that were most wrong. */
export interface WorstPrediction {
  readonly id: string;
  /** When it was made, ISO 8601. */
  readonly time: string;
  /** What the model said: a class, or a number. */
  readonly output: string | number;
  readonly truth: Truth;
  /** Of a classification: the score of the class that was predicted, 0..1; absent without scores. */
  readonly score?: number;
  /** Of a regression: output less truth. */
  readonly error?: number;
  /** Absent when the log has none. */
  readonly features?: Features;
}

/** What was read, and what of it could not be used. */
export interface EventTally {
  readonly files: readonly string[];
  /** Lines about predictions, those of failed requests among them. */
  readonly predictions: number;
  /** Lines about labels. */
  readonly labels: number;
  /** Labels without a prediction in these files, or for one that had a label already. */
  readonly unmatchedLabels: number;
  /** Those of them that could not be kept, being too many. */
  readonly forgottenLabels: number;
  readonly damaged: DamageTally;
}

/** Lines that are no events, and files that end too early. */
export interface DamageTally {
  readonly count: number;
  /** The first of them. */
  readonly first: readonly Damage[];
}

export interface Damage {
  /** `file:line`, or a file alone. */
  readonly place: string;
  readonly reason: string;
}
