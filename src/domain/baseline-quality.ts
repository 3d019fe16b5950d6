import type { BaselineOptions, BaselineRow } from './baseline-builder.ts';
import { BaselinePlan } from './baseline-plan.ts';
import { Drops } from './drops.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { ModelState } from './model-state.ts';
import type { TaskName } from './prediction.ts';
import { isOfService } from './quality-metrics.ts';

/** One bucket is enough where only sums are read. */
const NO_BUCKETS = Float64Array.of(1);

/**
 * How good a model was on the rows of its baseline, by the code that judges live traffic. Counted for either task:
 * which of them it was is known when all rows have been seen.
 */
export class BaselineQuality {
  readonly #states: ReadonlyMap<TaskName, ModelState>;

  constructor(options: BaselineOptions) {
    const tasks: readonly TaskName[] = ['classification', 'regression'];
    this.#states = new Map(tasks.map((task) => [task, createState(task, options)]));
  }

  add({ output, scores, truth }: BaselineRow): void {
    if (truth === undefined || truth === null) return;
    for (const state of this.#states.values()) state.observe({ output, scores, truth });
  }

  /** The figures of the whole model, by name; `undefined` when no row had a truth. */
  figures(task: TaskName | 'auto'): Readonly<Record<string, number>> | undefined {
    const state = task === 'auto' ? undefined : this.#states.get(task);
    if (state === undefined || state.labels.labels === 0) return undefined;
    const ofModel = state.figures().filter(({ metric, class: name }) => name === '' && !isOfService(metric));
    return Object.fromEntries(ofModel.map(({ metric, value }) => [metric, value]));
  }
}

function createState(task: TaskName, { classes = [], positiveClass }: BaselineOptions): ModelState {
  return new ModelState('', '', {
    task,
    classes,
    positiveClass,
    threshold: 0.5,
    accuracy: undefined,
    accuracyBuckets: NO_BUCKETS,
    latencyBuckets: NO_BUCKETS,
    labelDelayBuckets: NO_BUCKETS,
    limits: DEFAULT_LIMITS,
    baselines: new BaselinePlan(),
    onLearned: () => undefined,
    // A clock that stands still: the window holds all rows.
    window: { windowSeconds: 1, retentionSeconds: 1, now: () => 0 },
    drops: new Drops(),
  });
}
