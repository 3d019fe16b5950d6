import type { AlertInstance } from './alert-instance.ts';
import type { AlertState } from './alert-phase.ts';
import { type AlertSnapshot, alertSnapshot } from './alert-snapshot.ts';
import type { DriftDetail } from './drift-snapshot.ts';
import type { DropPart, Drops } from './drops.ts';
import type { FaultPart, Faults } from './faults.ts';
import type { FeedbackResult } from './label.ts';
import type { LabelJoin } from './label-join.ts';
import { OTHER } from './limits.ts';
import { isChosen, type ModelChoice } from './model-choice.ts';
import { type ModelSnapshot, modelSnapshot, type ReadVersion, readVersion } from './model-snapshot.ts';
import type { ModelState } from './model-state.ts';
import type { SeriesSource } from './series.ts';
import { compareVersions, type VersionComparison, type VersionFigures } from './version-comparison.ts';

/** Everything the monitor knows, at one moment, as plain JSON. Members may be added, never changed. */
export interface Snapshot {
  readonly schema: 'express-model-monitor/snapshot@1';
  /** ISO 8601. */
  readonly time: string;
  /** When the monitor was made, ISO 8601: what is counted "from the start" is counted from then. */
  readonly startedAt: string;
  readonly windowSeconds: number;
  /** How far the series go back. */
  readonly retentionSeconds: number;
  /** Whose state this is: a worker of a cluster knows its own only. */
  readonly process: ProcessSnapshot;
  /** What the options turned on, to tell "nothing yet" from "not asked for". */
  readonly enabled: EnabledSnapshot;
  /** In the order in which they were first seen. */
  readonly models: readonly ModelSnapshot[];
  /** Every two versions of a model, by the figures of the whole model; `compareVersions` has those of classes. */
  readonly comparisons: readonly VersionComparison[];
  /** Labels that came later, by what became of them; absent when none are taken. */
  readonly feedback?: Readonly<Record<FeedbackResult, number>>;
  /**
   * Predictions that wait for a label, of all processes that share the store. Over HTTP only, where the store is
   * asked; absent when it did not answer in time.
   */
  readonly pendingLabels?: number;
  /** Every rule about everything it is about, as it was judged last; absent when there are no rules. */
  readonly alerts?: readonly AlertSnapshot[];
  /** How many alerts are left out, as there are too many in all; never any of one version. Absent for none. */
  readonly alertsLeftOut?: number;
  /** Faults of the monitor's own, by part; parts without any are left out. */
  readonly faults: Readonly<Partial<Record<FaultPart, number>>>;
  /** What the caps dropped; those that dropped nothing are left out. */
  readonly drops: readonly DropSnapshot[];
}

export interface ProcessSnapshot {
  readonly pid: number;
  readonly isClusterWorker: boolean;
}

export interface EnabledSnapshot {
  readonly baseline: boolean;
  readonly feedback: boolean;
  readonly alerts: boolean;
}

export interface DropSnapshot {
  readonly part: DropPart;
  readonly reason: string;
  readonly count: number;
}

export interface SnapshotSource extends SeriesSource {
  readonly labels: LabelJoin | undefined;
  /** `undefined` when there are no rules. */
  readonly alerts: Iterable<AlertInstance> | undefined;
  readonly faults: Faults;
  readonly drops: Drops;
  readonly startedAt: Date;
  readonly process: ProcessSnapshot;
  readonly hasBaselines: boolean;
}

/** Several versions are told in full up to so many features in all, of 650 bytes each. */
const MOST_FEATURES_IN_FULL = 500;
/** Beyond, so many features are told of in all; but not fewer of a version than these. */
const MOST_FEATURES = 200;
const FEWEST_FEATURES = 4;
/** Alerts told of over several versions, of 350 bytes each. */
const MOST_ALERTS = 200;

/**
 * @param time - now.
 * @param choice - of which model, or of which of its versions; of all by default.
 */
export function takeSnapshot(source: SnapshotSource, time: Date, choice: ModelChoice = {}): Snapshot {
  const { labels, alerts, windowSeconds, retentionSeconds } = source;
  const states = Array.from(source.models).filter((state) => isChosen(state, choice));
  const versions = states.map(readVersion);
  const detail = detailOf(states);
  return {
    schema: 'express-model-monitor/snapshot@1',
    time: time.toISOString(),
    startedAt: source.startedAt.toISOString(),
    windowSeconds,
    retentionSeconds,
    process: source.process,
    enabled: {
      baseline: source.hasBaselines,
      feedback: labels !== undefined,
      alerts: alerts !== undefined,
    },
    models: versions.map((version) => modelSnapshot(version, detail)),
    comparisons: comparisonsOf(versions),
    ...(labels && { feedback: feedbackOf(labels) }),
    ...(alerts && alertsOf(alerts, choice, states)),
    faults: faultsOf(source.faults),
    drops: Array.from(source.drops.entries()).filter(({ count }) => count > 0),
  };
}

/** Everything of one version, or when all of them have not too many features. */
function detailOf(states: readonly ModelState[]): DriftDetail {
  const features = states.map(({ baseline }) => baseline?.drift?.baseline.features.length ?? 0);
  const total = features.reduce((sum, count) => sum + count, 0);
  if (states.length <= 1 || total <= MOST_FEATURES_IN_FULL) {
    return { mostFeatures: Number.POSITIVE_INFINITY, estimates: 'all' };
  }
  const mostFeatures = Math.max(FEWEST_FEATURES, Math.floor(MOST_FEATURES / states.length));
  return { mostFeatures, estimates: 'accuracy' };
}

/** Every two versions of a model, by the figures of the whole model. */
export function comparisonsOf(versions: readonly ReadVersion[]): readonly VersionComparison[] {
  const named = versions.filter(({ version }) => version !== OTHER);
  return pairsOf(named.map(ofWholeModel)).map(([a, b]) => compareVersions(a, b));
}

/** Without the figures of classes, and those that nothing is compared by. */
function ofWholeModel({ model, version, figures }: VersionFigures): VersionFigures {
  return {
    model,
    version,
    figures: figures.filter((figure) => figure.class === '' && figure.hits !== undefined),
  };
}

/** Every two versions of the same model, the one seen first before the other. */
function pairsOf(versions: readonly VersionFigures[]): [VersionFigures, VersionFigures][] {
  return versions.flatMap((a, index) =>
    versions
      .slice(index + 1)
      .filter(({ model }) => model === a.model)
      .map((b): [VersionFigures, VersionFigures] => [a, b]),
  );
}

/** Those that fire or are about to come first when not all are told of. */
function alertsOf(
  alerts: Iterable<AlertInstance>,
  choice: ModelChoice,
  states: readonly ModelState[],
): Pick<Snapshot, 'alerts' | 'alertsLeftOut'> {
  const chosen = Array.from(alerts).filter(({ subject }) => isChosen(subject, choice));
  if (states.length <= 1 || chosen.length <= MOST_ALERTS) return { alerts: chosen.map(alertSnapshot) };
  const told = chosen
    .toSorted((a, b) => URGENCY[a.phase.state] - URGENCY[b.phase.state])
    .slice(0, MOST_ALERTS);
  return { alerts: told.map(alertSnapshot), alertsLeftOut: chosen.length - told.length };
}

const URGENCY: Readonly<Record<AlertState, number>> = { firing: 0, pending: 1, ok: 2, not_enough_data: 3 };

function feedbackOf({ results }: LabelJoin): Readonly<Record<FeedbackResult, number>> {
  return Object.fromEntries(results) as Record<FeedbackResult, number>;
}

function faultsOf({ counts }: Faults): Snapshot['faults'] {
  return Object.fromEntries(Array.from(counts).filter(([, count]) => count > 0));
}
