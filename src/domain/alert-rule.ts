import type { Severity } from './alert-event.ts';
import type { AlertMetric } from './alert-metrics.ts';

/** Figures of fewer rows than this say nothing yet. */
export const DEFAULT_MIN_COUNT = 30;
export const DEFAULT_CONFIDENCE = 0.95;

/** What a figure is held against. */
export type AlertBound =
  | { readonly kind: 'above' | 'below'; readonly value: number }
  /** Less than the baseline's quality by more than this. */
  | { readonly kind: 'below_baseline'; readonly by: number }
  /** The verdict on a feature, which has a threshold of its own. */
  | { readonly kind: 'drifted' };

/** What a rule is narrowed down to; what it does not name it is about each of. */
export interface AlertScope {
  readonly model: string | undefined;
  readonly version: string | undefined;
  /** Empty for the model version as a whole. */
  readonly class: string | undefined;
  readonly feature: string | undefined;
}

/** When somebody is to be told: a figure, what it is held against, and how long it has to be wrong. */
export interface AlertRule {
  /** No two rules have the same. */
  readonly name: string;
  readonly metric: AlertMetric;
  readonly bound: AlertBound;
  /** How far back the figure looks; `undefined` is the current window. */
  readonly overSeconds: number | undefined;
  readonly forSeconds: number;
  /** What the figure has to rest on. */
  readonly minCount: number;
  /** Of the interval that has to lie beyond the bound, where the figure is a share. */
  readonly confidence: number;
  readonly severity: Severity;
  readonly scope: AlertScope;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Whether a rule has anything to say of this model version. */
export function isAbout({ scope }: AlertRule, { model, version }: ModelVersion): boolean {
  return (scope.model ?? model) === model && (scope.version ?? version) === version;
}

interface ModelVersion {
  readonly model: string;
  readonly version: string;
}

/** The side of its bound on which a figure is wrong. */
export function wrongSide({ kind }: AlertBound): 'above' | 'below' {
  return kind === 'above' || kind === 'drifted' ? 'above' : 'below';
}
