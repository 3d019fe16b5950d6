import type { Baseline } from './baseline.ts';
import { BaselineBuilder } from './baseline-builder.ts';
import type { LearnRule } from './baseline-plan.ts';
import type { ClassRules } from './class-rules.ts';
import { type ClassScores, readScores, scoredName } from './class-scores.ts';
import { givenScores, outputOf } from './label-reader.ts';
import type { Limits } from './limits.ts';
import { asPlainList } from './output.ts';
import type { Features, Prediction, TaskName } from './prediction.ts';
import type { Meaning } from './task.ts';

export interface LearnerRules extends ClassRules {
  readonly task: TaskName | undefined;
  readonly limits: Limits;
  /** Told of every baseline that was learned, to keep it. */
  readonly onLearned: (baseline: Baseline, rule: LearnRule) => void;
}

export interface LearnerParts {
  /** Which model version the baseline is for; without a version for all of the model. */
  readonly model: string;
  readonly version: string | undefined;
  readonly rule: LearnRule;
  readonly rules: LearnerRules;
}

/** Learns a baseline from the first predictions it is shown. */
export class BaselineLearner {
  readonly rule: LearnRule;
  readonly #rules: LearnerRules;
  readonly #builder: BaselineBuilder;
  #baseline: Baseline | undefined;

  constructor({ model, version, rule, rules }: LearnerParts) {
    const { classes, positiveClass, limits, task } = rules;
    this.rule = rule;
    this.#rules = rules;
    this.#builder = new BaselineBuilder({
      createdAt: new Date(),
      model,
      version,
      task,
      classes: classes.length === 0 ? undefined : classes,
      positiveClass,
      limits,
    });
  }

  /** What was learned; `undefined` until there were enough predictions. */
  get baseline(): Baseline | undefined {
    return this.#baseline;
  }

  /** How many predictions have been learned from, of how many. */
  get progress(): { readonly rows: number; readonly of: number } {
    return { rows: this.#builder.rows, of: this.rule.rows };
  }

  /** @param task - of the model version, as far as it is settled by now. */
  add(prediction: Prediction, meaning: Meaning, task: Baseline['task']): void {
    if (this.#baseline !== undefined) return;
    const scores = readScoresOf(prediction, this.#rules);
    this.#builder.add({
      features: readableFeatures(prediction),
      output: outputOf(prediction, meaning),
      scores: scores && namedScores(scores),
    });
    if (this.#builder.rows < this.rule.rows) return;
    this.#baseline = asSettled(this.#builder.finish(), task, this.#rules);
    this.#rules.onLearned(this.#baseline, this.rule);
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

/**
 * Without what the builder guessed, since the next monitor believes its baseline: whole numbers alone settle no task,
 * and the order of classes in score vectors is known only when it was told.
 */
function asSettled(baseline: Baseline, task: Baseline['task'], { classes: told }: ClassRules): Baseline {
  const { classes: _guessed, ...settled } = baseline;
  return { ...settled, task, ...(told.length === 0 ? {} : { classes: told }) };
}

/** The builder may not know the classes: each score goes with its name. */
function namedScores(scores: ClassScores): Readonly<Record<string, number>> {
  return Object.fromEntries(scores.values.map((value, index) => [scoredName(scores, index), value]));
}

export function readScoresOf(prediction: Prediction, rules: ClassRules): ClassScores | undefined {
  const given = givenScores(prediction, rules);
  return given === undefined ? undefined : readScores(given, rules);
}
