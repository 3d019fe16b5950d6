/** How the outputs of a model speak of classes. */
export interface ClassRules {
  /** Class names, in the order of score vectors; empty when nobody told. */
  readonly classes: readonly string[];
  /** The class that a single probability speaks of; by default the second of two. */
  readonly positiveClass: string | undefined;
  /** From this probability on the positive class is predicted. */
  readonly threshold: number;
}

/** The classes that are known before anything is seen. */
export function toldClasses({ classes, positiveClass }: ClassRules): readonly string[] {
  return classes.length === 0 && positiveClass !== undefined ? [positiveClass] : classes;
}

/** Where the positive class stands among the names of two; the second unless another is named. */
export function positiveIndex(names: readonly string[], { positiveClass }: ClassRules): 0 | 1 {
  return positiveClass !== undefined && names[0] === positiveClass ? 0 : 1;
}

/** Which of two classes this probability of the positive one means, as its index. */
export function classOfProbability(probability: number, names: readonly string[], rules: ClassRules): 0 | 1 {
  const positive = positiveIndex(names, rules);
  const isPositive = probability >= rules.threshold;
  return isPositive === (positive === 1) ? 1 : 0;
}
