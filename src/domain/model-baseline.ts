import type { Baseline } from './baseline.ts';
import { BaselineLearner, type LearnerRules, readScoresOf } from './baseline-learner.ts';
import type { BaselinePlan, BaselineSource } from './baseline-plan.ts';
import type { Drops } from './drops.ts';
import { ModelDrift } from './model-drift.ts';
import type { WindowRules } from './model-window.ts';
import type { Prediction } from './prediction.ts';
import type { Meaning } from './task.ts';

export interface ModelBaselineRules extends LearnerRules {
  readonly drops: Drops;
  readonly window: WindowRules;
  /** What the model versions are compared with. */
  readonly baselines: BaselinePlan;
}

export interface ModelBaselineParts {
  readonly model: string;
  readonly version: string;
  readonly rules: ModelBaselineRules;
}

/** What a model version is compared with: a baseline that is there, or one that is being learned. */
export class ModelBaseline {
  readonly #parts: ModelBaselineParts;
  readonly #learner: BaselineLearner | undefined;
  /** Whether somebody else shows the learner what to learn from. */
  readonly #isTaught: boolean;
  #drift: ModelDrift | undefined;

  constructor(source: BaselineSource, parts: ModelBaselineParts) {
    const { model, version, rules } = parts;
    const lesson = rules.baselines.lessonFor(model, version);
    this.#parts = parts;
    this.#isTaught = lesson !== undefined;
    if ('baseline' in source) this.#drift = this.#compareWith(source.baseline);
    else if (lesson === undefined) this.#learner = new BaselineLearner({ ...parts, rule: source.learn });
    else this.#learner = rules.baselines.learner(lesson, () => new BaselineLearner({ ...lesson, rules }));
  }

  /** The comparison; `undefined` while the baseline is being learned. */
  get drift(): ModelDrift | undefined {
    const baseline = this.#learner?.baseline;
    if (this.#drift === undefined && baseline !== undefined) this.#drift = this.#compareWith(baseline);
    return this.#drift;
  }

  /** Where the baseline comes from. */
  get state(): 'given' | 'learning' | 'learned' {
    if (this.#learner === undefined) return 'given';
    return this.#learner.baseline === undefined ? 'learning' : 'learned';
  }

  /** How many predictions have been learned from, of how many. */
  get progress(): { readonly rows: number; readonly of: number } | undefined {
    return this.state === 'learning' ? this.#learner?.progress : undefined;
  }

  /** @param task - of the model version, as far as it is settled by now. */
  add(prediction: Prediction, meaning: Meaning, task: Baseline['task']): void {
    const { drift } = this;
    if (drift === undefined) {
      if (!this.#isTaught) this.#learner?.add(prediction, meaning, task);
      return;
    }
    const scores = drift.readsScores ? readScoresOf(prediction, this.#parts.rules) : undefined;
    drift.add({ features: prediction.features, meaning, scores });
  }

  #compareWith(baseline: Baseline): ModelDrift {
    const { window, limits, drops } = this.#parts.rules;
    const inputs = { mostValues: limits.features, onSkipped: () => drops.count('features') };
    return new ModelDrift(baseline, { ...window, inputs });
  }
}

/** Those who learn from the predictions of a model version for others. */
export function learnersFrom({ model, version, rules }: ModelBaselineParts): readonly BaselineLearner[] {
  return rules.baselines
    .lessonsFrom(model, version)
    .map((lesson) => rules.baselines.learner(lesson, () => new BaselineLearner({ ...lesson, rules })));
}

/** Rules with what the baseline says of the task and the classes, where the options do not. */
export function withBaseline<Rules extends ModelBaselineRules>(
  rules: Rules,
  source: BaselineSource | undefined,
): Rules {
  if (source === undefined || !('baseline' in source)) return rules;
  const { task, classes = [] } = source.baseline;
  return {
    ...rules,
    task: rules.task ?? (task === 'auto' ? undefined : task),
    classes: rules.classes.length === 0 && rules.task !== 'regression' ? classes : rules.classes,
  };
}
