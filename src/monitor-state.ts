import { Drops } from './domain/drops.ts';
import { refuseAsync } from './domain/faults.ts';
import { HttpTraffic } from './domain/http-traffic.ts';
import { LabelJoin, type LabelJoinParts } from './domain/label-join.ts';
import type { AccuracyFunction } from './domain/label-reader.ts';
import type { ModelRules } from './domain/model-state.ts';
import type { WindowRules } from './domain/model-window.ts';
import { Models } from './domain/models.ts';
import { Routes } from './domain/routes.ts';
import type { EventLog } from './events/event-log.ts';
import { BaselineKeeper } from './monitor-baselines.ts';
import { createEventLog } from './monitor-events.ts';
import type { Configuration } from './options/parse-options.ts';
import { bucketsOf } from './prometheus/catalogue.ts';

/** What is observed, and nothing that reads it: every number anyone shows comes from here. */
export interface MonitorState {
  readonly models: Models;
  /** The time that the models count by. */
  readonly window: WindowRules;
  readonly routes: Routes;
  readonly http: HttpTraffic | undefined;
  readonly drops: Drops;
  /** `undefined` when no labels are taken later. */
  readonly labels: LabelJoin | undefined;
  /** Where predictions and labels are written down; `undefined` when they are not. */
  readonly events: EventLog | undefined;
  /** Where learned baselines go. */
  readonly keeper: BaselineKeeper;
}

export function createState(configuration: Configuration): MonitorState {
  const { model, version, limits, metrics, faults } = configuration;
  const drops = new Drops();
  const keeper = new BaselineKeeper(faults);
  const rules = modelRules(configuration, drops, keeper);
  const models = new Models(rules);
  const events = createEventLog(configuration, drops);
  // A model version that is known already has its series at 0 before the first request.
  if (typeof model === 'string' && typeof version === 'string') models.state(model, version);
  return {
    models,
    window: rules.window,
    routes: new Routes(limits.routes, (part) => drops.count(part)),
    http: metrics?.countsHttp === true ? new HttpTraffic(rules.latencyBuckets) : undefined,
    drops,
    labels: createLabelJoin(configuration, { rules, models, events }),
    events,
    keeper,
  };
}

/** How predictions and labels are counted. */
export function modelRules(configuration: Configuration, drops: Drops, keeper: BaselineKeeper): ModelRules {
  const { task, classes, positiveClass, threshold, limits, metrics } = configuration;
  const { windowSeconds, retentionSeconds, baselines } = configuration;
  return {
    task,
    classes,
    positiveClass,
    threshold,
    accuracy: guardedAccuracy(configuration),
    accuracyBuckets: Float64Array.from(bucketsOf('model_accuracy')),
    latencyBuckets: Float64Array.from(metrics?.buckets ?? bucketsOf('prediction_latency_seconds')),
    labelDelayBuckets: Float64Array.from(bucketsOf('model_label_delay_seconds')),
    limits,
    baselines,
    onLearned: (baseline, rule) => keeper.keep(baseline, rule),
    window: { windowSeconds, retentionSeconds, now: () => performance.now() / 1000 },
    drops,
  };
}

function createLabelJoin(
  { feedback, limits, faults }: Configuration,
  parts: Pick<LabelJoinParts, 'rules' | 'models' | 'events'>,
): LabelJoin | undefined {
  if (feedback === undefined) return undefined;
  const { store, ttlSeconds } = feedback;
  const now = Date.now;
  store.configure?.({
    ttlMs: ttlSeconds * 1000,
    maxEntries: limits.pendingLabels,
    now,
    onFault: (error) => faults.report('feedback', error),
  });
  return new LabelJoin({ ...parts, store, faults, now });
}

/** The user's accuracy function, kept from throwing and from answering anything but 0..1. */
function guardedAccuracy({ accuracy, faults }: Configuration): AccuracyFunction | undefined {
  if (accuracy === undefined) return undefined;
  return (output, truth, prediction) =>
    faults.guard('accuracy', undefined, () => {
      const value = refuseAsync(accuracy(output, truth, prediction));
      if (value === undefined || (value >= 0 && value <= 1)) return value;
      throw new RangeError(`accuracy(output, truth) has to answer a number in 0..1, not ${String(value)}`);
    });
}
