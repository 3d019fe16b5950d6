import type { AlertRule } from '../domain/alert-rule.ts';
import type { BaselineScope } from '../domain/baseline-plan.ts';

/** How good some model versions were at training time, by figure. */
export interface KnownQuality {
  readonly scope: BaselineScope;
  readonly quality: Readonly<Record<string, number>>;
}

/** What is promised of every model version over thirty days; an objective is the share that has to be good. */
export interface ServiceObjectives {
  /** Of the requests that were answered, those within the threshold, which is a bound of a bucket. */
  readonly latency?: { readonly objective: number; readonly thresholdSeconds: number } | undefined;
  /** Of all requests, those that did not fail. */
  readonly errors?: { readonly objective: number } | undefined;
  /** Of the labelled predictions, those that were right. */
  readonly accuracy?: { readonly objective: number } | undefined;
}

/** What the rules for Prometheus are made of. */
export interface RulesInput {
  /** `metrics.prefix`; what rules record goes by its own name whatever the prefix. */
  readonly prefix: string;
  readonly windowSeconds: number;
  readonly alerts: readonly AlertRule[];
  readonly objectives: ServiceObjectives;
  /** As the options or a baseline tell them; empty when neither does. */
  readonly classes: readonly string[];
  /** The one that figures of two classes speak of; `undefined` when there are not two, or nobody told. */
  readonly positiveClass: string | undefined;
  /** What a figure can be below of; those that name a model version most closely come first. */
  readonly baselines: readonly KnownQuality[];
}
