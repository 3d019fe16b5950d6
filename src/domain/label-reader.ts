import type { BoundedNames } from './bounded-names.ts';
import type { ClassRules } from './class-rules.ts';
import { type ClassScores, readScores, scoredName } from './class-scores.ts';
import type { Drops } from './drops.ts';
import type { LabelledRow } from './label-counts.ts';
import { hasScoreOf, labelledClass, type Truth, truthValue } from './labelled-row.ts';
import { asPlainList } from './output.ts';
import { type Prediction, unwrapSingle } from './prediction.ts';
import type { Meaning } from './task.ts';

/** How right one labelled prediction is, 0..1; `undefined` when it cannot be said. */
export type AccuracyFunction = {
  // A method, because its parameters are bivariant: a function of two numbers fits.
  accuracy(output: unknown, truth: unknown, prediction: Prediction): number | undefined;
}['accuracy'];

export interface LabelRules extends ClassRules {
  /** Replaces equality of classes; already guarded, so it never throws. */
  readonly accuracy: AccuracyFunction | undefined;
  readonly drops: Drops;
}

/** A prediction that was understood, and what turned out to be right. */
export interface LabelledPrediction {
  readonly prediction: Prediction;
  readonly meaning: Meaning;
  readonly truth: Truth;
}

/** Puts the predictions of one model version beside their truths. */
export class LabelReader {
  readonly #rules: LabelRules;
  readonly #names: BoundedNames;
  /** The classes of the first usable scores: figures over scores of different classes would mean nothing. */
  #scoredClasses: string | undefined;

  constructor(rules: LabelRules, names: BoundedNames) {
    this.#rules = rules;
    this.#names = names;
  }

  /** @returns `undefined` for a truth that a regression cannot have. */
  read({ prediction, meaning, truth }: LabelledPrediction): LabelledRow | undefined {
    if (meaning.kind === 'value') {
      const value = truthValue(truth);
      if (value === undefined) return undefined;
      const accuracy = this.#rules.accuracy?.(saidBy(prediction, meaning), truth, prediction);
      return {
        accuracy,
        classes: undefined,
        scores: undefined,
        values: { truth: value, output: meaning.value },
      };
    }
    const scores = this.#scoresOf(prediction, String(truth));
    return {
      accuracy: this.#accuracyOf(prediction, meaning, truth),
      ...labelledClass({ predicted: meaning.name, truth, scores }, this.#names),
      values: undefined,
    };
  }

  #accuracyOf(
    prediction: Prediction,
    meaning: Meaning & { kind: 'class' },
    truth: Truth,
  ): number | undefined {
    const { accuracy } = this.#rules;
    if (accuracy !== undefined) return accuracy(saidBy(prediction, meaning), truth, prediction);
    return meaning.name === String(truth) ? 1 : 0;
  }

  /** The scores, when they can be held against this truth. */
  #scoresOf(prediction: Prediction, truth: string): ClassScores | undefined {
    const given = givenScores(prediction, this.#rules);
    if (given === undefined) return undefined;
    const scores = readScores(given, this.#rules);
    if (scores !== undefined && hasScoreOf(scores, truth) && this.#isOfKnownClasses(scores)) return scores;
    this.#rules.drops.count('scores');
    return undefined;
  }

  #isOfKnownClasses(scores: ClassScores): boolean {
    const { classes } = this.#rules;
    if (classes.length > 0) return scores.names === classes && scores.values.length === classes.length;
    const names = scores.values.map((_, index) => scoredName(scores, index)).join('\n');
    this.#scoredClasses ??= names;
    return names === this.#scoredClasses;
  }
}

/**
 * The scores in a prediction, in the form they came in: beside the output, or as the output.
 *
 * @returns `undefined` when it has none.
 */
export function givenScores({ output, scores }: Prediction, { classes }: ClassRules): unknown {
  const isBeside = scores !== undefined && scores !== null;
  const given = unwrapSingle(asPlainList(isBeside ? scores : output));
  if (typeof given === 'object' && given !== null) return given;
  if (typeof given !== 'number' || classes.length !== 2) return undefined;
  return isBeside || !classes.includes(String(given)) ? given : undefined;
}

/** The output as it was said, when it is one value; of a vector what it means. */
export function saidBy({ output }: Prediction, meaning: Meaning): string | number | boolean {
  const value = unwrapSingle(asPlainList(output));
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return meaning.kind === 'class' ? meaning.name : meaning.value;
}

/** What the model said, as one value: a class as it was said, since whole numbers may turn out to be those of a regression. */
export function outputOf(prediction: Prediction, meaning: Meaning): string | number | boolean {
  if (meaning.kind === 'value') return meaning.value;
  const said = saidBy(prediction, meaning);
  return String(said) === meaning.name ? said : meaning.name;
}
