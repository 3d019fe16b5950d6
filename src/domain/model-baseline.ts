import type { Baseline } from './baseline.ts';
import { BaselineBuilder } from './baseline-builder.ts';
import type { BaselineSource, LearnRule } from './baseline-plan.ts';
import type { ClassRules } from './class-rules.ts';
import { type ClassScores, readScores, scoredName } from './class-scores.ts';
import { givenScores, saidBy } from './label-reader.ts';
import type { Limits } from './limits.ts';
import { ModelDrift } from './model-drift.ts';
import type { WindowRules } from './model-window.ts';
import { asPlainList } from './output.ts';
import type { Features, Prediction, TaskName } from './prediction.ts';
import type { Meaning } from './task.ts';

export interface ModelBaselineRules extends ClassRules {
  readonly task: TaskName | undefined;
  readonly limits: Limits;
  readonly window: WindowRules;
  /** Told of every baseline that was learned, to keep it. */
  readonly onLearned: (baseline: Baseline, rule: LearnRule) => void;
}

export interface ModelBaselineParts {
  readonly model: string;
  readonly version: string;
  readonly rules: ModelBaselineRules;
}

/** What a model version is compared with: a baseline that is there, one that is being learned, or nothing. */
export class ModelBaseline {
  readonly #parts: ModelBaselineParts;
  #drift: ModelDrift | undefined;
  #learning: { readonly builder: BaselineBuilder; readonly rule: LearnRule } | undefined;

  constructor(source: BaselineSource, parts: ModelBaselineParts) {
    this.#parts = parts;
    if ('baseline' in source) this.#drift = this.#compareWith(source.baseline);
    else this.#learning = { builder: this.#createBuilder(), rule: source.learn };
  }

  /** The comparison; `undefined` while the baseline is being learned. */
  get drift(): ModelDrift | undefined {
    return this.#drift;
  }

  /** Where the baseline comes from. */
  get state(): 'given' | 'learning' | 'learned' {
    if (this.#learning === undefined) return 'given';
    return this.#drift === undefined ? 'learning' : 'learned';
  }

  /** How many predictions have been learned from, of how many. */
  get progress(): { readonly rows: number; readonly of: number } | undefined {
    if (this.#learning === undefined || this.#drift !== undefined) return undefined;
    const { builder, rule } = this.#learning;
    return { rows: builder.rows, of: rule.rows };
  }

  /** @param task - of the model version, as far as it is settled by now. */
  add(prediction: Prediction, meaning: Meaning, task: Baseline['task']): void {
    if (this.#drift === undefined) this.#learn(prediction, meaning, task);
    else this.#drift.add({ features: prediction.features, meaning, scores: this.#scoresOf(prediction) });
  }

  #compareWith(baseline: Baseline): ModelDrift {
    const { window, limits } = this.#parts.rules;
    return new ModelDrift(baseline, { ...window, limits });
  }

  #scoresOf(prediction: Prediction): ClassScores | undefined {
    return this.#drift?.readsScores ? readScoresOf(prediction, this.#parts.rules) : undefined;
  }

  #learn(prediction: Prediction, meaning: Meaning, task: Baseline['task']): void {
    if (this.#learning === undefined) return;
    const { builder, rule } = this.#learning;
    const scores = readScoresOf(prediction, this.#parts.rules);
    builder.add({
      features: readableFeatures(prediction),
      output: outputOf(prediction, meaning),
      scores: scores && namedScores(scores),
    });
    if (builder.rows < rule.rows) return;
    const baseline = withTask(builder.finish(), task);
    this.#drift = this.#compareWith(baseline);
    this.#parts.rules.onLearned(baseline, rule);
  }

  #createBuilder(): BaselineBuilder {
    const { model, version, rules } = this.#parts;
    const { classes, positiveClass, limits, task } = rules;
    return new BaselineBuilder({
      createdAt: new Date(),
      model,
      version,
      task,
      classes: classes.length === 0 ? undefined : classes,
      positiveClass,
      limits,
    });
  }
}

/** A copy, so that a getter or a Proxy of the handler's that throws is met here, and not halfway through a row. */
function readableFeatures({ features }: Prediction): Features | undefined {
  if (typeof features !== 'object' || features === null) return undefined;
  try {
    const list = asPlainList(features);
    return Array.isArray(list) ? list.slice() : { ...features };
  } catch {
    return undefined;
  }
}

/** A class as it was said: whole numbers may turn out to be those of a regression. */
function outputOf(prediction: Prediction, meaning: Meaning): unknown {
  if (meaning.kind === 'value') return meaning.value;
  const said = saidBy(prediction, meaning);
  return String(said) === meaning.name ? said : meaning.name;
}

/** Whole numbers alone settle no task: a baseline that named one all the same would be believed at the next start. */
function withTask(baseline: Baseline, task: Baseline['task']): Baseline {
  if (baseline.task === task) return baseline;
  const { classes: _guessed, ...unsettled } = baseline;
  return { ...unsettled, task };
}

/** The builder may not know the classes: each score goes with its name. */
function namedScores(scores: ClassScores): Readonly<Record<string, number>> {
  return Object.fromEntries(scores.values.map((value, index) => [scoredName(scores, index), value]));
}

function readScoresOf(prediction: Prediction, rules: ClassRules): ClassScores | undefined {
  const given = givenScores(prediction, rules);
  return given === undefined ? undefined : readScores(given, rules);
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
