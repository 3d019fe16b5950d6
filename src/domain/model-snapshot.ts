import { bucketQuantile } from '../statistics/bucket-quantile.ts';
import { givenOf } from './baseline-parts.ts';
import { type CalibrationSnapshot, calibrationSnapshot } from './calibration-snapshot.ts';
import type { ClassTally } from './class-tally.ts';
import { type DriftDetail, type DriftSnapshot, driftSnapshot } from './drift-snapshot.ts';
import { type FigureSnapshot, figureSnapshot } from './figure-snapshot.ts';
import type { ModelState } from './model-state.ts';
import type { WindowSums } from './model-window.ts';
import type { TaskName, UnreadReason } from './prediction.ts';
import { qualityFigures } from './quality-figures.ts';
import type { Figure } from './quality-metrics.ts';
import type { VersionFigures } from './version-comparison.ts';

/** All that is known of one model version. */
export interface ModelSnapshot {
  readonly model: string;
  readonly version: string;
  readonly task: TaskName | 'auto';
  /** The wire format first read; empty before that. */
  readonly protocol: string;
  /** When it was asked for the first and for the last time, ISO 8601; absent when nobody asked yet. */
  readonly firstAskedAt?: string;
  readonly lastAskedAt?: string;
  /** From the start. */
  readonly total: TotalSnapshot;
  /** Over the current window. */
  readonly window: WindowSnapshot;
  /** From prediction to label, of labels that came later, from the start; absent before the first. */
  readonly labelDelay?: LabelDelaySnapshot;
  /** Beside its baseline; absent when it has none. */
  readonly drift?: DriftSnapshot;
}

export interface TotalSnapshot {
  readonly predictions: number;
  readonly labels: number;
  /** Predictions that could not be read, by the reason; reasons that never occurred are left out. */
  readonly unread: Readonly<Partial<Record<UnreadReason, number>>>;
}

/** Read from a histogram: within its bucket a delay may lie anywhere. */
export interface LabelDelaySnapshot {
  /** Labels that it rests on. */
  readonly n: number;
  readonly p50Seconds: number;
  readonly p95Seconds: number;
}

export interface WindowSnapshot {
  /** How much of the window there was a monitor, which `throughput` is per second of. */
  readonly seconds: number;
  readonly requests: number;
  /** Server errors and aborts. */
  readonly failures: number;
  readonly predictions: number;
  /** What could not be read: whole requests, or single rows. */
  readonly unread: number;
  readonly labels: number;
  /** Of the whole model (`class` is empty) and of its classes; what cannot be said is left out. */
  readonly quality: readonly FigureSnapshot[];
  /** Labelled predictions by actual class (outer) and predicted class (inner). */
  readonly confusion?: {
    readonly classes: readonly string[];
    readonly counts: readonly (readonly number[])[];
  };
  /** Scores beside how often they came true; absent without labelled scores. */
  readonly calibration?: readonly CalibrationSnapshot[];
}

/** A model version with what its window adds up to: summed once, for all that is told of it. */
export interface ReadVersion extends VersionFigures {
  readonly state: ModelState;
  readonly sums: WindowSums;
  readonly tally: ClassTally;
  readonly figures: readonly Figure[];
}

export function readVersion(state: ModelState): ReadVersion {
  const sums = state.window.sums();
  const tally = state.tally(sums.labels);
  const { model, version } = state;
  return { model, version, state, sums, tally, figures: qualityFigures(sums, tally) };
}

export function modelSnapshot(read: ReadVersion, detail: DriftDetail): ModelSnapshot {
  const { state } = read;
  const { model, version, task, protocol, baseline } = state;
  return {
    model,
    version,
    task: task.name,
    protocol,
    ...askedTimes(state),
    total: totalSnapshot(state),
    window: windowSnapshot(read),
    ...givenOf({
      labelDelay: labelDelaySnapshot(state),
      drift: baseline && driftSnapshot(baseline, detail),
    }),
  };
}

function askedTimes({ askedAt }: ModelState): Pick<ModelSnapshot, 'firstAskedAt' | 'lastAskedAt'> {
  if (askedAt === undefined) return {};
  const [firstAskedAt, lastAskedAt] = [askedAt.firstMs, askedAt.lastMs].map((ms) =>
    new Date(ms).toISOString(),
  );
  return givenOf({ firstAskedAt, lastAskedAt });
}

function totalSnapshot({ predictions, labels, unread }: ModelState): TotalSnapshot {
  return { predictions, labels: labels.labels, unread: Object.fromEntries(unread) };
}

function labelDelaySnapshot({ labelDelay }: ModelState): LabelDelaySnapshot | undefined {
  const [p50Seconds, p95Seconds] = [0.5, 0.95].map((p) => bucketQuantile(labelDelay, p));
  if (p50Seconds === undefined || p95Seconds === undefined) return undefined;
  return { n: labelDelay.count, p50Seconds, p95Seconds };
}

function windowSnapshot({ state, sums, tally, figures }: ReadVersion): WindowSnapshot {
  const { traffic, labels, seconds } = sums;
  const { requests, failures, predictions, unread } = traffic;
  const { names: classes, matrix: counts } = tally;
  const calibration = calibrationSnapshot(state.calibration(labels));
  return {
    seconds,
    requests,
    failures,
    predictions,
    unread,
    labels: labels.labels,
    quality: figures.map(figureSnapshot),
    ...(classes.length > 0 && { confusion: { classes, counts } }),
    ...(calibration.length > 0 && { calibration }),
  };
}
