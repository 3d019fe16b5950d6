import { type Interval, wilsonInterval } from '../statistics/wilson-interval.ts';
import type { AlertInstance } from './alert-instance.ts';
import { type AlertSnapshot, alertSnapshot } from './alert-snapshot.ts';
import { type DriftSnapshot, driftSnapshot } from './drift-snapshot.ts';
import type { FeedbackResult } from './label.ts';
import type { LabelJoin } from './label-join.ts';
import { OTHER } from './limits.ts';
import type { ModelState } from './model-state.ts';
import type { Models } from './models.ts';
import type { TaskName } from './prediction.ts';
import type { Figure } from './quality-metrics.ts';
import { compareVersions, type VersionComparison, type VersionFigures } from './version-comparison.ts';

/** Everything the monitor knows, at one moment, as plain JSON. Members may be added, never changed. */
export interface Snapshot {
  readonly schema: 'express-model-monitor/snapshot@1';
  /** ISO 8601. */
  readonly time: string;
  readonly windowSeconds: number;
  /** In the order in which they were first seen. */
  readonly models: readonly ModelSnapshot[];
  /** Every two versions of a model, by the figures of the whole model; `compareVersions` has those of classes. */
  readonly comparisons: readonly VersionComparison[];
  /** Labels that came later, by what became of them; absent when none are taken. */
  readonly feedback?: Readonly<Record<FeedbackResult, number>>;
  /** Every rule about everything it is about, as it was judged last; absent when there are no rules. */
  readonly alerts?: readonly AlertSnapshot[];
}

export interface ModelSnapshot {
  readonly model: string;
  readonly version: string;
  readonly task: TaskName | 'auto';
  /** The wire format first read; empty before that. */
  readonly protocol: string;
  /** From the start. */
  readonly total: { readonly predictions: number; readonly labels: number };
  /** Over the current window. */
  readonly window: WindowSnapshot;
  /** Beside its baseline; absent when it has none. */
  readonly drift?: DriftSnapshot;
}

export interface WindowSnapshot {
  readonly requests: number;
  /** Server errors and aborts. */
  readonly failures: number;
  readonly predictions: number;
  readonly labels: number;
  readonly quality: readonly FigureSnapshot[];
  /** Labelled predictions by actual class (outer) and predicted class (inner). */
  readonly confusion?: {
    readonly classes: readonly string[];
    readonly counts: readonly (readonly number[])[];
  };
}

/** A figure with what it rests on. */
export interface FigureSnapshot extends Omit<Figure, 'hits'> {
  /** Where the true share lies, with 95 % confidence; of figures that are shares of `n`. */
  readonly interval?: Interval;
}

export interface SnapshotSource {
  readonly models: Models;
  readonly labels: LabelJoin | undefined;
  /** `undefined` when there are no rules. */
  readonly alerts?: Iterable<AlertInstance> | undefined;
  readonly windowSeconds: number;
}

const CONFIDENCE = 0.95;

/** @param time - now. */
export function takeSnapshot(source: SnapshotSource, time: Date): Snapshot {
  const { models, labels, alerts, windowSeconds } = source;
  const states = Array.from(models);
  const versions = states.map((state) => ({ state, ...figuresOf(state) }));
  return {
    schema: 'express-model-monitor/snapshot@1',
    time: time.toISOString(),
    windowSeconds,
    models: versions.map(({ state, figures }) => modelSnapshot(state, figures)),
    comparisons: pairsOf(versions.filter(({ version }) => version !== OTHER)).map(([a, b]) =>
      compareVersions(ofWholeModel(a), ofWholeModel(b)),
    ),
    ...(labels === undefined ? {} : { feedback: feedbackOf(labels) }),
    ...(alerts === undefined ? {} : { alerts: Array.from(alerts, alertSnapshot) }),
  };
}

/** A version with its figures, to be compared. */
export function figuresOf(state: ModelState): VersionFigures {
  return { model: state.model, version: state.version, figures: state.figures() };
}

function modelSnapshot(state: ModelState, figures: readonly Figure[]): ModelSnapshot {
  const { model, version, task, protocol, predictions, labels } = state;
  const total = { predictions, labels: labels.labels };
  const window = windowSnapshot(state, figures);
  const drift = state.baseline && driftSnapshot(state.baseline);
  return { model, version, task: task.name, protocol, total, window, ...(drift && { drift }) };
}

function windowSnapshot(state: ModelState, figures: readonly Figure[]): WindowSnapshot {
  const { traffic, labels } = state.window.sums();
  const { requests, failures, predictions } = traffic;
  const { names: classes, matrix: counts } = state.tally(labels);
  return {
    requests,
    failures,
    predictions,
    labels: labels.labels,
    quality: figures.map(withInterval),
    ...(classes.length === 0 ? {} : { confusion: { classes, counts } }),
  };
}

function withInterval({ hits, ...figure }: Figure): FigureSnapshot {
  const interval = hits === undefined ? undefined : wilsonInterval(hits, figure.n, CONFIDENCE);
  return interval === undefined ? figure : { ...figure, interval };
}

function ofWholeModel({ figures, ...version }: VersionFigures): VersionFigures {
  return { ...version, figures: figures.filter(({ class: name }) => name === '') };
}

/** Every two versions of the same model, the one seen first before the other. */
function pairsOf<Version extends VersionFigures>(versions: readonly Version[]): [Version, Version][] {
  return versions.flatMap((a, index) =>
    versions
      .slice(index + 1)
      .filter(({ model }) => model === a.model)
      .map((b): [Version, Version] => [a, b]),
  );
}

function feedbackOf({ results }: LabelJoin): Readonly<Record<FeedbackResult, number>> {
  return Object.fromEntries(results) as Record<FeedbackResult, number>;
}
