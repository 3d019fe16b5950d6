import { BaselinePlan } from '../../src/domain/baseline-plan.ts';
import { Drops } from '../../src/domain/drops.ts';
import { DEFAULT_LIMITS, type Limits } from '../../src/domain/limits.ts';
import type { ModelRules } from '../../src/domain/model-state.ts';

/** Rules as `modelMonitor()` makes them, with a few of them changed. */
export function modelRules({
  limits = {},
  ...rules
}: Partial<Omit<ModelRules, 'limits'>> & { limits?: Partial<Limits> } = {}): ModelRules {
  return {
    task: undefined,
    classes: [],
    positiveClass: undefined,
    threshold: 0.5,
    accuracy: undefined,
    accuracyBuckets: Float64Array.of(0, 0.25, 0.5, 0.75, 1),
    latencyBuckets: Float64Array.of(0.1, 1),
    labelDelayBuckets: Float64Array.of(1, 60),
    window: { windowSeconds: 600, retentionSeconds: 3600, now: () => 0 },
    limits: { ...DEFAULT_LIMITS, ...limits },
    baselines: new BaselinePlan(),
    onLearned: () => undefined,
    drops: new Drops(),
    ...rules,
  };
}

/** What was dropped, by part; parts without drops are left out. */
export function dropsOf({ drops }: ModelRules): Record<string, number> {
  const entries = Array.from(drops.entries()).filter(({ count }) => count > 0);
  return Object.fromEntries(entries.map(({ part, count }) => [part, count]));
}
